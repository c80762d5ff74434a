import { standingOf, type Award, type AwardId } from '../domain/award.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** Awards of one person that are given out together. */
export type ChosenAwards = {
  readonly personId: PersonId;
  /** Those that were chosen, for instance by a share link; all when absent. */
  readonly awardIds?: readonly AwardId[];
  /** As in `credentialOfAward`. */
  readonly audience: 'anyone' | 'holder';
};

/**
 * The chosen awards of a person that can be given out, oldest first: those that stand and those that expired, which
 * say so themselves. An id of somebody else's award is left out, and of one that its learner hides in the passport. Refused: `unknown-person`.
 */
export async function chosenAwards(
  deps: { readonly store: Pick<Store, 'persons' | 'awards'>; readonly clock: Clock },
  query: Omit<ChosenAwards, 'audience'>,
): Promise<Outcome<{ readonly person: Person; readonly awards: readonly Award[] }>> {
  const person = await deps.store.persons.find(query.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: query.personId });
  const chosen = query.awardIds === undefined ? undefined : new Set(query.awardIds);
  const now = deps.clock();
  const awards = (await deps.store.awards.ofPerson(person.id))
    .filter(({ id, hidden }) => hidden !== true && (chosen?.has(id) ?? true))
    .filter((award) => ['valid', 'expired'].includes(standingOf(award, now)))
    .toSorted((a, b) => a.awardedAt.getTime() - b.awardedAt.getTime());
  return { ok: true, person, awards };
}
