import type { PassportSkill } from '../domain/passport-skills.ts';
import type { PersonId } from '../domain/person.ts';
import type { Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { showPassport } from './show-passport.ts';

/** The skills that a person's passport shows: vouched ones first, by how often and how recently. */
export async function skillsOfPassport(
  deps: { readonly store: Store; readonly clock: Clock },
  query: { readonly personId: PersonId },
): Promise<Outcome<{ readonly skills: readonly PassportSkill[] }>> {
  const shown = await showPassport(deps, query);
  return shown.ok ? { ok: true, skills: shown.passport.skills } : shown;
}
