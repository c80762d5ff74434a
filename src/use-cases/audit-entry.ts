import { isOperator, type Actor } from '../domain/actor.ts';
import type { AuditAction, AuditEntry } from '../domain/audit-entry.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';

/** An audit entry for what an actor does now. */
export function auditEntry(
  deps: { readonly clock: Clock; readonly ids: Ids },
  actor: Actor,
  action: AuditAction,
  about: readonly string[],
  more: { readonly issuerId?: string; readonly detail?: AuditEntry['detail'] } = {},
): AuditEntry {
  return {
    id: deps.ids.id(),
    at: deps.clock(),
    action,
    by: isOperator(actor) ? 'operator' : `person:${actor.personId}`,
    via: actor.via,
    ...(actor.workspace === undefined ? {} : { workspace: actor.workspace }),
    ...(more.issuerId === undefined ? {} : { issuerId: more.issuerId }),
    about,
    ...(more.detail === undefined ? {} : { detail: more.detail }),
  };
}
