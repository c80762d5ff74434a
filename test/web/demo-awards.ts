import type { Award } from '../../src/domain/award.ts';
import { snapshotOf } from '../../src/domain/badge.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';

export const badgeSlug = 'adviseur-lerende-regio';
export const issuerSlug = 'stichting-stimulering-techniek-maas-en-waal';
export const statusList = `${issuerSlug}-2025-3`;

const awardedAt = new Date('2025-11-20T14:00:00Z');

/** The awards of a demo learner, one for each way in which an award can stand. */
export const awardIds = {
  published: '11111111-1111-4111-8111-111111111111',
  withoutEvidence: '22222222-2222-4222-8222-222222222222',
  private: '33333333-3333-4333-8333-333333333333',
  revoked: '44444444-4444-4444-8444-444444444444',
  suspended: '55555555-5555-4555-8555-555555555555',
  expired: '66666666-6666-4666-8666-666666666666',
  erased: '77777777-7777-4777-8777-777777777777',
} as const;

export const learner = buildPerson({
  id: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  name: 'Student Sam',
  identities: [
    buildLinkedIdentity({ kind: 'slack', workspace: 'T0TESTS', user: 'U0SAM' }),
    buildLinkedIdentity({ kind: 'email', address: 'sam@example.org' }, { vouchedBy: 'confirmed' }),
  ],
});
export const awarder = buildPerson({
  id: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  name: 'Begeleider Bo',
  identities: [buildLinkedIdentity({ kind: 'slack', workspace: 'T0TESTS', user: 'U0BO' })],
});

/** Puts them into a store that has the demo community's badges. */
export async function addDemoAwards(store: Store): Promise<void> {
  const badge = await store.badges.findBySlug(badgeSlug);
  const issuer = await store.issuers.findBySlug(issuerSlug);
  if (badge === undefined || issuer === undefined) throw new Error('the demo community is not there');
  await store.persons.insert(learner);
  await store.persons.insert(awarder);
  const award = (name: keyof typeof awardIds, index: number, facts: Partial<Award> = {}): Award =>
    buildAward({
      id: awardIds[name],
      badgeId: badge.id,
      issuerId: issuer.id,
      badge: snapshotOf(badge, issuer),
      personId: learner.id,
      awardedBy: awarder.id,
      reason:
        'Onderbouwd advies dat het bedrijf morgen kan uitvoeren; en goed gebracht, ook toen er tegenspraak kwam.',
      awardedAt,
      visibility: 'public',
      evidencePublic: true,
      statusList: { list: statusList, index },
      ...facts,
    });
  const {
    personId: _,
    reason: __,
    ...erased
  } = award('erased', 7, { visibility: 'private', evidencePublic: false });
  await store.awards.insert(
    [
      award('published', 1),
      award('withoutEvidence', 2, { evidencePublic: false }),
      award('private', 3, { visibility: 'private', evidencePublic: false }),
      award('revoked', 4, {
        status: 'revoked',
        statusChangedAt: new Date('2025-11-22T08:00:00Z'),
        statusReason: 'Bij vergissing aan de verkeerde groep toegekend.',
      }),
      award('suspended', 5, {
        status: 'suspended',
        statusChangedAt: new Date('2025-11-23T08:00:00Z'),
        statusReason: 'We zoeken een klacht uit.',
      }),
      award('expired', 6, { validUntil: new Date('2025-11-24T08:00:00Z') }),
      erased,
    ].map((each) => ({ award: each })),
  );
  const subject = { kind: 'award', id: awardIds.published } as const;
  await store.evidence.insert(
    buildEvidence({
      subject,
      text: 'Het rapport staat erbij. We hebben het inwerken bij drie ploegen bekeken en de kosten per maand uitgerekend.',
      files: [{ name: 'adviesrapport-inwerken.pdf', type: 'application/pdf', size: 482_133 }],
      authorId: learner.id,
      authorName: 'Student Sam',
      saidAt: new Date('2025-11-20T14:12:00Z'),
    }),
  );
  await store.evidence.insert(
    buildEvidence({
      subject,
      text: 'We zijn er deze week mee begonnen. Het schema voor de eerste maand hangt al in de kantine.',
      url: 'https://www.example.org/nieuws/inwerken',
      authorId: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
      authorName: 'Collega Chris',
      saidAt: new Date('2025-11-21T09:40:00Z'),
    }),
  );
  await store.evidence.insert(
    buildEvidence({
      subject,
      text: 'Dit was niet voor hier bedoeld.',
      withdrawnAt: new Date('2025-11-21T10:00:00Z'),
    }),
  );
}
