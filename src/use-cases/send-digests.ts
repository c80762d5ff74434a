import { saysSomething, type Digest } from '../domain/digest.ts';
import { latestSlot, nextSlot, type DigestRhythm, type DigestSlot } from '../domain/digest-slot.ts';
import type { DigestState } from '../domain/digest-state.ts';
import { workspaceOf } from '../domain/identity.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { isTimeZone } from '../domain/zoned-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { destinationBy, digestWays, type Channels } from './digest-destination.ts';
import { endedWorkspaces, withoutWorkspaces } from './ended-workspaces.ts';
import type { DigestReader } from './digest-reader.ts';
import { readBackground, type DigestBackground } from './digest-background.ts';
import { gatherDigests } from './gather-digests.ts';
import { outboxMessage } from './outbox-message.ts';

export type DigestDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly channels: Channels;
  /** For people of whom no platform told a zone. */
  readonly timeZone: string;
};

export type DigestCounts = { readonly looked: number; readonly sent: number };

/** People who are handled in one go: one transaction, and one query for each kind of fact. */
const batchSize = 500;
/** Who is due, and what is the same for all of them, is asked for several batches at a time. */
const readAhead = 20 * batchSize;
/**
 * However far away the next issue is, everybody is looked at again within this time; whoever is not to be was left
 * there by a clock that was wrong.
 */
const lookAgainMs = 8 * 86_400_000;
const clockFaultMs = lookAgainMs + 86_400_000;
/** An issue tells of no more than this, however long nothing was sent. */
const longestTimeMs = 62 * 86_400_000;
/** Another instance at work on the same people at the same time is not met more often than this. */
const mostClashes = 5;

/** The issue's entry in the ledger, and the key of its message. */
export function digestKey(personId: PersonId, period: string): string {
  return `digest:${personId}:${period}`;
}

/**
 * Sends every digest that is due, a batch at a time: what it tells, that it was sent, and when the person is looked
 * at next are one transaction. Cut off at any point and begun again, by whomever, it goes on with those who are
 * left; run by several at once, each issue goes out once. `proceed` is asked between batches.
 */
export async function sendDueDigests(
  deps: DigestDeps,
  proceed: () => Promise<boolean>,
): Promise<DigestCounts> {
  const counts = { looked: 0, sent: 0 };
  await mendSchedule(deps);
  while (await proceed()) {
    const states = await deps.store.digestStates.due(deps.clock(), readAhead);
    if (states.length === 0) break;
    const ground = { background: await backgroundOf(deps) };
    for (let at = 0; at < states.length; at += batchSize) {
      if (at > 0 && !(await proceed())) return counts;
      const batch = states.slice(at, at + batchSize);
      counts.looked += batch.length;
      counts.sent += await handle(deps, batch, ground);
    }
  }
  return counts;
}

/** Those whom a clock that ran ahead put off for too long are looked at now. */
async function mendSchedule({ store, clock }: DigestDeps): Promise<void> {
  const now = clock();
  for (;;) {
    const lost = await store.digestStates.dueAfter(new Date(now.getTime() + clockFaultMs), batchSize);
    if (lost.length === 0) return;
    await store.digestStates.moveOn(
      lost.map(({ personId }) => personId),
      { dueAt: now },
    );
  }
}

/** What is to happen to one person's digest. */
type Plan = {
  readonly state: DigestState;
  readonly dueAt: Date;
  readonly coveredUntil?: Date;
  readonly issue?: { readonly slot: DigestSlot; readonly reader: DigestReader; readonly key: string };
};

/** Somebody of whom a digest tells was erased or merged while it was put together. */
class GoneMeanwhile extends Error {
  override readonly name = 'GoneMeanwhile';
}

async function handle(
  deps: DigestDeps,
  states: readonly DigestState[],
  ground: { background: DigestBackground },
): Promise<number> {
  for (let clashes = 0; ; clashes += 1)
    try {
      return await carryOut(deps, await plansFor(deps, states), ground.background);
    } catch (error) {
      // Another instance sent some of these meanwhile, or somebody is gone; they are left out the next time.
      const gone = error instanceof GoneMeanwhile;
      if (!(gone || error instanceof DuplicateKey) || clashes === mostClashes) throw error;
      if (gone) ground.background = await backgroundOf(deps);
    }
}

/** An issue that goes out late tells of its own time: of a month that ended up to a month ago. */
function backgroundOf({ store, clock }: DigestDeps): Promise<DigestBackground> {
  return readBackground(store, new Date(clock().getTime() - 2 * longestTimeMs));
}

async function plansFor(deps: DigestDeps, states: readonly DigestState[]): Promise<readonly Plan[]> {
  const { store } = deps;
  const now = deps.clock();
  const ended = await endedWorkspaces(store);
  const persons = new Map(
    (await store.persons.findMany(states.map(({ personId }) => personId))).map((person) => [
      person.id,
      withoutWorkspaces(person, ended),
    ]),
  );
  const gone = states.filter(({ personId }) => !persons.has(personId));
  if (gone.length > 0) await store.digestStates.remove(gone.map(({ personId }) => personId));
  const slots = slotsAt(now);
  return states.flatMap((state) => {
    const person = persons.get(state.personId);
    return person === undefined ? [] : [planFor(deps, person, state, slots, now)];
  });
}

