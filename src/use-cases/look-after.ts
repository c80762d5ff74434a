import { isOperator, type Actor } from '../domain/actor.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { JobBoard, JobStatus } from '../ports/job-board.ts';
import type { Page } from '../ports/page.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { auditLines, type AuditLine } from './audit-lines.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** How a message that was given up is shown: not what it says, which is between others. */
export type ParkedMessage = Pick<OutboxMessage, 'id' | 'channel' | 'createdAt' | 'attempts' | 'lastError'> & {
  readonly kind: OutboxMessage['notice']['kind'];
};

const mostParked = 100;
const auditPageSize = 50;

/** The issuers that somebody owns; whoever owns any looks after the deployment. The operator owns them all. */
export async function ownedIssuers(
  deps: { readonly store: Pick<Store, 'roles' | 'issuers'> },
  actor: Actor,
): Promise<readonly Issuer[]> {
  const all = await deps.store.issuers.list();
  if (isOperator(actor)) return all;
  const grants = await deps.store.roles.ofGrantees([
    granteeKey({ kind: 'person', personId: actor.personId }),
  ]);
  return all.filter((issuer) =>
    grants.some(({ role, issuerId }) => role === 'owner' && issuerId === issuer.id),
  );
}

/** How the jobs stand, for owners. */
export async function showJobs(
  deps: Deps & { readonly jobs: JobBoard },
  query: { readonly actor: Actor },
): Promise<Outcome<{ readonly jobs: readonly JobStatus[] }>> {
  if ((await ownedIssuers(deps, query.actor)).length === 0) return refused({ code: 'not-yours' });
  return { ok: true, jobs: await deps.jobs.list() };
}

/** The messages that were given up, oldest first, for owners. */
export async function parkedMessages(
  deps: Deps,
  query: { readonly actor: Actor },
): Promise<Outcome<{ readonly messages: readonly ParkedMessage[] }>> {
  if ((await ownedIssuers(deps, query.actor)).length === 0) return refused({ code: 'not-yours' });
  const parked = await deps.store.outbox.parked(mostParked);
  return {
    ok: true,
    messages: parked.map(({ id, channel, createdAt, attempts, lastError, notice }) => ({
      id,
      channel,
      createdAt,
      attempts,
      ...(lastError === undefined ? {} : { lastError }),
      kind: notice.kind,
    })),
  };
}

/** Has a message that was given up tried again, from its first attempt on. One that waits or arrived is left alone. */
export async function retryMessage(
  deps: Deps,
  command: { readonly actor: Actor; readonly id: string },
): Promise<Outcome<{ readonly again: boolean }>> {
  if ((await ownedIssuers(deps, command.actor)).length === 0) return refused({ code: 'not-yours' });
  return deps.store.transact(async (repositories) => {
    const message = await repositories.outbox.find(command.id);
    if (message?.status !== 'parked') return { ok: true, again: false };
    await repositories.outbox.save({
      ...message,
      status: 'waiting',
      attempts: 0,
      nextAttemptAt: deps.clock(),
    });
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'message-retried', [`message:${message.id}`]),
    );
    return { ok: true, again: true };
  });
}

/** What was changed for one issuer, newest first; for its owners. */
export async function showAudit(
  deps: Deps,
  query: { readonly actor: Actor; readonly issuer?: string; readonly after?: string },
): Promise<
  Outcome<{
    readonly issuers: readonly Issuer[];
    readonly issuer: Issuer;
    readonly entries: Page<AuditLine>;
  }>
> {
  const issuers = await ownedIssuers(deps, query.actor);
  const issuer = query.issuer === undefined ? issuers[0] : issuers.find(({ slug }) => slug === query.issuer);
  if (issuer === undefined) return refused({ code: 'not-yours' });
  const entries = await deps.store.audit.page(
    { issuerId: issuer.id },
    { limit: auditPageSize, ...(query.after === undefined ? {} : { after: query.after }) },
  );
  return {
    ok: true,
    issuers,
    issuer,
    entries: { ...entries, items: await auditLines(deps.store, entries.items) },
  };
}
