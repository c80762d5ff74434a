import type { Award } from '../domain/award.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';

/** Entries in one status list: the least that Bitstring Status List v1.0 §2.2 allows, for the herd's sake. */
export const statusListLength = 131_072;
/** Lists that an issuer fills in one year, so that two million awards leave half of the entries free. */
const listsPerYear = 16;
const mostRounds = 100;

/**
 * Draws entries at random from this year's lists of an issuer. With `avoidTaken` those in use are drawn
 * again; without it a clash is left to the unique index, which saves the common case a read.
 */
export async function drawStatusEntries(
  deps: { readonly ids: Ids; readonly clock: Clock },
  repositories: Pick<Repositories, 'awards'>,
  issuerSlug: string,
  count: number,
  now: Date,
  avoidTaken: boolean,
): Promise<readonly Award['statusList'][]> {
  const list = `${issuerSlug}-${now.getUTCFullYear()}-${deps.ids.below(listsPerYear).toString(16)}`;
  const drawn = new Set<number>();
  for (let round = 0; drawn.size < count; round += 1) {
    if (round === mostRounds) throw new Error(`status list ${list} has no ${count} free entries`);
    const wanted = count - drawn.size;
    const fresh = new Set<number>();
    while (fresh.size < wanted) {
      const index = deps.ids.below(statusListLength);
      if (!drawn.has(index)) fresh.add(index);
    }
    if (avoidTaken)
      for (const taken of await repositories.awards.takenStatusIndexes(list, [...fresh])) fresh.delete(taken);
    for (const index of fresh) drawn.add(index);
  }
  return [...drawn].map((index) => ({ list, index }));
}
