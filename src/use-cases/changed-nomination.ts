import type { Nomination, NominationId } from '../domain/nomination.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { cardUpdates } from './nomination-cards.ts';

class ChangedMeanwhile extends Error {}
const mostTries = 10;

/**
 * Changes a nomination in a transaction, read afresh whenever somebody else changed it in between, and has its
 * cards kept up to date wherever they were shown.
 */
export async function changedNomination(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  id: NominationId,
  change: (
    repositories: Repositories,
    nomination: Nomination,
  ) => Promise<Outcome<{ readonly nomination: Nomination }>>,
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1)
    try {
      return await deps.store.transact(async (repositories) => {
        const known = await repositories.nominations.find(id);
        if (known === undefined) return refused({ code: 'unknown-nomination' });
        const outcome = await change(repositories, known);
        if (!outcome.ok) return outcome;
        const nomination = { ...outcome.nomination, version: known.version + 1 };
        // Thrown, so that what the change wrote already is undone too.
        if (!(await repositories.nominations.save(nomination, known.version))) throw new ChangedMeanwhile();
        await repositories.outbox.insert(
          await cardUpdates(deps, repositories, nomination, String(nomination.version)),
        );
        return { ok: true, nomination };
      });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
    }
  return refused({ code: 'changed-meanwhile' });
}
