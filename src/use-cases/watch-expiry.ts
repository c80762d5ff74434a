import { operator } from '../domain/actor.ts';
import type { Award } from '../domain/award.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { badgeName } from './badge-card.ts';
import { peopleOf } from './people-of.ts';
import { inDaytime } from './in-daytime.ts';
import { outboxMessage } from './outbox-message.ts';
import { reach } from './reach.ts';

export type ExpiryDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timeZone: string;
};

const dayMs = 86_400_000;
/** Told this long before; of what was valid for a short time only, a quarter of that. */
const noticeMs = 30 * dayMs;
/** After downtime, of what expired longer ago nobody is told any more. */
const lookBackMs = 30 * dayMs;
const pageSize = 200;

/**
 * Tells learners that a badge of theirs will expire, and when it did; each once. That it expired is in the audit too.
 * The award itself does not change: its credential says until when it is valid.
 */
export async function watchExpiry(
  deps: ExpiryDeps,
  proceed: () => Promise<boolean>,
): Promise<{ readonly warned: number; readonly expired: number }> {
  const now = deps.clock();
  const counts = { warned: 0, expired: 0 };
  if (!inDaytime(deps.timeZone, now)) return counts;
  const [past, soon] = [new Date(now.getTime() - lookBackMs), new Date(now.getTime() + noticeMs)];
  for (const [kind, from, until] of [
    ['expired', past, now],
    ['warned', now, soon],
  ] as const) {
    let after: string | undefined;
    while (await proceed()) {
      const page = await deps.store.awards.expiring(from, until, {
        limit: pageSize,
        ...(after === undefined ? {} : { after }),
      });
      counts[kind] += await tell(
        deps,
        page.items.filter((award) => kind === 'expired' || isTimeToTell(award, now)),
        kind,
        now,
      );
      after = page.next;
      if (after === undefined) break;
    }
  }
  return counts;
}

function isTimeToTell({ awardedAt, validUntil }: Award, now: Date): boolean {
  if (validUntil === undefined) return false;
  const notice = Math.min(noticeMs, (validUntil.getTime() - awardedAt.getTime()) / 4);
  return validUntil.getTime() - now.getTime() <= notice;
}

async function tell(
  deps: ExpiryDeps,
  awards: readonly Award[],
  kind: 'expired' | 'warned',
  now: Date,
): Promise<number> {
  const { store } = deps;
  const keyOf = (award: Award) => `${kind}:${award.id}`;
  const known = await store.ledger.known(awards.map(keyOf));
  const due = awards.filter((award) => !known.has(keyOf(award)));
  if (due.length === 0) return 0;
  const people = await peopleOf(
    store,
    due.flatMap(({ personId }) => personId ?? []),
  );
  const messages = due.flatMap((award): OutboxMessage[] => {
    const person = people.get(award.personId ?? '');
    const to = person === undefined ? undefined : reach(person, award.place?.workspace);
    return person === undefined || to === undefined || award.validUntil === undefined
      ? []
      : [
          outboxMessage(
            deps,
            keyOf(award),
            to,
            {
              kind: 'award-expiry',
              awardId: award.id,
              badge: badgeName(award.badge),
              at: award.validUntil,
              expired: kind === 'expired',
            },
            [person.id],
          ),
        ];
  });
  const job = { personId: operator, standing: 'member', via: 'job' } as const;
  try {
    await store.transact(async (repositories) => {
      await repositories.ledger.record(
        due.map((award) => ({
          key: keyOf(award),
          at: now,
          ...(award.personId === undefined ? {} : { personId: award.personId }),
        })),
      );
      await repositories.outbox.insert(messages);
      if (kind === 'expired')
        for (const award of due)
          await repositories.audit.add(
            auditEntry(deps, job, 'award-expired', [`award:${award.id}`], { issuerId: award.issuerId }),
          );
    });
  } catch (error) {
    // Another instance was faster; it told of them.
    if (error instanceof DuplicateKey) return 0;
    throw error;
  }
  return due.length;
}
