import type { Actor } from '../domain/actor.ts';
import type { EntryRef } from '../domain/entry-ref.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { findExperience } from './change-experience.ts';

/**
 * Leaves an entry out of the learner's passport, or brings it back: out of the skills, and out of what is shared
 * from then on. An award stays what it is, and so does its public page.
 */
export async function hideEntry(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly entry: EntryRef; readonly hidden: boolean },
): Promise<Outcome<object>> {
  const { actor, entry, hidden } = command;
  return deps.store.transact(async (repositories) => {
    if (entry.kind === 'experience') {
      const known = await findExperience(repositories, { actor, experienceId: entry.id });
      if (known === undefined) return refused({ code: 'unknown-experience' });
      const visibility = hidden ? 'hidden' : 'shown';
      if (known.visibility !== visibility)
        await repositories.experiences.save({ ...known, visibility, updatedAt: deps.clock() });
      return { ok: true };
    }
    if (entry.kind === 'import') {
      const known = await repositories.importedCredentials.find(entry.id);
      if (known?.personId !== actor.personId) return refused({ code: 'unknown-imported' });
      const visibility = hidden ? 'hidden' : 'shown';
      if (known.visibility !== visibility)
        await repositories.importedCredentials.save({ ...known, visibility });
      return { ok: true };
    }
    const award = await repositories.awards.find(entry.id);
    if (award === undefined || award.personId !== actor.personId) return refused({ code: 'unknown-award' });
    if ((award.hidden ?? false) === hidden) return { ok: true };
    const { hidden: _, ...rest } = award;
    const changed = { ...rest, ...(hidden ? { hidden } : {}), revision: award.revision + 1 };
    return (await repositories.awards.save(changed, award.revision))
      ? { ok: true }
      : refused({ code: 'changed-meanwhile' });
  });
}
