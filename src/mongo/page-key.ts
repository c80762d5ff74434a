import type { Page } from '../ports/page.ts';

/** The place in a list that is ordered by a moment, then by id. */
type Position = { readonly at: Date; readonly id: string };

function writePosition({ at, id }: Position): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

function readPosition(written: string): Position | undefined {
  const [, time, id] = /^(-?\d+)\.(.+)$/su.exec(Buffer.from(written, 'base64url').toString()) ?? [];
  const at = new Date(Number(time));
  return id === undefined || Number.isNaN(at.getTime()) ? undefined : { at, id };
}

/** The conditions on field and `_id` for what comes after a position; none at the start or when it is unreadable. */
export function beyond(
  field: string,
  order: 1 | -1,
  after: string | undefined,
): Readonly<Record<`$${string}`, unknown>> {
  const position = after === undefined ? undefined : readPosition(after);
  if (position === undefined) return {};
  const [reached, past] = order === 1 ? (['$gte', '$gt'] as const) : (['$lte', '$lt'] as const);
  // The first condition bounds the index; the second parts those of the very same moment.
  return {
    $and: [
      { [field]: { [reached]: position.at } },
      { $or: [{ [field]: { [past]: position.at } }, { _id: { [past]: position.id } }] },
    ],
  };
}

/** The page, given one document more than it holds so that a last page says that it is the last. */
export function pageOf<D, T>(
  found: readonly D[],
  limit: number,
  toItem: (document: D) => T,
  position: (document: D) => Position,
): Page<T> {
  const kept = found.slice(0, limit);
  const last = kept.at(-1);
  const items = kept.map(toItem);
  return found.length > limit && last !== undefined
    ? { items, next: writePosition(position(last)) }
    : { items };
}
