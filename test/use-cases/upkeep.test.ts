import { describe, expect, it } from 'vitest';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Store } from '../../src/ports/store.ts';
import { applyRetention } from '../../src/use-cases/apply-retention.ts';
import { remindReviewers } from '../../src/use-cases/remind-reviewers.ts';
import { watchExpiry } from '../../src/use-cases/watch-expiry.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { always, digestTown } from './digest-town.ts';

const day = 86_400_000;
/** A Wednesday, one o'clock in Amsterdam. */
const noon = '2026-11-25T12:00:00Z';
const ago = (days: number, from = noon) => new Date(Date.parse(from) - days * day);

async function messages(store: Store): Promise<readonly OutboxMessage[]> {
  const far = new Date(8e15);
  const found: OutboxMessage[] = [];
  for (;;) {
    const message = await store.outbox.claim(far, far);
    if (message === undefined) return found;
    found.push(message);
    await store.outbox.save({ ...message, status: 'delivered' });
  }
}

describe('reminding reviewers', () => {
  async function town() {
    const made = digestTown(noon);
    const issuer = buildIssuer();
    const person = async (name: string, role?: 'reviewer' | 'owner' | 'awarder') => {
      const one = await made.person({ name });
      if (role !== undefined)
        await made.store.roles.insert(
          buildRoleGrant({ issuerId: issuer.id, role, grantee: { kind: 'person', personId: one.id } }),
        );
      return one;
    };
    const nominate = (nomineeId: string, days: number) =>
      made.store.nominations.insert(
        buildNomination({ issuerId: issuer.id, nomineeId, createdAt: ago(days) }),
      );
    const remind = () => remindReviewers({ ...made.deps, remindAfterDays: 7 }, always);
    return { ...made, person, nominate, remind };
  }

  it('tells each in one message of all that waited a week, and no more of those until three weeks passed', async () => {
    const { store, person, nominate, remind, at } = await town();
    const [bo, mo] = [await person('Bo', 'reviewer'), await person('Mo', 'reviewer')];
    await person('Ow', 'owner');
    await person('Aw', 'awarder');
    const sam = await person('Sam');
    await nominate(sam.id, 8);
    await nominate((await person('Noor')).id, 7);
    await nominate(bo.id, 9);
    await nominate((await person('Ali')).id, 6);
    expect(await remind()).toEqual({ reminded: 2 });
    const sent = await messages(store);
    const of = (id: string) =>
      sent.flatMap(({ destination, notice }) =>
        destination.kind === 'person' && destination.personId === id && notice.kind === 'review-reminder'
          ? notice.waiting.shown.map(({ nominee }) => nominee.name)
          : [],
      );
    expect(of(bo.id)).toEqual(['Sam', 'Noor']);
    expect(of(mo.id)).toEqual(['Bo', 'Sam', 'Noor']);
    expect(await remind()).toEqual({ reminded: 0 });
    at('2026-12-09T12:00:00Z');
    expect((await remind()).reminded).toBe(2);
    at('2027-03-10T12:00:00Z');
    await remind();
    await messages(store);
    expect(await remind()).toEqual({ reminded: 0 });
  });

  it('tells owners where nobody is named as reviewer', async () => {
    const { store, person, nominate, remind } = await town();
    const owner = await person('Ow', 'owner');
    await nominate((await person('Sam')).id, 8);
    expect(await remind()).toEqual({ reminded: 1 });
    expect((await messages(store))[0]?.destination).toMatchObject({ personId: owner.id });
  });

  it.each(['2026-11-25T06:00:00Z', '2026-11-25T20:00:00Z', '2026-11-28T12:00:00Z'])(
    'leaves people alone at %s',
    async (moment) => {
      const { person, nominate, remind, at } = await town();
      await person('Bo', 'reviewer');
      await nominate((await person('Sam')).id, 20);
      at(moment);
      expect(await remind()).toEqual({ reminded: 0 });
    },
  );

  it('tells once when two do it at the same time', async () => {
    const { store, person, nominate, remind } = await town();
    await person('Bo', 'reviewer');
    await nominate((await person('Sam')).id, 8);
    await Promise.all([remind(), remind(), remind()]);
    expect(await messages(store)).toHaveLength(1);
  });
});

