import { excerpt } from '../domain/digest.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';
import { nameOf, peopleOf } from './people-of.ts';
import { inWorkingHours } from './in-daytime.ts';
import { outboxMessage } from './outbox-message.ts';
import { reach } from './reach.ts';

export type ReminderDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timeZone: string;
  /** Days that a nomination waits before its reviewers are reminded; and once more after three times as many. */
  readonly remindAfterDays: number;
};

const dayMs = 86_400_000;
const pageSize = 200;

/**
 * Reminds reviewers of nominations that wait too long: each nomination twice at most, all of a reviewer's in one
 * message. Where an issuer has named no reviewer, its owners are reminded, who decide then.
 */
export async function remindReviewers(
  deps: ReminderDeps,
  proceed: () => Promise<boolean>,
): Promise<{ readonly reminded: number }> {
  const { store } = deps;
  const now = deps.clock();
  if (!inWorkingHours(deps.timeZone, now)) return { reminded: 0 };
  const limit = new Date(now.getTime() - deps.remindAfterDays * dayMs);
  let reminded = 0;
  let after: string | undefined;
  while (await proceed()) {
    const page = await store.nominations.page(
      { status: 'open' },
      { limit: pageSize, ...(after === undefined ? {} : { after }) },
    );
    const waiting = page.items.filter(({ createdAt }) => createdAt <= limit);
    reminded += await remindOf(deps, waiting, now);
    after = page.next;
    // They come oldest first: whatever follows is younger still.
    if (after === undefined || waiting.length < page.items.length) break;
  }
  return { reminded };
}

async function remindOf(deps: ReminderDeps, waiting: readonly Nomination[], now: Date): Promise<number> {
  const { store } = deps;
  const round = ({ createdAt }: Nomination) =>
    now.getTime() - createdAt.getTime() >= 3 * deps.remindAfterDays * dayMs ? 2 : 1;
  const keyOf = (nomination: Nomination) => `reminder:${nomination.id}:${round(nomination)}`;
  const known = await store.ledger.known(waiting.map(keyOf));
  const due = waiting.filter((nomination) => !known.has(keyOf(nomination)));
  if (due.length === 0) return 0;
  const deciders = await decidersOf(store, [...new Set(due.map(({ issuerId }) => issuerId))]);
  const nominees = await peopleOf(
    store,
    due.map(({ nomineeId }) => nomineeId),
  );
  const asked = await peopleOf(
    store,
    due.flatMap(({ askedOf }) => askedOf ?? []),
  );
  // Whom the learner asked is reminded beside those who decide anyhow.
  const whoWaits = ({ issuerId, askedOf = '' }: Nomination) => {
    const person = asked.get(askedOf);
    const all = [...(deciders.get(issuerId) ?? []), ...(person === undefined ? [] : [person])];
    return new Map(all.map((each) => [each.id, each])).values();
  };
  const perPerson = new Map<PersonId, { person: Person; nominations: Nomination[] }>();
  for (const nomination of due)
    for (const person of whoWaits(nomination)) {
      if (person.id === nomination.nomineeId) continue;
      const own = perPerson.get(person.id) ?? { person, nominations: [] };
      own.nominations.push(nomination);
      perPerson.set(person.id, own);
    }
  const messages = [...perPerson.values()].flatMap(({ person, nominations }): OutboxMessage[] => {
    const workspace = nominations[0]?.place?.workspace;
    const to = reach(person, workspace);
    if (to === undefined) return [];
    return [
      outboxMessage(
        deps,
        `reminder:${person.id}:${nominations.map(keyOf).join()}`.slice(0, 500),
        to,
        {
          kind: 'review-reminder',
          waiting: excerpt(
            nominations.map(({ id, badge, nomineeId, createdAt }) => ({
              nominationId: id,
              badge: badgeName(badge),
              nominee: nameOf(nominees, nomineeId, workspace),
              since: createdAt,
            })),
          ),
        },
        [person.id, ...nominations.map(({ nomineeId }) => nomineeId)],
      ),
    ];
  });
  try {
    await store.transact(async (repositories) => {
      await repositories.ledger.record(
        due.map((nomination) => ({ key: keyOf(nomination), at: now, personId: nomination.nomineeId })),
      );
      await repositories.outbox.insert(messages);
    });
  } catch (error) {
    // Another instance was faster; it reminded of them.
    if (error instanceof DuplicateKey) return 0;
    throw error;
  }
  return messages.length;
}

/** The persons who decide for each issuer: its named reviewers, else its owners. */
async function decidersOf(
  store: Pick<Store, 'roles' | 'persons'>,
  issuerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Person[]>> {
  const found = new Map<string, readonly Person[]>();
  for (const issuerId of issuerIds) {
    const grants = await store.roles.ofIssuer(issuerId);
    const named = (wanted: 'reviewer' | 'owner') =>
      grants.flatMap(({ role, grantee }) =>
        role === wanted && grantee.kind === 'person' ? [grantee.personId] : [],
      );
    const reviewers = named('reviewer');
    const people = await peopleOf(store, reviewers.length > 0 ? reviewers : named('owner'));
    found.set(issuerId, [...people.values()]);
  }
  return found;
}