async function carryOut(
  deps: DigestDeps,
  plans: readonly Plan[],
  background: DigestBackground,
): Promise<number> {
  const { store } = deps;
  const issues = plans.flatMap(({ state, issue }) => (issue === undefined ? [] : [{ state, ...issue }]));
  const done = await store.ledger.known(issues.map(({ key }) => key));
  const open = issues.filter(({ key }) => !done.has(key));
  const digests = await gatherDigests(
    store,
    open.map(({ reader }) => reader),
    background,
  );
  const messages = open.flatMap(({ reader, state, key }, at) => {
    const digest = digests[at];
    return digest === undefined || !saysSomething(digest)
      ? []
      : messageFor(deps, reader.person, state, digest, key);
  });
  const now = deps.clock();
  await store.transact(async (repositories) => {
    const about = messages.flatMap((message) => message.about);
    const there = await repositories.persons.living(about);
    if (!about.every((id) => there.has(id))) throw new GoneMeanwhile();
    await repositories.ledger.record(
      messages.map(({ key, destination }) => ({
        key,
        at: now,
        ...(destination.kind === 'person' ? { personId: destination.personId } : {}),
      })),
    );
    await repositories.outbox.insert(messages);
    for (const { personIds, to } of moves(plans, done)) await repositories.digestStates.moveOn(personIds, to);
  });
  return messages.length;
}

function messageFor(
  deps: DigestDeps,
  person: Person,
  state: DigestState,
  digest: Digest,
  key: string,
): readonly OutboxMessage[] {
  const [way] = digestWays(person, state, deps.channels);
  if (way === undefined) return [];
  const destination = destinationBy(person, way);
  const message = outboxMessage(deps, key, destination, { kind: 'digest', digest }, [
    person.id,
    ...peopleIn(digest),
  ]);
  return [{ ...message, bulk: true }];
}

/** The persons whom a digest names. */
export function peopleIn({ toSupport, toReview, unseen, nearlyOthers }: Digest): readonly PersonId[] {
  return [
    ...[...toSupport.shown, ...toReview.shown].map(({ nominee }) => nominee.personId),
    ...[...unseen.shown, ...nearlyOthers.shown].map(({ person }) => person.personId),
  ];
}

function planFor(
  deps: DigestDeps,
  person: Person,
  state: DigestState,
  slots: (rhythm: DigestRhythm) => { readonly latest: DigestSlot; readonly next: DigestSlot },
  now: Date,
): Plan {
  const lookAgain = new Date(now.getTime() + lookAgainMs);
  const schedule = person.preferences?.digest ?? 'weekly';
  // What came to pass in the meantime is not told later: they did not want to hear.
  if (schedule === 'off' || state.stoppedAt !== undefined)
    return { state, dueAt: lookAgain, coveredUntil: now };
  const known = person.timeZone !== undefined && isTimeZone(person.timeZone);
  const timeZone = known ? (person.timeZone ?? deps.timeZone) : deps.timeZone;
  const { latest, next } = slots({ schedule, timeZone, hour: person.preferences?.digestHour ?? 9 });
  const dueAt = next.at < lookAgain ? next.at : lookAgain;
  // A clock that ran ahead told of what was yet to come; from here on it counts anew.
  if (state.coveredUntil > now) return { state, dueAt, coveredUntil: latest.at };
  if (latest.at <= state.coveredUntil) return { state, dueAt };
  const [way] = digestWays(person, state, deps.channels);
  const workspace = way === undefined ? undefined : workspaceOf(way.identity);
  const reader: DigestReader = {
    person,
    schedule,
    from: new Date(Math.max(state.coveredUntil.getTime(), latest.at.getTime() - longestTimeMs)),
    until: latest.at,
    ...(workspace === undefined ? {} : { workspace }),
  };
  return {
    state,
    dueAt,
    coveredUntil: latest.at,
    issue: { slot: latest, reader, key: digestKey(person.id, latest.period) },
  };
}

/** The issues around a moment; worked out once for each rhythm, of which there are few. */
function slotsAt(now: Date) {
  const known = new Map<string, { readonly latest: DigestSlot; readonly next: DigestSlot }>();
  return (rhythm: DigestRhythm) => {
    const key = `${rhythm.schedule} ${rhythm.timeZone} ${rhythm.hour}`;
    const found = known.get(key) ?? { latest: latestSlot(rhythm, now), next: nextSlot(rhythm, now) };
    known.set(key, found);
    return found;
  };
}

/**
 * Most people of a batch move on to the same moments: one write for all of them. Whose issue was sent before, on other
 * clocks of theirs or at another hour, is told in the next one of what came since.
 */
function moves(plans: readonly Plan[], done: ReadonlySet<string>) {
  const groups = new Map<string, { personIds: PersonId[]; to: Pick<Plan, 'dueAt' | 'coveredUntil'> }>();
  for (const { state, dueAt, issue, ...plan } of plans) {
    const coveredUntil = issue !== undefined && done.has(issue.key) ? undefined : plan.coveredUntil;
    const key = `${dueAt.getTime()} ${coveredUntil?.getTime()}`;
    const group = groups.get(key) ?? {
      personIds: [],
      to: { dueAt, ...(coveredUntil === undefined ? {} : { coveredUntil }) },
    };
    group.personIds.push(state.personId);
    groups.set(key, group);
  }
  return groups.values();
}