describe('watching what expires', () => {
  it('warns a month ahead and tells on the day, each once, with an entry in the audit', async () => {
    const { store, deps, person, award, at } = digestTown(noon);
    const sam = await person();
    const mine = await award(sam, { awardedAt: ago(335), validUntil: ago(-30) });
    await award(sam, { slug: 'later', awardedAt: ago(300), validUntil: ago(-31) });
    await award(sam, { slug: 'revoked', awardedAt: ago(335), validUntil: ago(-5), status: 'revoked' });
    const watch = () => watchExpiry(deps, always);
    expect(await watch()).toEqual({ warned: 1, expired: 0 });
    expect(await watch()).toEqual({ warned: 0, expired: 0 });
    at('2026-12-25T12:00:00Z');
    expect(await watch()).toEqual({ warned: 1, expired: 1 });
    expect(await watch()).toEqual({ warned: 0, expired: 0 });
    expect((await messages(store)).map(({ key }) => key)).toContain(`expired:${mine.id}`);
    const audit = await store.audit.page({ about: `award:${mine.id}` }, { limit: 9 });
    expect(audit.items).toMatchObject([{ action: 'award-expired', by: 'operator', via: 'job' }]);
  });

  it('warns of what is valid for a short time only when a quarter of it is left', async () => {
    const { deps, person, award, at } = digestTown(noon);
    await award(await person(), { awardedAt: ago(0), validUntil: ago(-8) });
    expect((await watchExpiry(deps, always)).warned).toBe(0);
    at('2026-12-01T12:00:01Z');
    expect((await watchExpiry(deps, always)).warned).toBe(1);
  });

  it('is silent at night, and about awards whose person was erased', async () => {
    const { store, deps, person, award, at } = digestTown('2026-11-25T02:00:00Z');
    const { personId: _, ...nobody } = await award(await person(), {
      awardedAt: ago(100),
      validUntil: ago(-2),
    });
    await store.awards.save({ ...nobody, revision: 2 }, 1);
    expect(await watchExpiry(deps, always)).toEqual({ warned: 0, expired: 0 });
    at(noon);
    await watchExpiry(deps, always);
    expect(await messages(store)).toEqual([]);
  });
});

describe('retention', () => {
  it('removes what is older than its owner wants, and nothing else', async () => {
    const { store, deps } = digestTown(noon);
    const [old, recent] = [ago(40), ago(20)];
    for (const at of [old, recent]) {
      await store.audit.add(buildAuditEntry({ at }));
      await store.outbox.insert([
        buildOutboxMessage({ status: 'parked', createdAt: at }),
        buildOutboxMessage({ status: 'waiting', createdAt: at }),
      ]);
      const failed = buildInboxItem({ receivedAt: at });
      await store.inbox.put([failed, buildInboxItem({ receivedAt: at })]);
      await store.inbox.failed(failed.key, 'no', undefined);
      await store.evidence.insert(buildEvidence({ withdrawnAt: at }));
      for (const status of ['declined', 'withdrawn', 'open', 'accepted'] as const) {
        const nomination = buildNomination({ status, createdAt: at });
        await store.nominations.insert(nomination);
        await store.evidence.insert(buildEvidence({ subject: { kind: 'nomination', id: nomination.id } }));
      }
    }
    const retention = { audit: 30, nominations: 30, withdrawn: 30, undelivered: 30 };
    const removed = await applyRetention({ ...deps, retention }, always);
    expect(removed).toEqual({ audit: 1, nominations: 2, withdrawn: 1, undelivered: 2 });
    expect((await store.audit.page({}, { limit: 9 })).items).toHaveLength(1);
    expect(await store.outbox.countByStatus()).toMatchObject({ parked: 1, waiting: 2 });
    expect(await store.inbox.countByStatus()).toMatchObject({ failed: 1, waiting: 2 });
    const left = await store.nominations.page({}, { limit: 20 });
    expect(left.items).toHaveLength(6);
    const evidence = await store.evidence.ofSubjects(
      'nomination',
      left.items.map(({ id }) => id),
    );
    expect(evidence).toHaveLength(6);
    expect(await applyRetention({ ...deps, retention }, always)).toEqual({
      audit: 0,
      nominations: 0,
      withdrawn: 0,
      undelivered: 0,
    });
  });

  it('lets go of the copies of files that came along with a nomination', async () => {
    const { store, deps } = digestTown(noon);
    const nomination = buildNomination({ status: 'declined', createdAt: ago(40) });
    await store.nominations.insert(nomination);
    const id = deterministicId();
    const stored = await store.files.put(new Uint8Array([1, 2, 3]), 'application/pdf', id);
    const file = { name: 'verslag.pdf', type: 'application/pdf', size: 3, stored };
    const subject = { kind: 'nomination', id: nomination.id } as const;
    await store.evidence.insert(buildEvidence({ id, subject, files: [file] }));
    const retention = { audit: 30, nominations: 30, withdrawn: 30, undelivered: 30 };
    await applyRetention({ ...deps, retention }, always);
    expect(await store.files.get(stored.id)).toBeUndefined();
  });

  it('stops when asked to', async () => {
    const { store, deps } = digestTown(noon);
    await store.audit.add(buildAuditEntry({ id: deterministicId(), at: ago(40) }));
    const retention = { audit: 30, nominations: 30, withdrawn: 30, undelivered: 30 };
    await applyRetention({ ...deps, retention }, () => Promise.resolve(false));
    expect((await store.audit.page({}, { limit: 9 })).items).toHaveLength(1);
  });
});
