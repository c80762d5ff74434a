import { holdKey, type Award } from '../../src/domain/award.ts';
import { snapshotOf } from '../../src/domain/badge.ts';
import type { Experience } from '../../src/domain/experience.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildExperience } from '../builders/build-experience.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';

/** A learner who has been at it for some years. */
export const noor: Person = buildPerson({
  id: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
  name: 'Noor van den Dijk',
  identities: [
    buildLinkedIdentity({ kind: 'slack', workspace: 'T0TESTS', user: 'U0NOOR' }),
    buildLinkedIdentity({ kind: 'email', address: 'noor@voorbeeld.example' }, { vouchedBy: 'confirmed' }),
  ],
});

const earned: readonly (readonly [slug: string, at: string, more?: Partial<Award>])[] = [
  [
    'adviseur-lerende-regio',
    '2025-11-20',
    {
      visibility: 'public',
      evidencePublic: true,
      reason: 'Onderbouwd advies dat het bedrijf morgen kan uitvoeren.',
    },
  ],
  ['samenwerken', '2025-06-12'],
  ['presenteren', '2025-03-04', { visibility: 'public' }],
  ['praktijkonderzoek', '2024-12-02'],
  ['datagericht-werken', '2024-05-30'],
  ['veilig-werken-in-de-werkplaats', '2023-09-14', { validUntil: new Date('2025-09-14T00:00:00Z') }],
  ['helpende-hand', '2023-04-21', { hidden: true }],
];

const declared: readonly Partial<Experience>[] = [
  {
    kind: 'work',
    title: 'Stage personeel en organisatie',
    organisation: 'Bouwbedrijf De Krib',
    from: '2025-02',
    description:
      'Het inwerken van nieuwe collega’s in kaart gebracht, en een schema gemaakt dat ze nu gebruiken.',
    links: ['https://voorbeeld.example/verslag'],
  },
  {
    kind: 'education',
    title: 'HBO Bedrijfskunde',
    organisation: 'Praktijkacademie De Veerstoep',
    from: '2022-09',
  },
  {
    kind: 'volunteering',
    title: 'Jeugdtrainer',
    organisation: 'VV De Uiterwaarden',
    from: '2019-08',
    until: '2023-06',
  },
  { kind: 'informal', title: 'Zelf een website leren bouwen', from: '2023' },
  {
    kind: 'certificate',
    title: 'EHBO',
    organisation: 'Oranje Kruis',
    from: '2024-01',
    until: '2026-01',
    visibility: 'hidden',
  },
];

export const noorsExperience = (at: number): string =>
  `eeeeeeee-eeee-4eee-8eee-${String(at).padStart(12, '0')}`;
export const noorsAward = (at: number): string => `ffffffff-ffff-4fff-8fff-${String(at).padStart(12, '0')}`;

/** Puts the learner with all of it into a store that has the demo community's badges. */
export async function addDemoPassport(store: Store, person: Person = noor): Promise<void> {
  await store.persons.insert(person);
  const badges = await store.badges.list();
  const awards = await Promise.all(
    earned.map(async ([slug, at, more], index) => {
      const badge = badges.find((each) => each.slug === slug);
      const issuer = badge === undefined ? undefined : await store.issuers.find(badge.issuerId);
      if (badge === undefined || issuer === undefined) throw new Error(`the demo has no badge ${slug}`);
      return buildAward({
        id: noorsAward(index),
        badgeId: badge.id,
        issuerId: issuer.id,
        badge: snapshotOf(badge, issuer),
        personId: person.id,
        awardedAt: new Date(`${at}T10:00:00Z`),
        visibility: 'private',
        evidencePublic: false,
        statusList: { list: `${issuer.slug}-2025-1`, index: 9000 + index },
        ...more,
      });
    }),
  );
  await store.awards.insert(awards.map((award) => ({ award, holdKey: holdKey(person.id, award.badgeId) })));
  const skills = badges.flatMap((badge) => badge.skills);
  for (const [index, facts] of declared.entries())
    await store.experiences.save(
      buildExperience({
        id: noorsExperience(index),
        personId: person.id,
        skills: skills.slice(index, index + 2),
        ...facts,
      }),
    );
}
