import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { from, generate } from '@digitalbazaar/ecdsa-multikey';
import { cryptosuite } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { issue } from '@digitalbazaar/vc';
import { encodeBase58 } from '../../src/credentials/base58.ts';
import { proofOptions, signDataIntegrity } from '../../src/credentials/data-integrity.ts';
import { loadContext } from '../../src/credentials/document-loader.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import * as z from 'zod';

/** A badge of somebody else, in the least that Open Badges asks for. */
export function foreignBadge(issuerId: string, change: JsonObject = {}): JsonObject {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'https://elders.example.com/badges/1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Lasser',
    issuer: { id: issuerId, type: ['Profile'], name: 'Elders' },
    validFrom: '2025-01-01T00:00:00Z',
    credentialSubject: {
      id: 'did:example:learner',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://elders.example.com/achievements/1',
        type: ['Achievement'],
        name: 'Lasser',
        description: 'Last staal',
        criteria: { narrative: 'Last' },
      },
    },
    ...change,
  };
}

/** A fresh Ed25519 key with its Multikey and did:key. */
export function foreignKey(): {
  readonly privateKey: KeyObject;
  readonly multikey: string;
  readonly did: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const multikey = `z${encodeBase58(Buffer.concat([Buffer.from([0xed, 0x01]), raw]))}`;
  return { privateKey, multikey, did: `did:key:${multikey}` };
}

export async function signForeign(
  document: JsonObject,
  privateKey: KeyObject,
  verificationMethod: string,
): Promise<JsonObject> {
  return signDataIntegrity(document, proofOptions('2025-01-01T00:00:00Z', verificationMethod), privateKey);
}

const jsonShape = z.record(z.string(), z.json());

/** Signed by the ECDSA library under a did:key of its own. */
export async function signEcdsa(curve: 'P-256' | 'P-384'): Promise<JsonObject> {
  const draft = await generate({ curve });
  const did = `did:key:${draft.publicKeyMultibase}`;
  const pair = await from({
    ...(await draft.export({ publicKey: true, secretKey: true })),
    id: `${did}#${draft.publicKeyMultibase}`,
    controller: did,
  });
  return jsonShape.parse(
    await issue({
      credential: structuredClone(foreignBadge(did)),
      suite: new DataIntegrityProof({ signer: pair.signer(), date: '2025-01-01T00:00:00Z', cryptosuite }),
      documentLoader: loadContext,
    }),
  );
}

export function publicJwkOf(privateKey: KeyObject): Record<string, string> {
  return z.record(z.string(), z.string()).parse(createPublicKey(privateKey).export({ format: 'jwk' }));
}
