import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { encodeBase58 } from '../../src/credentials/base58.ts';
import { createHolderProofs } from '../../src/credentials/holder-proofs.ts';
import { proofOf, walletKey, type ProofFacts, type WalletKey } from '../web/wallets/wallet.ts';

const audience = 'https://speldje.example';
const now = new Date('2026-03-02T09:00:00Z');
const seconds = now.getTime() / 1000;
const proofs = createHolderProofs();
const read = (jwt: string) => proofs.read(jwt, { audience, now });

const p256 = walletKey();
const ed25519 = walletKey('EdDSA');
const p384 = walletKey('ES384');

async function outcome(key: WalletKey, facts: Partial<ProofFacts>): Promise<string> {
  const said = await read(proofOf(key, { audience, now, nonce: 'n-1', ...facts }));
  return said.ok ? said.holder : said.problem;
}

describe('the proof of a wallet', () => {
  it('tells whose key signed it, by kid or by jwk', async () => {
    expect(await outcome(p256, {})).toBe(p256.didJwk);
    expect(await outcome(p384, {})).toBe(p384.didJwk);
    expect(await outcome(ed25519, {})).toBe(ed25519.didJwk);
    for (const key of [p256, ed25519]) {
      const did = key.didKey ?? '';
      const fragment = did.slice('did:key:'.length);
      expect(await outcome(key, { header: { kid: `${did}#${fragment}` } })).toBe(did);
      expect(await outcome(key, { header: { kid: did } })).toBe(did);
      expect(await outcome(key, { header: { kid: `${key.didJwk}#0` } })).toBe(key.didJwk);
    }
  });

  it('takes the keys of persons as EBSI writes them: a JWK inside did:key', async () => {
    const bytes = Buffer.concat([Buffer.from([0xd1, 0xd6, 0x03]), Buffer.from(JSON.stringify(p256.jwk))]);
    const did = `did:key:z${encodeBase58(bytes)}`;
    expect(await outcome(p256, { header: { kid: `${did}#${did.slice(8)}` } })).toBe(did);
  });

  it('gives the nonce, to be checked by who gave it out', async () => {
    const said = await read(proofOf(p256, { audience, now, nonce: 'n-1' }));
    expect(said).toEqual({ ok: true, holder: p256.didJwk, nonce: 'n-1' });
  });

  it('calls one key by one name, however its members are ordered', async () => {
    const backwards = Object.fromEntries(Object.entries(p256.jwk).toReversed());
    expect(await outcome(p256, { header: { jwk: { ...backwards, use: 'sig', kid: 'x' } } })).toBe(
      p256.didJwk,
    );
  });

  it.each<readonly [string, WalletKey, Partial<ProofFacts>]>([
    ['wrong-type', p256, { header: { jwk: p256.jwk, typ: 'JWT' } }],
    ['no-key', p256, { header: {} }],
    ['two-keys', p256, { header: { jwk: p256.jwk, kid: p256.didKey } }],
    ['key-not-supported', p256, { header: { kid: 'key-1' } }],
    ['key-not-supported', p256, { header: { kid: 'did:web:wallet.example#0' } }],
    ['key-not-supported', p256, { header: { kid: `${p256.didKey}#another` } }],
    ['key-not-supported', p256, { header: { kid: `${p256.didJwk}#1` } }],
    ['key-not-supported', p256, { header: { kid: 'did:jwk:bm90anNvbg' } }],
    ['key-not-supported', p256, { header: { jwk: { ...p256.jwk, d: 'AAAA' } } }],
    ['key-not-supported', p256, { header: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } }],
    ['algorithm-refused', walletKey('RS256'), {}],
    ['algorithm-refused', p256, { header: { jwk: p384.jwk } }],
    ['algorithm-refused', p256, { header: { jwk: p256.jwk, b64: true, crit: ['b64'] } }],
    ['signature-bad', p256, { signedBy: walletKey() }],
    ['wrong-audience', p256, { audience: 'https://elsewhere.example' }],
    ['wrong-audience', p256, { audience: `${audience}/` }],
    ['wrong-audience', p256, { claims: { aud: [audience, 'https://elsewhere.example'] } }],
    ['issued-at-missing', p256, { claims: { iat: undefined } }],
    ['issued-long-ago', p256, { claims: { iat: seconds - 400 } }],
    ['issued-in-the-future', p256, { claims: { iat: seconds + 120 } }],
    ['expired', p256, { claims: { exp: seconds - 120 } }],
    ['not-yet-valid', p256, { claims: { nbf: seconds + 120 } }],
    ['nonce-missing', p256, { claims: { nonce: undefined } }],
    ['nonce-missing', p256, { claims: { nonce: '' } }],
  ])('is refused: %s', async (problem, key, facts) => {
    expect(await outcome(key, facts)).toBe(problem);
  });

  it('is refused without a signature: algorithm-refused', async () => {
    const [, payload] = new UnsecuredJWT({ aud: audience, iat: seconds, nonce: 'n-1' }).encode().split('.');
    const header = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'openid4vci-proof+jwt', jwk: p256.jwk }),
    ).toString('base64url');
    expect(await read(`${header}.${payload}.`)).toEqual({ ok: false, problem: 'algorithm-refused' });
  });

  it('is refused when a shared secret stands where a signature should: algorithm-refused', async () => {
    const [head = '', body = ''] = proofOf(p256, { audience, now, nonce: 'n-1' }).split('.');
    const header = { ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg: 'HS256' };
    const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${body}.AAAA`;
    expect(await read(forged)).toEqual({ ok: false, problem: 'algorithm-refused' });
  });

  it.each(['', 'a.b', 'a.b.c', '..', `${'a'.repeat(20_000)}.b.c`, 'eyJ9.eyJ9.AA', 'ey J.e.A'])(
    'is refused when it is no JWT: %#',
    async (text) => {
      expect(await read(text)).toEqual({ ok: false, problem: 'malformed' });
    },
  );
});
