import { clientAuthenticationAnonymous, setGlobalConfig } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { OpenID4VCIClient } from '@sphereon/oid4vci-client';
import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createBadgeDocuments } from '../../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../../src/credentials/credential-reader.ts';
import { createCredentialSigner } from '../../../src/credentials/credential-signer.ts';
import type { JsonObject } from '../../../src/ports/credential-signer.ts';
import { ownDocuments } from '../../../src/use-cases/own-documents.ts';
import { fixedRandom } from '../../credentials/sample-award.ts';
import { verifyWithLibrary } from '../../credentials/library-verifier.ts';
import { awardIds, badgeSlug, issuerSlug, learner, statusList } from '../demo-awards.ts';
import { signedJwt, walletKey, type WalletKey } from './wallet.ts';
import { moreAwardIds, walletWorld, type WalletWorld } from './wallet-world.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
  setGlobalConfig({ allowInsecureUrls: true });
});
afterAll(() => world.close());

const jsonObject = z.record(z.string(), z.json());

/** Wallets of this library speak 1.0 and every draft that it knows; not a line of it serves. */
function openWallet(key: WalletKey): Openid4vciClient {
  return new Openid4vciClient({
    callbacks: {
      fetch,
      hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
      generateRandom: (bytes) => randomBytes(bytes),
      clientAuthentication: clientAuthenticationAnonymous(),
      signJwt: (_signer, { header, payload }) => ({
        jwt: signedJwt(key, header, payload),
        signerJwk: { kty: 'EC', ...key.jwk },
      }),
    },
  });
}

async function takeOpen(
  key: WalletKey,
  offer: { readonly deepLink: string; readonly txCode?: string },
  configurationId: string,
): Promise<unknown> {
  const client = openWallet(key);
  const credentialOffer = await client.resolveCredentialOffer(offer.deepLink);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  expect(credentialOffer.credential_configuration_ids).toEqual([configurationId]);
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    ...(offer.txCode === undefined ? {} : { txCode: offer.txCode }),
  });
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
  const { jwt } = await client.createCredentialRequestJwtProof({
    issuerMetadata,
    signer:
      key.didKey === undefined
        ? { method: 'jwk', alg: key.alg, publicJwk: { kty: 'EC', ...key.jwk } }
        : { method: 'did', alg: key.alg, didUrl: `${key.didKey}#${key.didKey.slice(8)}` },
    issuedAt: world.now,
    credentialConfigurationId: configurationId,
    nonce,
  });
  const { credentialResponse } = await client.retrieveCredentials({
    accessToken: accessTokenResponse.access_token,
    credentialConfigurationId: configurationId,
    issuerMetadata,
    proofs: { jwt: [jwt] },
  });
  const [first] = credentialResponse.credentials ?? [];
  return z.looseObject({ credential: z.unknown() }).parse(first).credential;
}

async function documents(): Promise<{
  readonly did: JsonObject;
  readonly lists: Record<string, JsonObject>;
}> {
  const get = async (path: string) => jsonObject.parse(await (await fetch(`${world.app.url}${path}`)).json());
  const lists = [`/status/${statusList}`, `/status/${statusList}-suspension`];
  return {
    did: await get(`/issuers/${issuerSlug}/did.json`),
    lists: Object.fromEntries(
      await Promise.all(lists.map(async (path) => [`${world.app.url}${path}`, await get(path)] as const)),
    ),
  };
}

/** What our own reader says of a credential that a wallet shows. */
async function reading(credential: unknown, holder: string) {
  const reader = createCredentialReader({
    fetch: async () => ({ ok: false, problem: 'no-connection' }),
    localDocuments: ownDocuments({
      store: world.store,
      clock: () => world.now,
      documents: createBadgeDocuments(),
      signer: createCredentialSigner({
        secret: 'a secret of the tests, which is long enough',
        random: fixedRandom('signer'),
      }),
      publicUrl: world.app.url,
    }),
  });
  const text = typeof credential === 'string' ? credential : JSON.stringify(credential);
  return reader.readBadge(
    { kind: 'text', text },
    { now: world.now, recipient: { addresses: ['SAM@example.org'], ids: [holder] } },
  );
}

describe('a wallet that speaks OpenID4VCI 1.0', () => {
  it('takes a badge as ldp_vc that says its own key and verifies with @digitalbazaar/vc', async () => {
    const key = walletKey('EdDSA');
    const offer = await world.offer({ format: 'ldp_vc', withTxCode: true });
    const credential = jsonObject.parse(await takeOpen(key, offer, `${badgeSlug}.ldp_vc`));
    expect(credential['credentialSubject']).toMatchObject({ id: key.didKey });
    expect(credential['id']).toBe(`${world.app.url}/awards/${awardIds.private}`);
    const { did, lists } = await documents();
    expect(await verifyWithLibrary(credential, did, lists, world.now)).toMatchObject({ verified: true });
    const forged = {
      ...credential,
      credentialSubject: {
        ...z.looseObject({}).parse(credential['credentialSubject']),
        id: walletKey().didJwk,
      },
    };
    expect(await verifyWithLibrary(jsonObject.parse(forged), did, lists, world.now)).toMatchObject({
      verified: false,
    });
    const said = await reading(credential, key.didKey ?? '');
    expect(said.verdict).toBe('valid');
    expect(said.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('recipient passed');
  });

  it('takes a badge as jwt_vc_json whose subject is the did:jwk of its key', async () => {
    const key = walletKey('ES384');
    const offer = await world.offer();
    const jwt = z.string().parse(await takeOpen(key, offer, `${badgeSlug}.jwt_vc_json`));
    expect(decodeJwt(jwt).sub).toBe(key.didJwk);
    const said = await reading(jwt, key.didJwk);
    expect(said.verdict).toBe('valid');
    expect(said.form).toBe('jwt');
  });
});

describe('a wallet of drafts 13 to 15 (Sphereon)', () => {
  it.each(['jwt_vc_json', 'ldp_vc'] as const)('takes a badge as %s', async (format) => {
    const key = walletKey();
    const offer = await world.offer({ format, withTxCode: true });
    const client = await OpenID4VCIClient.fromURI({
      uri: offer.deepLink,
      kid: `${key.didKey}#${key.didKey?.slice(8)}`,
      alg: 'ES256',
    });
    await client.acquireAccessToken({ pin: offer.txCode ?? '' });
    const { credentials } = await client.acquireCredentials({
      credentialTypes: ['VerifiableCredential', 'OpenBadgeCredential'],
      format,
      context: [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      proofCallbacks: {
        signCallback: async ({ header, payload }) => signedJwt(key, header, payload),
      },
    });
    const said = await reading(credentials?.[0]?.credential, key.didKey ?? '');
    expect(said.verdict).toBe('valid');
    expect(said.checks.find(({ name }) => name === 'recipient')?.outcome).toBe('passed');
  });
});

describe('several awards in one offer', () => {
  it('come one by one, told apart by their identifiers', async () => {
    const offer = await world.offer({ awardIds: [awardIds.published, ...Object.values(moreAwardIds)] });
    expect(learner.id).toBe('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa');
    const client = openWallet(walletKey());
    const credentialOffer = await client.resolveCredentialOffer(offer.deepLink);
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
    });
    expect(accessTokenResponse['authorization_details']).toEqual([
      {
        type: 'openid_credential',
        credential_configuration_id: `${badgeSlug}.jwt_vc_json`,
        credential_identifiers: [awardIds.published],
      },
      {
        type: 'openid_credential',
        credential_configuration_id: 'helpende-hand.jwt_vc_json',
        credential_identifiers: Object.values(moreAwardIds),
      },
    ]);
  });
});
