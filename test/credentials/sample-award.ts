import { createHash } from 'node:crypto';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import type { RandomBytes } from '../../src/credentials/random-bytes.ts';
import type { Award } from '../../src/domain/award.ts';
import type { BadgeSnapshot } from '../../src/domain/badge.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { IssuerKey } from '../../src/domain/issuer-key.ts';
import type { Issuer } from '../../src/domain/issuer.ts';
import type { AwardCredentialInput, CredentialSigner } from '../../src/ports/credential-signer.ts';

export const publicUrl = 'https://badges.example.org';
export const secret = 'a secret of the tests, which is long enough';

/** Bytes that look random and are the same each time: SHA-256 over a counter. */
export function fixedRandom(seed: string): RandomBytes {
  let counter = 0;
  return (size) => {
    const parts: Buffer[] = [];
    for (let made = 0; made < size; made += 32)
      parts.push(createHash('sha256').update(`${seed} ${counter++}`).digest());
    return Buffer.concat(parts).subarray(0, size);
  };
}

const picture = { id: 'aa'.repeat(32), type: 'image/png', size: 1000 };

export const sampleIssuer: Issuer = {
  id: 'issuer-1',
  slug: 'stichting-stimulering-techniek',
  name: { nl: 'Stichting Stimulering Techniek Maas en Waal', en: 'Foundation for Technology Maas en Waal' },
  description: {
    nl: 'Brengt onderwijs en bedrijven bij elkaar.',
    en: 'Brings schools and companies together.',
  },
  url: 'https://techniek.example.org/',
  email: 'info@techniek.example.org',
  image: { png: picture, alt: { nl: 'Een tandwiel' } },
  createdAt: new Date('2025-01-01T00:00:00Z'),
  updatedAt: new Date('2025-01-01T00:00:00Z'),
};

export const sampleBadge: BadgeSnapshot = {
  slug: 'adviseur-lerende-regio',
  version: 3,
  issuerSlug: sampleIssuer.slug,
  issuerName: sampleIssuer.name,
  title: { nl: 'Adviseur Lerende Regio Maas en Waal', en: 'Advisor Learning Region Maas en Waal' },
  description: { nl: 'Adviseert bedrijven over hun HRM‑processen.', en: 'Advises companies on their HRM.' },
  criteria: {
    nl: '- Onderzoekt een proces\n- Geeft **advies**',
    en: '- Researches a process\n- Gives **advice**',
  },
  assessment: { nl: 'Door een docent en het bedrijf.', en: 'By a teacher and the company.' },
  image: { png: picture, alt: { nl: 'Een kompas boven de rivier', en: 'A compass above the river' } },
  skills: [
    {
      framework: 'esco',
      url: 'http://data.europa.eu/esco/skill/4d97e3c3-f335-47cc-a4ee-0d779fd42222',
      code: 'S1.2',
      name: { nl: 'advies geven over personeelsbeheer', en: 'advise on personnel management' },
    },
    { framework: 'community', url: 'https://badges.example.org/skills/luisteren', name: { nl: 'luisteren' } },
  ],
  tags: ['HRM', 'advies'],
  repeatable: false,
  evidence: 'required',
  confirmEvidence: false,
  validFor: 'P2Y',
  parts: [],
  level: 'hbo',
  studyLoadHours: 28,
};

export const sampleAward: Award = {
  id: '5d5a4a0e-6d6f-4d52-9d0c-0f1f7a6f3c11',
  badgeId: 'badge-1',
  issuerId: sampleIssuer.id,
  badge: sampleBadge,
  personId: '3f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0aa',
  awardedBy: 'person-2',
  reason: 'Sterk advies',
  awardedAt: new Date('2026-03-04T10:11:12.345Z'),
  validUntil: new Date('2028-03-04T10:11:12.345Z'),
  status: 'active',
  visibility: 'public',
  evidencePublic: true,
  recipientSalt: 'q7Yx0c3mJ5b1',
  statusList: { list: 'lente', index: 94_567 },
  revision: 1,
};

const sampleEvidence: readonly Evidence[] = [
  {
    id: 'e1',
    subject: { kind: 'award', id: sampleAward.id },
    sourceKey: 'slack:T1|C1|1700000000.0001',
    kind: 'message',
    text: 'Het advies van vandaag — “sterk”, vond ook De Krib® 👍🏽',
    files: [{ name: 'advies.pdf', type: 'application/pdf', size: 12_345 }],
    authorName: 'Begeleider Bo',
    saidAt: new Date('2026-03-04T10:00:00Z'),
    revision: '1700000000.0001',
  },
  {
    id: 'e2',
    subject: { kind: 'award', id: sampleAward.id },
    sourceKey: 'link:https://example.org/rapport',
    kind: 'link',
    url: 'https://example.org/rapport?jaar=2026',
    files: [],
    saidAt: new Date('2026-03-04T10:01:00Z'),
    revision: '1',
  },
];

export const sampleInput: AwardCredentialInput = {
  award: sampleAward,
  issuer: sampleIssuer,
  evidence: sampleEvidence,
  recipientAddress: 'Lerende.Kim@Example.org',
  recipientName: 'Kim van den Berg‑Özdemir',
  publicUrl,
};

/** A signer with fixed randomness, and an issuer's keys of each algorithm. */
export async function sampleSigner(seed = 'sample'): Promise<{
  readonly signer: CredentialSigner;
  readonly ed25519: IssuerKey;
  readonly es256: IssuerKey;
}> {
  const signer = createCredentialSigner({ secret, random: fixedRandom(seed) });
  const keys = await signer.createKeys(sampleIssuer.id, new Date('2025-01-01T00:00:00Z'));
  const [ed25519, es256] = keys;
  if (ed25519 === undefined || es256 === undefined) throw new Error('no keys were made');
  return { signer, ed25519, es256 };
}
