import type { Award } from '../../src/domain/award.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { enrolForDigests } from '../../src/use-cases/enrol-for-digests.ts';
import { sendDueDigests, type DigestDeps } from '../../src/use-cases/send-digests.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildPerson } from '../builders/build-person.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

/** A store with a clock that tests set, and the tick that sends digests. */
export type DigestTown = {
  readonly store: Store;
  readonly deps: DigestDeps;
  /** Sets the clock. */
  at(moment: string | Date): void;
  /** What the job does every minute: enrols, and sends what is due. */
  tick(): Promise<number>;
  person(overrides?: Partial<Person>): Promise<Person>;
  award(person: Person, overrides?: Partial<Award> & { readonly slug?: string }): Promise<Award>;
  /** The digests in the outbox, in the order in which they came. */
  sent(): Promise<readonly (OutboxMessage & { readonly digest: Digest })[]>;
};

export const always = () => Promise.resolve(true);

export function digestTown(begin: string, store: Store = createMemoryStore()): DigestTown {
  let now = new Date(begin);
  const messages = new Map<string, OutboxMessage>();
  const deps: DigestDeps = {
    store,
    clock: () => now,
    ids: { id: deterministicId, token: deterministicId, below: () => 0 },
    channels: new Set(['slack', 'email'] as const),
    timeZone: 'Europe/Amsterdam',
  };
  return {
    store,
    deps,
    at(moment) {
      now = new Date(moment);
    },
    async tick() {
      await enrolForDigests(deps, always);
      return (await sendDueDigests(deps, always)).sent;
    },
    async person(overrides = {}) {
      const person = buildPerson({
        createdAt: now,
        timeZone: 'Europe/Amsterdam',
        locale: 'nl',
        ...overrides,
      });
      await store.persons.insert(person);
      return person;
    },
    async award(person, { slug = 'lassen', ...overrides } = {}) {
      const award = buildAward({
        personId: person.id,
        // Just after whatever happens at this moment.
        awardedAt: new Date(now.getTime() + 1),
        badge: buildBadgeSnapshot({ slug, title: { nl: slug } }),
        ...overrides,
      });
      await store.awards.insert([{ award }]);
      return award;
    },
    async sent() {
      const far = new Date(8e15);
      for (;;) {
        const message = await store.outbox.claim(far, far, 'bulk');
        if (message === undefined) break;
        messages.set(message.key, message);
        await store.outbox.save({ ...message, status: 'delivered' });
      }
      return [...messages.values()].flatMap((message) =>
        message.notice.kind === 'digest' ? [{ ...message, digest: message.notice.digest }] : [],
      );
    },
  };
}
