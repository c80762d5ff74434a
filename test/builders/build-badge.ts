import { snapshotOf, type Badge, type BadgeSnapshot } from '../../src/domain/badge.ts';
import { buildFileReference } from './build-file-reference.ts';
import { buildIssuer } from './build-issuer.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildBadge(overrides: Partial<Badge> = {}): Badge {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    slug: `badge-${Number.parseInt(id.slice(-12), 16)}`,
    issuerId: deterministicId(),
    version: 1,
    status: 'active',
    title: { nl: 'Adviseur', en: 'Adviser' },
    description: { nl: 'Geeft onderbouwd advies.', en: 'Gives well-founded advice.' },
    criteria: { nl: 'Een onderzoek en een advies.' },
    image: { png: buildFileReference() },
    skills: [
      {
        framework: 'community',
        url: 'https://skills.example/advies',
        name: { nl: 'adviseren', en: 'advising' },
      },
    ],
    tags: ['advies'],
    aliases: [],
    repeatable: false,
    whoMayNominate: 'everyone',
    award: 'direct',
    evidence: 'optional',
    confirmEvidence: false,
    parts: [],
    createdAt: testMoment,
    updatedAt: testMoment,
    ...overrides,
  };
}

export function buildBadgeSnapshot(overrides: Partial<BadgeSnapshot> = {}): BadgeSnapshot {
  return { ...snapshotOf(buildBadge(), buildIssuer()), ...overrides };
}
