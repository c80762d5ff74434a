import { from } from '@digitalbazaar/ed25519-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { describe, expect, it } from 'vitest';
import { issuerDid } from '../../src/credentials/addresses.ts';
import { awardCredential } from '../../src/credentials/award-credential.ts';
import { encodeBase58 } from '../../src/credentials/base58.ts';
import { canonicalForm } from '../../src/credentials/canonical-form.ts';
import { canonicalProof, proofOptions } from '../../src/credentials/data-integrity.ts';
import { loadContext } from '../../src/credentials/document-loader.ts';
import { createFastCanonicalForm } from '../../src/credentials/fast-canonical-form.ts';
import { keyBox, openPrivateKey } from '../../src/credentials/issuer-keys.ts';
import { createKeptParts } from '../../src/credentials/kept-parts.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import { generatedInputs } from './arbitrary-award.ts';
import { fixedRandom, publicUrl, sampleInput, sampleIssuer, sampleSigner, secret } from './sample-award.ts';

const fast = await createFastCanonicalForm();
const { signer, ed25519 } = await sampleSigner();

describe('the fast canonical form', () => {
  it.each<readonly [string, (document: JsonObject) => JsonObject]>([
    ['another context', (d) => ({ ...d, '@context': ['https://www.w3.org/ns/credentials/v2'] })],
    [
      'a context inside',
      (d) => ({ ...d, image: { '@context': 'https://www.w3.org/ns/credentials/v2', id: 'https://x.org/' } }),
    ],
    ['an unknown term', (d) => ({ ...d, invented: 'x' })],
    ['an unknown type', (d) => ({ ...d, type: ['VerifiableCredential', 'Invented'] })],
    ['a number', (d) => ({ ...d, name: 3 })],
    ['a null', (d) => ({ ...d, name: null })],
    ['a list in a list', (d) => ({ ...d, evidence: [[{ id: 'https://x.org/', type: ['Evidence'] }]] })],
    ['an address with unusual letters', (d) => ({ ...d, id: 'https://x.org/é' })],
    ['an address that is none', (d) => ({ ...d, id: 'geen adres' })],
    ['a word of the contexts before a colon', (d) => ({ ...d, id: 'name:x' })],
    [
      'two equal nameless nodes',
      (d) => ({
        ...d,
        evidence: [
          { type: ['Evidence'], name: 'x' },
          { type: ['Evidence'], name: 'x' },
        ],
      }),
    ],
    [
      'a nameless node in a nameless node',
      (d) => ({ ...d, evidence: [{ type: ['Evidence'], image: { caption: 'x' } }] }),
    ],
    ['a document without id', (d) => Object.fromEntries(Object.entries(d).filter(([name]) => name !== 'id'))],
  ])('leaves %s to the library', (_, change) => {
    const document = awardCredential(sampleInput);
    expect(fast.of(document)).toBeTypeOf('string');
    expect(fast.of(change(document))).toBeUndefined();
  });

  it('is that of the library for a proof', async () => {
    const options = proofOptions('2026-03-04T10:11:12Z', `did:web:example.org%3A8443:issuers:x#z6Mk`);
    expect(fast.ofProof(options)).toBe(
      await canonicalProof(['https://www.w3.org/ns/credentials/v2'], options),
    );
    expect(fast.ofProof({ ...options, verificationMethod: 'geen adres' })).toBeUndefined();
  });
});

describe('a signed award', () => {
  it('has the very canonical form and proof that @digitalbazaar/vc makes, for 1,000 awards', async () => {
    const privateKey = openPrivateKey(ed25519, keyBox(secret, fixedRandom('unused')));
    const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
    const secretKey = Buffer.concat([
      Buffer.from([0x80, 0x26]),
      Buffer.from(d, 'base64url'),
      Buffer.from(x, 'base64url'),
    ]);
    const parts = createKeptParts();
    const wrong: number[] = [];
    let direct = 0;
    for (const [at, input] of generatedInputs(1000).entries()) {
      const { proof, ...unsigned } = await signer.signAward(input, ed25519);
      const form = fast.of(awardCredential(input, parts.of(input)), parts.kept);
      // The same badge once more: now from memory.
      const again = fast.of(awardCredential(input, parts.of(input)), parts.kept);
      const did = issuerDid(input.publicUrl, input.issuer.slug);
      const pair = await from({
        id: `${did}#${ed25519.id}`,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: ed25519.publicKey,
        secretKeyMultibase: `z${encodeBase58(secretKey)}`,
      });
      const forms: string[] = [];
      const canonize: typeof cryptosuite.canonize = async (document, options) => {
        const made = await cryptosuite.canonize(document, options);
        forms.push(made);
        return made;
      };
      const created = JSON.stringify(proof).match(/"created":"([^"]+)"/u)?.[1];
      const issued = await issue({
        credential: structuredClone(unsigned),
        suite: new DataIntegrityProof({
          signer: pair.signer(),
          date: created,
          cryptosuite: { ...cryptosuite, canonize },
        }),
        documentLoader: loadContext,
      });
      if (form !== undefined) direct++;
      const sameForm = form === undefined || (forms.includes(form) && again === form);
      if (!sameForm || JSON.stringify([issued['proof']]) !== JSON.stringify(proof)) wrong.push(at);
    }
    expect(wrong).toEqual([]);
    // The others have something unusual, and take the library's way.
    expect(direct).toBeGreaterThan(900);
  });

  it('is signed through the library where it carries an endorsement', async () => {
    const endorsement = await signer.signEndorsement(
      {
        id: '6f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0bb',
        issuer: sampleIssuer,
        subject: { kind: 'award', id: sampleInput.award.id },
        comment: 'Gezien en **goed** bevonden',
        endorsedAt: new Date('2026-03-05T00:00:00Z'),
        publicUrl,
      },
      ed25519,
    );
    const document = awardCredential({ ...sampleInput, endorsements: [endorsement] });
    expect(fast.of(document)).toBeUndefined();
    expect(await canonicalForm(document)).toContain('endorsementComment');
  });
});
