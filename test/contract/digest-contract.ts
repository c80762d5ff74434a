import { describe, expect, it } from 'vitest';
import type { DigestState } from '../../src/domain/digest-state.ts';
import type { JobRun } from '../../src/domain/job-run.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const now = testMoment;

function state(overrides: Partial<DigestState> = {}): DigestState {
  return { personId: deterministicId(), dueAt: now, coveredUntil: later(now, -9), ...overrides };
}

export function digestContract(store: () => Store): void {
  describe('digest states', () => {
    it('gives one back as it was enrolled, and enrols nobody twice', async () => {
      const known = state({ chatRefusedAt: now, stoppedAt: now });
      await store().digestStates.enrol([known]);
      const fresh = state();
      await store().digestStates.enrol([{ ...known, dueAt: later(now, 5) }, fresh]);
      expect(await store().digestStates.find(known.personId)).toStrictEqual(known);
      expect(await store().digestStates.find(fresh.personId)).toStrictEqual(fresh);
      expect(await store().digestStates.find(deterministicId())).toBeUndefined();
      await store().digestStates.enrol([]);
    });

    it('gives as many of those due as are asked for, and those put off too long', async () => {
      const states = several(5, (at) => state({ dueAt: later(now, at) }));
      await store().digestStates.enrol(states.toReversed());
      const due = await store().digestStates.due(later(now, 2), 9);
      expect(due.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())).toStrictEqual(states.slice(0, 3));
      expect(await store().digestStates.due(later(now, 3), 3)).toHaveLength(3);
      expect(await store().digestStates.due(later(now, -1), 3)).toEqual([]);
      expect(await store().digestStates.dueAfter(later(now, 2), 9)).toStrictEqual(states.slice(3));
    });

    it('moves many on at once, and leaves what they were told of where that is not said', async () => {
      const [one, two, other] = [state(), state(), state()];
      await store().digestStates.enrol([one, two, other]);
      await store().digestStates.moveOn([one.personId], { dueAt: later(now, 7) });
      await store().digestStates.moveOn([two.personId], { dueAt: later(now, 7), coveredUntil: now });
      expect(await store().digestStates.find(one.personId)).toStrictEqual({ ...one, dueAt: later(now, 7) });
      expect(await store().digestStates.find(two.personId)).toStrictEqual({
        ...two,
        dueAt: later(now, 7),
        coveredUntil: now,
      });
      expect(await store().digestStates.find(other.personId)).toStrictEqual(other);
    });

    it('marks what stands in the way, and forgets it when looked at again', async () => {
      const known = state();
      await store().digestStates.enrol([known]);
      await store().digestStates.mark(known.personId, { chatRefusedAt: now });
      await store().digestStates.mark(known.personId, { stoppedAt: later(now, 1) });
      expect(await store().digestStates.find(known.personId)).toStrictEqual({
        ...known,
        chatRefusedAt: now,
        stoppedAt: later(now, 1),
      });
      await store().digestStates.lookAgain(known.personId, { dueAt: later(now, 2) });
      expect(await store().digestStates.find(known.personId)).toStrictEqual({
        ...known,
        dueAt: later(now, 2),
      });
      await store().digestStates.lookAgain(deterministicId(), { dueAt: now });
      await store().digestStates.remove([known.personId, deterministicId()]);
      expect(await store().digestStates.find(known.personId)).toBeUndefined();
    });
  });

  describe('ledger', () => {
    it('knows what was recorded, takes a key once, and none of what came along with a known one', async () => {
      await store().ledger.record([{ key: 'a', at: now, personId: 'p' }]);
      expect(
        await keyMet(
          store().ledger.record([
            { key: 'b', at: now },
            { key: 'a', at: now },
          ]),
        ),
      ).toBe('ledger');
      expect(await store().ledger.known(['a', 'b', 'c'])).toEqual(new Set(['a']));
      expect(await store().ledger.known([])).toEqual(new Set());
      await store().ledger.record([]);
      await store().ledger.removeAbout('p');
      expect(await store().ledger.known(['a'])).toEqual(new Set());
    });

    it('is undone with the transaction in which a key is met', async () => {
      await store().ledger.record([{ key: 'a', at: now }]);
      const met = await keyMet(
        store().transact(async ({ ledger, digestStates }) => {
          await digestStates.remove(['nobody']);
          await ledger.record([{ key: 'fresh', at: now }]);
          await ledger.record([{ key: 'a', at: now }]);
        }),
      );
      expect(met).toBe('ledger');
      expect(await store().ledger.known(['fresh'])).toEqual(new Set());
    });
  });

  describe('facts for digests', () => {
    const badge = buildBadgeSnapshot({ slug: 'lassen' });
    const glimpse = { slug: badge.slug, title: badge.title, issuerName: badge.issuerName };

    it('are awards since a moment, of these people, with no more of the badge than is shown', async () => {
      const [sam, noor] = [deterministicId(), deterministicId()];
      const given = buildAward({ personId: sam, badge, awardedAt: later(now, 2), validUntil: later(now, 9) });
      const add = (award: typeof given) => store().awards.insert([{ award }]);
      await add(given);
      await add(buildAward({ personId: sam, badge, awardedAt: now }));
      await add(buildAward({ badge, awardedAt: later(now, 2) }));
      expect(await store().digestFacts.awardsSince([sam, noor], now)).toStrictEqual([
        {
          id: given.id,
          personId: sam,
          awardedAt: later(now, 2),
          validUntil: later(now, 9),
          status: 'active',
          visibility: 'private',
          badge: glimpse,
        },
      ]);
    });

    it('are active awards that expire in a time', async () => {
      const sam = deterministicId();
      const at = (minutes: number, status: 'active' | 'revoked' = 'active') =>
        buildAward({ personId: sam, validUntil: later(now, minutes), status });
      const soon = at(5);
      for (const award of [soon, at(0), at(6), at(3, 'revoked'), buildAward({ personId: sam })])
        await store().awards.insert([{ award }]);
      const found = await store().digestFacts.expiring([sam], now, later(now, 5));
      expect(found.map(({ id }) => id)).toEqual([soon.id]);
    });

    it('are which of these badges people hold, each once', async () => {
      const sam = deterministicId();
      const of = (slug: string, status: 'active' | 'suspended' = 'active') =>
        buildAward({ personId: sam, status, badge: buildBadgeSnapshot({ slug }) });
      for (const award of [of('a'), of('a'), of('b', 'suspended'), of('c')])
        await store().awards.insert([{ award }]);
      expect(await store().digestFacts.held([sam], ['a', 'b'])).toStrictEqual([{ personId: sam, slug: 'a' }]);
    });

    it('are open nominations, and which have evidence that counts', async () => {
      const sam = deterministicId();
      const [open, other] = [buildNomination({ nomineeId: sam, badge }), buildNomination({ nomineeId: sam })];
      for (const nomination of [
        open,
        other,
        buildNomination(),
        buildNomination({ nomineeId: sam, status: 'declined' }),
      ])
        await store().nominations.insert(nomination);
      const found = await store().digestFacts.openNominations([sam]);
      expect(found.find(({ id }) => id === open.id)).toStrictEqual({
        id: open.id,
        nomineeId: sam,
        createdAt: open.createdAt,
        badge: { slug: badge.slug, title: badge.title, evidence: badge.evidence },
      });
      expect(found.map(({ id }) => id).toSorted()).toEqual([open.id, other.id].toSorted());
      const add = (id: string, more: Partial<Parameters<typeof buildEvidence>[0]> = {}) =>
        store().evidence.insert(buildEvidence({ subject: { kind: 'nomination', id }, ...more }));
      await add(open.id);
      await add(other.id, { withdrawnAt: now });
      await add(other.id, { kind: 'reason' });
      expect(await store().digestFacts.withEvidence([open.id, other.id])).toEqual(new Set([open.id]));
      expect(await store().digestFacts.withEvidence([])).toEqual(new Set());
    });

    it('are nominations made openly and still open, the newest of them, newest first', async () => {
      const place = { workspace: 'slack:T1', conversation: 'C1' };
      const add = async (minutes: number, more: Partial<Nomination> = {}) => {
        const nomination = buildNomination({
          badge,
          place,
          madeOpenly: true,
          createdAt: later(now, minutes),
          ...more,
        });
        await store().nominations.insert(nomination);
        return nomination;
      };
      const supporter = deterministicId();
      const [first, second] = [
        await add(1, { endorsements: [{ personId: supporter, at: now }] }),
        await add(2),
      ];
      const elsewhere = { place: { ...place, workspace: 'slack:T2' } };
      for (const more of [{ status: 'declined' as const }, { madeOpenly: false }, elsewhere])
        await add(3, more);
      await add(0);
      const told = ({ id, nomineeId, nominatorId, createdAt }: Nomination, endorsedBy: string[]) => ({
        id,
        nomineeId,
        nominatorId,
        createdAt,
        endorsedBy,
        badge: { slug: badge.slug, title: badge.title },
      });
      expect(await store().digestFacts.openlyNominated('slack:T1', now, 9)).toStrictEqual([
        told(second, []),
        told(first, [supporter]),
      ]);
      const newest = await store().digestFacts.openlyNominated('slack:T1', now, 1);
      expect(newest.map(({ id }) => id)).toEqual([second.id]);
    });

    it('are nominations that wait for those who decide for an issuer, longest first', async () => {
      const issuerId = deterministicId();
      const add = async (minutes: number, more: Partial<Nomination> = {}) => {
        const nomination = buildNomination({ issuerId, badge, createdAt: later(now, minutes), ...more });
        await store().nominations.insert(nomination);
        return nomination;
      };
      const [late, early] = [await add(2), await add(1, { askedOf: deterministicId() })];
      await add(0, { status: 'accepted' });
      await add(0, { issuerId: deterministicId() });
      const told = ({ id, badgeId, nomineeId, createdAt }: Nomination) => ({
        id,
        badgeId,
        nomineeId,
        createdAt,
        badge: { slug: badge.slug, title: badge.title },
      });
      expect(await store().digestFacts.waitingFor(issuerId, 9)).toStrictEqual([
        { ...told(early), askedOf: early.askedOf },
        told(late),
      ]);
      const longest = await store().digestFacts.waitingFor(issuerId, 1);
      expect(longest.map(({ id }) => id)).toEqual([early.id]);
    });

    it('are to whom people gave awards, and when anybody was last given one', async () => {
      const [bo, sam, noor] = [deterministicId(), deterministicId(), deterministicId()];
      const give = (personId: string, minutes: number, awardedBy = bo) =>
        store().awards.insert([
          { award: buildAward({ personId, awardedBy, awardedAt: later(now, minutes) }) },
        ]);
      await give(sam, 1);
      await give(sam, 3);
      await give(noor, -1);
      await give(noor, 8, deterministicId());
      expect(await store().digestFacts.givenBy([bo], now)).toStrictEqual([
        { by: bo, to: sam, last: later(now, 3) },
      ]);
      const last = await store().digestFacts.lastAwarded([sam, noor]);
      expect(new Map(last.map((one) => [one.personId, one.last]))).toEqual(
        new Map([
          [sam, later(now, 3)],
          [noor, later(now, 8)],
        ]),
      );
    });
  });

  describe('runs of jobs', () => {
    it('are given newest first, replaced by id, and told apart by how they ended', async () => {
      const run = (minutes: number, more: Partial<JobRun> = {}): JobRun => ({
        id: deterministicId(),
        job: 'digests',
        startedAt: later(now, minutes),
        by: 'schedule',
        ...more,
      });
      const [first, second] = [run(1), run(2, { outcome: 'failed', error: 'no', finishedAt: later(now, 3) })];
      const done: JobRun = { ...first, outcome: 'done', counts: { sent: 3 }, finishedAt: later(now, 2) };
      for (const one of [first, second, run(9, { job: 'other' }), done]) await store().jobRuns.save(one);
      expect(await store().jobRuns.latest('digests', 9)).toStrictEqual([second, done]);
      expect(await store().jobRuns.latest('digests', 1)).toStrictEqual([second]);
      expect(await store().jobRuns.latest('digests', 9, 'failed')).toStrictEqual([second]);
    });

    it('remember how far a job came', async () => {
      expect(await store().jobRuns.mark('digests')).toBeUndefined();
      await store().jobRuns.setMark('digests', now);
      await store().jobRuns.setMark('digests', later(now, 1));
      expect(await store().jobRuns.mark('digests')).toEqual(later(now, 1));
    });
  });
}
