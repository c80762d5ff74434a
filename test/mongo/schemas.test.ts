import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildExperience } from '../builders/build-experience.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildIssuerKey } from '../builders/build-issuer-key.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { migratedDatabase } from './mongo-database.ts';

const place = { workspace: 'slack:T1', conversation: 'C1', thread: '1.2' };

describe('what the store writes', () => {
  let database: Awaited<ReturnType<typeof migratedDatabase>> | undefined;
  beforeAll(async () => {
    database = await migratedDatabase();
    const store = createMongoStore(database.connection);
    const text = 'text';
    await store.persons.insert(
      buildPerson({
        locale: 'nl',
        localeChosen: true,
        timeZone: 'Europe/Amsterdam',
        identities: [buildLinkedIdentity({ kind: 'email', address: 'a@b.example' }, { goneAt: testMoment })],
        mergedInto: text,
      }),
    );
    await store.skills.save([
      buildFrameworkSkill('a', { code: text, alt: { nl: [text] }, description: { nl: text } }),
    ]);
    await store.issuers.save(buildIssuer({ url: text, email: text, image: buildBadge().image }));
    await store.issuerKeys.insert([buildIssuerKey(), buildIssuerKey({ id: 'old', retiredAt: testMoment })]);
    await store.badges.insert(
      buildBadge({ assessment: {}, validFor: 'P1Y', level: text, studyLoadHours: 1, language: 'nl' }),
    );
    await store.awards.insert([
      {
        award: buildAward({
          reason: text,
          nominationId: text,
          validUntil: testMoment,
          status: 'revoked',
          statusChangedAt: testMoment,
          statusReason: text,
          place,
          gradedIn: [{ ...place, workspace: 'lti:p1' }],
        }),
        holdKey: text,
      },
    ]);
    await store.nominations.insert(
      buildNomination({
        reason: text,
        endorsements: [{ personId: text, name: text, comment: text, at: testMoment }],
        decidedBy: text,
        decidedAt: testMoment,
        decisionReason: text,
        awardId: text,
        place,
        madeOpenly: true,
      }),
    );
    await store.evidence.insert(
      buildEvidence({
        url: text,
        authorId: text,
        authorName: text,
        editedAt: testMoment,
        withdrawnAt: testMoment,
        confirmedBy: text,
      }),
    );
    await store.experiences.save(
      buildExperience({ organisation: text, from: '2024', until: '2025', description: text }),
    );
    await store.roles.insert(buildRoleGrant({ grantedBy: text }));
    await store.workspaces.save({
      key: 'slack:T1',
      name: text,
      connectedAt: testMoment,
      disconnectedAt: testMoment,
      sealed: text,
    });
    await store.deliveries.insert({ key: text, at: testMoment, made: [text] });
    await store.outbox.insert([
      buildOutboxMessage(),
      buildOutboxMessage({
        status: 'delivered',
        uncertainSince: testMoment,
        deliveredAt: testMoment,
        deliveredTo: { ...place, message: text },
        lastError: text,
      }),
    ]);
    await store.outbox.claim(testMoment, testMoment);
    await store.inbox.put([buildInboxItem(), buildInboxItem(), buildInboxItem()]);
    const item = await store.inbox.claim(testMoment, testMoment);
    await store.inbox.done(item?.key ?? '', testMoment);
    await store.inbox.failed((await store.inbox.claim(testMoment, testMoment))?.key ?? '', text, undefined);
    await store.audit.add(
      buildAuditEntry({ workspace: text, issuerId: deterministicId(), detail: { a: 1 } }),
    );
    await store.files.put(new Uint8Array([1]), 'text/plain');
    await store.oneTimeLinks.insert({
      tokenHash: text,
      purpose: 'first-owner',
      subject: {},
      createdAt: testMoment,
      expiresAt: new Date('2999-01-01'),
    });
  });
  afterAll(async () => {
    await database?.end();
  });

  /** The collections that are filled above. */
  const written = [
    'persons',
    'issuers',
    'issuerKeys',
    'badges',
    'badgeVersions',
    'awards',
    'nominations',
    'evidence',
    'experiences',
    'roles',
    'workspaces',
    'deliveries',
    'outbox',
    'inbox',
    'audit',
    'files',
    'oneTimeLinks',
    'skills',
  ];

  it.each(written)('is as the schema of %s says', async (name) => {
    const connection = database?.connection.mongoose;
    const model = connection?.model<Record<string, unknown>>(name);
    const documents = (await model?.collection.find({}).toArray()) ?? [];
    expect(documents.length).toBeGreaterThan(0);
    // A schema refuses paths that it lacks as well as values of another kind.
    for (const document of documents) await model?.validate(document);
  });
});
