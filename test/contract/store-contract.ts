import { beforeAll, describe, expect, it } from 'vitest';
import { holdKey } from '../../src/domain/award.ts';
import { threadKey } from '../../src/domain/place.ts';
import { granteeKey } from '../../src/domain/role.ts';
import { DuplicateKey, type Store, type UniqueKey } from '../../src/ports/store.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildExperience } from '../builders/build-experience.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { buildIssuerKey } from '../builders/build-issuer-key.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';

const later = (seconds: number) => new Date(testMoment.getTime() + seconds * 1000);

/** Which unique key a write broke; fails when it broke none. */
async function brokenBy(write: () => Promise<unknown>): Promise<UniqueKey> {
  try {
    await write();
  } catch (error) {
    if (error instanceof DuplicateKey) return error.uniqueKey;
    throw error;
  }
  throw new Error('no unique key was broken');
}

/** What every store keeps to; run against the fake and against the database. */
export function storeContract(name: string, create: () => Promise<Store>): void {
  describe(`the store: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await create();
    });

    it('gives back what was put in, fields that were absent still absent', async () => {
      const person = buildPerson();
      await store.persons.insert(person);
      expect(await store.persons.find(person.id)).toEqual(person);
      const issuer = buildIssuer();
      await store.issuers.save(issuer);
      expect(await store.issuers.findBySlug(issuer.slug)).toEqual(issuer);
      const badge = buildBadge({ issuerId: issuer.id });
      await store.badges.insert(badge);
      expect(await store.badges.findBySlug(badge.slug)).toEqual(badge);
      const award = buildAward({ personId: person.id });
      await store.awards.insert([{ award }]);
      expect(await store.awards.find(award.id)).toEqual(award);
      const nomination = buildNomination();
      await store.nominations.insert(nomination);
      expect(await store.nominations.find(nomination.id)).toEqual(nomination);
      const evidence = buildEvidence();
      await store.evidence.insert(evidence);
      expect(await store.evidence.find(evidence.id)).toEqual(evidence);
      const experience = buildExperience();
      await store.experiences.save(experience);
      expect(await store.experiences.ofPerson(experience.personId)).toEqual([experience]);
      const message = buildOutboxMessage();
      await store.outbox.insert([message]);
      expect(await store.outbox.findByKey(message.key)).toEqual(message);
      const about = `award:${award.id}`;
      const entry = buildAuditEntry({ about: [about] });
      await store.audit.add(entry);
      expect((await store.audit.page({ about }, { limit: 5 })).items).toEqual([entry]);
    });

    it('names the unique key that a write broke', async () => {
      const identity = buildLinkedIdentity({ kind: 'slack', workspace: 'T9', user: deterministicId() });
      await store.persons.insert(buildPerson({ identities: [identity] }));
      expect(await brokenBy(() => store.persons.insert(buildPerson({ identities: [identity] })))).toBe(
        'identity',
      );

      const issuer = buildIssuer();
      await store.issuers.save(issuer);
      expect(await brokenBy(() => store.issuers.save(buildIssuer({ slug: issuer.slug })))).toBe(
        'issuer-slug',
      );

      const badge = buildBadge();
      await store.badges.insert(badge);
      expect(await brokenBy(() => store.badges.insert(buildBadge({ slug: badge.slug })))).toBe('badge-slug');

      const award = buildAward({ nominationId: deterministicId() });
      const key = holdKey(award.personId ?? '', award.badgeId);
      await store.awards.insert([{ award, holdKey: key }]);
      expect(await brokenBy(() => store.awards.insert([{ award: buildAward(), holdKey: key }]))).toBe(
        'award-hold',
      );
      const sameEntry = buildAward({ statusList: award.statusList });
      expect(await brokenBy(() => store.awards.insert([{ award: sameEntry }]))).toBe('award-status-index');
      const sameNomination = buildAward({ nominationId: award.nominationId ?? '' });
      expect(await brokenBy(() => store.awards.insert([{ award: sameNomination }]))).toBe('award-nomination');

      const nomination = buildNomination();
      await store.nominations.insert(nomination);
      const again = buildNomination({ nomineeId: nomination.nomineeId, badgeId: nomination.badgeId });
      expect(await brokenBy(() => store.nominations.insert(again))).toBe('nomination-open');
      await store.nominations.save({ ...nomination, status: 'declined', version: 2 }, 1);
      await store.nominations.insert(again);

      const evidence = buildEvidence();
      await store.evidence.insert(evidence);
      expect(await brokenBy(() => store.evidence.insert({ ...evidence, id: deterministicId() }))).toBe(
        'evidence-source',
      );
      const grant = buildRoleGrant();
      await store.roles.insert(grant);
      expect(await brokenBy(() => store.roles.insert({ ...grant, id: deterministicId() }))).toBe(
        'role-grant',
      );
      const message = buildOutboxMessage();
      await store.outbox.insert([message]);
      expect(await brokenBy(() => store.outbox.insert([{ ...message, id: deterministicId() }]))).toBe(
        'outbox',
      );
      const issuerKey = buildIssuerKey();
      await store.issuerKeys.insert([issuerKey]);
      const second = buildIssuerKey({
        id: 'second',
        issuerId: issuerKey.issuerId,
        algorithm: issuerKey.algorithm,
      });
      expect(await brokenBy(() => store.issuerKeys.insert([second]))).toBe('issuer-key');
      await store.issuerKeys.retire(issuerKey.issuerId, issuerKey.id, testMoment);
      await store.issuerKeys.insert([second]);
      const delivery = { key: deterministicId(), at: testMoment, made: [] };
      await store.deliveries.insert(delivery);
      expect(await brokenBy(() => store.deliveries.insert(delivery))).toBe('delivery');
    });

    it('undoes all of a transaction that fails, and hands its error on', async () => {
      const person = buildPerson();
      const fault = new Error('half-way');
      await expect(
        store.transact(async (repositories) => {
          await repositories.persons.insert(person);
          await repositories.audit.add(buildAuditEntry());
          throw fault;
        }),
      ).rejects.toBe(fault);
      expect(await store.persons.find(person.id)).toBeUndefined();
    });

    it('lets one of thirty who award the same badge at once succeed', async () => {
      const key = deterministicId();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, () =>
          store.transact((repositories) =>
            repositories.awards.insert([{ award: buildAward(), holdKey: key }]),
          ),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(reasons.every((reason) => reason instanceof DuplicateKey)).toBe(true);
    });

    it('saves only what nobody else changed meanwhile', async () => {
      const award = buildAward();
      await store.awards.insert([{ award, holdKey: award.id }]);
      expect(await store.awards.save({ ...award, revision: 2, status: 'revoked' }, 1)).toBe(true);
      expect(await store.awards.save({ ...award, revision: 2, status: 'suspended' }, 1)).toBe(false);
      expect(await store.awards.find(award.id)).toMatchObject({ status: 'revoked' });
      expect(await store.awards.findHeld([award.id])).toHaveLength(1);
      await store.awards.setHold(award.id, undefined);
      expect(await store.awards.findHeld([award.id])).toHaveLength(0);
      const badge = buildBadge();
      await store.badges.insert(badge);
      expect(await store.badges.saveVersion({ ...badge, version: 2, tags: ['nieuw'] }, 1)).toBe(true);
      expect(await store.badges.saveVersion({ ...badge, version: 2 }, 1)).toBe(false);
      expect(await store.badges.findVersion(badge.slug, 1)).toEqual(badge);
      expect((await store.badges.findVersion(badge.slug, 2))?.tags).toEqual(['nieuw']);
    });

    it('finds awards by thread, by person and by status entry, and pages newest first', async () => {
      const personId = deterministicId();
      const place = { workspace: 'slack:T1', conversation: 'C1', thread: deterministicId() };
      const list = deterministicId();
      const awards = [1, 2, 3].map((day) =>
        buildAward({
          personId,
          place,
          awardedAt: later(day),
          statusList: { list, index: day },
          status: day === 2 ? 'revoked' : 'active',
        }),
      );
      await store.awards.insert(awards.map((award) => ({ award })));
      expect(await store.awards.findByPlace(threadKey(place))).toHaveLength(3);
      const ids = awards.map(({ id }) => id).toReversed();
      expect((await store.awards.ofPerson(personId)).map(({ id }) => id)).toEqual(ids);
      const first = await store.awards.page({ personId }, { limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const rest = await store.awards.page({ personId }, { limit: 2, after: first.next ?? '' });
      expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2));
      expect(rest.next).toBeUndefined();
      expect(await store.awards.statusIndexes(list, 'revoked')).toEqual([2]);
      expect(new Set(await store.awards.takenStatusIndexes(list, [1, 2, 9]))).toEqual(new Set([1, 2]));
      const streamed: string[] = [];
      for await (const award of store.awards.all({ personId })) streamed.push(award.id);
      expect(streamed).toEqual(ids.toReversed());
    });

    it('follows a merged person to who lives on', async () => {
      const keep = buildPerson();
      const absorbed = buildPerson({ identities: [], mergedInto: keep.id });
      await store.persons.insert(keep);
      await store.persons.insert(absorbed);
      expect((await store.persons.find(absorbed.id))?.id).toBe(keep.id);
    });

    it('keeps a request once, hands it to one worker, and again when that worker died', async () => {
      const item = buildInboxItem({ nextAttemptAt: later(-3600) });
      expect([...(await store.inbox.put([item]))]).toEqual([]);
      expect([...(await store.inbox.put([item, buildInboxItem({ nextAttemptAt: later(9999) })]))]).toEqual([
        item.key,
      ]);
      const claims = await Promise.all([1, 2, 3, 4].map(() => store.inbox.claim(later(-3000), later(-2990))));
      expect(claims.filter((claimed) => claimed?.key === item.key)).toHaveLength(1);
      const again = await store.inbox.claim(later(-2980), later(-2970));
      expect(again).toMatchObject({ key: item.key, attempts: 2 });
      await store.inbox.failed(item.key, 'later', later(-2000));
      expect(await store.inbox.claim(later(-2960), later(-2950))).toBeUndefined();
      await store.inbox.done(item.key, later(-1900));
      expect(await store.inbox.claim(later(-1800), later(-1790))).toBeUndefined();
    });

    it('marks a message whose worker died as perhaps delivered', async () => {
      const message = buildOutboxMessage({ nextAttemptAt: later(-9000) });
      await store.outbox.insert([message]);
      const first = await store.outbox.claim(later(-8000), later(-7990));
      expect(first).toMatchObject({ key: message.key, attempts: 1 });
      expect(first?.uncertainSince).toBeUndefined();
      const second = await store.outbox.claim(later(-7980), later(-7970));
      expect(second?.key).toBe(message.key);
      expect(second?.uncertainSince).toBeInstanceOf(Date);
      if (second === undefined) throw new Error('not claimed');
      const { lockedUntil: _, ...free } = second;
      await store.outbox.save({ ...free, status: 'delivered', deliveredAt: later(-7900) });
      expect(await store.outbox.claim(later(-7800), later(-7790))).toBeUndefined();
    });

    it('finds grants by grantee and takes them away once', async () => {
      const grant = buildRoleGrant();
      await store.roles.insert(grant);
      const key = granteeKey(grant.grantee);
      expect(await store.roles.ofGrantees([key], grant.issuerId)).toEqual([grant]);
      expect(await store.roles.ofGrantees([key], deterministicId())).toEqual([]);
      expect(await store.roles.remove(grant.issuerId, grant.role, key)).toBe(true);
      expect(await store.roles.remove(grant.issuerId, grant.role, key)).toBe(false);
    });

    it('keeps equal files once, and gives a one-time link to one taker', async () => {
      const bytes = new TextEncoder().encode(deterministicId());
      const [one, two] = await Promise.all([
        store.files.put(bytes, 'text/plain'),
        store.files.put(bytes, 'text/plain'),
      ]);
      expect(one).toEqual(two);
      expect((await store.files.get(one.id))?.bytes).toEqual(bytes);
      const link = {
        tokenHash: deterministicId(),
        purpose: 'sign-in' as const,
        subject: {},
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + 600_000),
      };
      await store.oneTimeLinks.insert(link);
      const now = new Date();
      expect(await store.oneTimeLinks.peek(link.tokenHash, now)).toBeDefined();
      const takers = await Promise.all([1, 2, 3].map(() => store.oneTimeLinks.take(link.tokenHash, now)));
      expect(takers.filter((taken) => taken !== undefined)).toHaveLength(1);
    });
  });
}
