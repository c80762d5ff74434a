import type { Actor } from '../domain/actor.ts';
import type { Nomination, NominationId } from '../domain/nomination.ts';
import { mayEndorse } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { changedNomination } from './changed-nomination.ts';

export type EndorseNomination = {
  readonly actor: Actor;
  readonly nominationId: NominationId;
  readonly comment?: string;
};

/** A colleague's support. Each supports once; many at the same moment all count. */
export async function endorseNomination(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: EndorseNomination,
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  const comment = command.comment?.trim();
  if ((comment?.length ?? 0) > 2000)
    return refused({ code: 'invalid', field: 'comment', problem: 'too-long' });
  return changedNomination(deps, command.nominationId, async (repositories, nomination) => {
    if (nomination.status !== 'open')
      return refused({ code: 'nomination-closed', status: nomination.status });
    const refusal = mayEndorse(command.actor, nomination);
    if (refusal !== undefined) return refused(refusal);
    if (nomination.endorsements.some(({ personId }) => personId === command.actor.personId))
      return refused({ code: 'already-endorsed' });
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'nomination-endorsed', [`nomination:${nomination.id}`], {
        issuerId: nomination.issuerId,
      }),
    );
    const { personId, name } = command.actor;
    return {
      ok: true,
      nomination: {
        ...nomination,
        endorsements: [
          ...nomination.endorsements,
          {
            personId,
            ...(name === undefined ? {} : { name }),
            ...(comment ? { comment } : {}),
            at: deps.clock(),
          },
        ],
      },
    };
  });
}
