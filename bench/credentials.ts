import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { from } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { awardCredential } from '../src/credentials/award-credential.ts';
import { encodeBase58 } from '../src/credentials/base58.ts';
import { createCredentialSigner } from '../src/credentials/credential-signer.ts';
import { loadContext } from '../src/credentials/document-loader.ts';
import type { Issuer } from '../src/domain/issuer.ts';
import type { AwardCredentialInput } from '../src/ports/credential-signer.ts';
import { median } from './statistics.ts';

const publicUrl = 'https://badges.example.org';
const made = new Date('2026-03-04T10:11:12Z');
const issuer: Issuer = {
  id: 'issuer',
  slug: 'stichting',
  name: { nl: 'Stichting', en: 'Foundation' },
  description: {
    nl: 'Brengt onderwijs en bedrijven bij elkaar.',
    en: 'Brings schools and companies together.',
  },
  createdAt: made,
  updatedAt: made,
};

/** Awards of one badge to many people, as a class gets them. */
function inputOf(number: number): AwardCredentialInput {
  return {
    issuer,
    publicUrl,
    evidence: [],
    recipientAddress: `learner-${number}@example.org`,
    award: {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      personId: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      badgeId: 'badge',
      issuerId: issuer.id,
      badge: {
        slug: 'adviseur',
        version: 1,
        issuerSlug: issuer.slug,
        issuerName: issuer.name,
        title: { nl: 'Adviseur Lerende Regio', en: 'Advisor Learning Region' },
        description: { nl: 'Adviseert bedrijven.', en: 'Advises companies.' },
        criteria: { nl: '- Onderzoekt\n- Geeft **advies**', en: '- Researches\n- Gives **advice**' },
        assessment: { nl: 'Door een docent.', en: 'By a teacher.' },
        image: { png: { id: 'a', type: 'image/png', size: 1 } },
        skills: [
          {
            framework: 'esco',
            url: 'http://data.europa.eu/esco/skill/1',
            name: { nl: 'adviseren', en: 'advise' },
          },
          { framework: 'community', url: `${publicUrl}/skills/2`, name: { nl: 'luisteren', en: 'listen' } },
        ],
        tags: ['HRM', 'advies'],
        repeatable: false,
        evidence: 'optional',
        confirmEvidence: false,
        parts: [],
      },
      awardedAt: made,
      status: 'active',
      visibility: 'private',
      evidencePublic: false,
      recipientSalt: 'q7Yx0c3mJ5b1',
      statusList: { list: 'lente', index: number },
      revision: 1,
    },
  };
}

type Contender = {
  readonly name: string;
  readonly perRound: number;
  readonly once: (number: number) => unknown;
};

async function rate({ perRound, once }: Contender, start: number): Promise<number> {
  const begun = performance.now();
  for (let at = 0; at < perRound; at++) await once(start + at);
  return (perRound * 1000) / (performance.now() - begun);
}

/** The library's own signing of the same credentials, with a key of the same kind. */
async function libraryIssue(): Promise<(number: number) => unknown> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const [publicPart, seed] = [Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url')];
  const multikey = `z${encodeBase58(Buffer.concat([Buffer.from([0xed, 0x01]), publicPart]))}`;
  const controller = `did:web:badges.example.org:issuers:${issuer.slug}`;
  const pair = await from({
    id: `${controller}#${multikey}`,
    type: 'Multikey',
    controller,
    publicKeyMultibase: multikey,
    secretKeyMultibase: `z${encodeBase58(Buffer.concat([Buffer.from([0x80, 0x26]), seed, publicPart]))}`,
  });
  return (number) =>
    issue({
      credential: awardCredential(inputOf(number)),
      suite: new DataIntegrityProof({ signer: pair.signer(), date: made, cryptosuite }),
      documentLoader: loadContext,
    });
}

/**
 * Credentials signed a second, beside bare Ed25519 and ES256 signatures of as many bytes and beside the `issue` of
 * `@digitalbazaar/vc`, taking turns in one run; aim: 5 times the library's rate.
 */
export async function benchCredentials(report: (line: string) => void): Promise<void> {
  const signer = createCredentialSigner({ secret: 'of the benchmark', random: randomBytes });
  const [ed25519, es256] = await signer.createKeys(issuer.id, new Date('2026-01-01T00:00:00Z'));
  if (ed25519 === undefined || es256 === undefined) throw new Error('no keys were made');
  const bareEd25519 = generateKeyPairSync('ed25519').privateKey;
  const bareEs256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const hashes = randomBytes(64);
  const payload = Buffer.from(JSON.stringify(awardCredential(inputOf(0))));
  const data = 'signed, Data Integrity';
  const library = '@digitalbazaar/vc issue';
  const contenders: readonly Contender[] = [
    { name: data, perRound: 2000, once: (number) => signer.signAward(inputOf(number), ed25519) },
    { name: library, perRound: 100, once: await libraryIssue() },
    { name: 'bare Ed25519', perRound: 5000, once: () => sign(null, hashes, bareEd25519) },
    { name: 'signed, VC-JWT', perRound: 1000, once: (number) => signer.signAwardJwt(inputOf(number), es256) },
    { name: 'bare ES256', perRound: 5000, once: () => sign('sha256', payload, bareEs256) },
  ];
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  // The first round warms up and is not counted.
  for (let round = 0; round < 6; round++)
    for (const contender of contenders) {
      const found = await rate(contender, round * 10_000);
      if (round > 0) rates.get(contender.name)?.push(found);
    }
  const of = (name: string): number => median(rates.get(name) ?? []);
  report('credentials a second (median of 5 rounds)');
  for (const { name } of contenders)
    report(`  ${name.padEnd(26)} ${Math.round(of(name)).toLocaleString('en')}`);
  const times = of(data) / of(library);
  report(
    `  Data Integrity beside the library: ${times.toFixed(1)} times (aim: at least 5) ${times >= 5 ? 'met' : 'NOT met'}`,
  );
}
