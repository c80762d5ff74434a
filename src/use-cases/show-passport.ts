import { composePassport, type Passport } from '../domain/passport.ts';
import type { PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Repositories } from '../ports/store.ts';

/**
 * A person's whole passport, as they see it themselves. Awards that were revoked are left out; those that
 * expired or are suspended stay and say so. What they hid comes along only where it is asked for.
 */
export async function showPassport(
  deps: {
    readonly store: Pick<Repositories, 'persons' | 'awards' | 'experiences' | 'importedCredentials'>;
    readonly clock: Clock;
  },
  query: { readonly personId: PersonId; readonly withHidden?: boolean },
): Promise<Outcome<{ readonly passport: Passport }>> {
  const person = await deps.store.persons.find(query.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: query.personId });
  const [awards, experiences, imported] = await Promise.all([
    deps.store.awards.ofPerson(person.id),
    deps.store.experiences.ofPerson(person.id),
    deps.store.importedCredentials.ofPerson(person.id),
  ]);
  const { withHidden = false } = query;
  const isShown = ({ visibility }: { readonly visibility: 'shown' | 'hidden' }) =>
    withHidden || visibility === 'shown';
  const parts = {
    awards: awards.filter(({ status, hidden }) => status !== 'revoked' && (withHidden || hidden !== true)),
    experiences: experiences.filter(isShown),
    imported: imported.filter(isShown),
  };
  return { ok: true, passport: composePassport(person, parts, deps.clock()) };
}
