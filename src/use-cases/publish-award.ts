import type { Actor } from '../domain/actor.ts';
import type { Award, AwardId } from '../domain/award.ts';
import { mayPublish } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

export type PublishAward = {
  readonly actor: Actor;
  readonly awardId: AwardId;
  readonly visibility: Award['visibility'];
  readonly evidencePublic: boolean;
};

/** The learner chooses what others see of an award: nothing but the badge, their name too, the evidence too. */
export async function publishAward(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: PublishAward,
): Promise<Outcome<{ readonly award: Award }>> {
  return deps.store.transact(async (repositories) => {
    const award = await repositories.awards.find(command.awardId);
    if (award === undefined) return refused({ code: 'unknown-award' });
    const refusal = mayPublish(command.actor, award);
    if (refusal !== undefined) return refused(refusal);
    const evidencePublic = command.visibility === 'public' && command.evidencePublic;
    if (award.visibility === command.visibility && award.evidencePublic === evidencePublic)
      return { ok: true, award };
    const changed: Award = {
      ...award,
      visibility: command.visibility,
      evidencePublic,
      revision: award.revision + 1,
    };
    if (!(await repositories.awards.save(changed, award.revision)))
      return refused({ code: 'changed-meanwhile' });
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'award-visibility-changed', [`award:${award.id}`], {
        issuerId: award.issuerId,
        detail: { visibility: changed.visibility, evidencePublic },
      }),
    );
    return { ok: true, award: changed };
  });
}
