import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { encodeBase58 } from '../../../src/credentials/base58.ts';
import { multicodec } from '../../../src/credentials/issuer-keys.ts';
import { preAuthorizedGrant } from '../../../src/web/wallets/wallet-addresses.ts';

/** A key in somebody's pocket, and what it is called. */
export type WalletKey = {
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, string>>;
  readonly didJwk: string;
  readonly didKey?: string;
};

const jwkShape = z.record(z.string(), z.string());

/** A fresh key; every algorithm that a wallet may sign with, and some that it may not. */
export function walletKey(alg: 'ES256' | 'ES384' | 'EdDSA' | 'RS256' = 'ES256'): WalletKey {
  const pair =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : alg === 'RS256'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: alg === 'ES256' ? 'P-256' : 'P-384' });
  const given = jwkShape.parse(pair.publicKey.export({ format: 'jwk' }));
  const jwk = Object.fromEntries(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const didJwk = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const didKey = didKeyOf(alg, jwk);
  return { alg, privateKey: pair.privateKey, jwk, didJwk, ...(didKey === undefined ? {} : { didKey }) };
}

function didKeyOf(alg: string, jwk: Readonly<Record<string, string>>): string | undefined {
  const bytes = (name: string) => Buffer.from(jwk[name] ?? '', 'base64url');
  if (alg === 'EdDSA') return `did:key:z${encodeBase58(Buffer.from([...multicodec.ed25519, ...bytes('x')]))}`;
  if (alg !== 'ES256') return undefined;
  const sign = (bytes('y').at(-1) ?? 0) % 2 === 0 ? 2 : 3;
  return `did:key:z${encodeBase58(Buffer.from([...multicodec.p256, sign, ...bytes('x')]))}`;
}

const hashes: Readonly<Record<string, string | null>> = {
  ES256: 'sha256',
  ES384: 'sha384',
  RS256: 'sha256',
  EdDSA: null,
};

/** A compact JWS of whatever is to stand in it, made without a library that would refuse what is wrong. */
export function signedJwt(key: WalletKey, header: object, payload: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const input = `${part(header)}.${part(payload)}`;
  const signature = sign(hashes[key.alg] ?? null, Buffer.from(input), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
}

export type ProofFacts = {
  readonly audience: string;
  readonly nonce?: string;
  readonly now: Date;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with this one instead of the key that the header names. */
  readonly signedBy?: WalletKey;
};

/** A proof of possession (OpenID4VCI 1.0 Appendix F.1), with `jwk` unless the header says otherwise. */
export function proofOf(key: WalletKey, facts: ProofFacts): string {
  const { audience: aud, nonce, now, header = { jwk: key.jwk }, claims = {} } = facts;
  const signer = facts.signedBy ?? key;
  const iat = Math.floor(now.getTime() / 1000);
  return signedJwt(
    signer,
    { alg: signer.alg, typ: 'openid4vci-proof+jwt', ...header },
    { aud, iat, ...(nonce === undefined ? {} : { nonce }), ...claims },
  );
}

export type Posted = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
};

const bodyShape = z.record(z.string(), z.unknown());

async function post(url: string, init: RequestInit): Promise<Posted> {
  const answer = await fetch(url, { method: 'POST', ...init });
  return { status: answer.status, body: bodyShape.parse(await answer.json()), headers: answer.headers };
}

export function postForm(url: string, form: Readonly<Record<string, string>>): Promise<Posted> {
  return post(url, { body: new URLSearchParams(form) });
}

/** What a plain wallet does, one step at a time, so that each can be done wrongly. */
export function walletAt(issuer: string) {
  const text = (value: unknown) => z.string().parse(value);
  return {
    redeem: (code: string, more: Readonly<Record<string, string>> = {}) =>
      postForm(`${issuer}/oauth/token`, {
        grant_type: preAuthorizedGrant,
        'pre-authorized_code': code,
        ...more,
      }),
    async nonce(): Promise<string> {
      return text((await post(`${issuer}/wallet/nonce`, {})).body['c_nonce']);
    },
    credential: (token: string | undefined, request: unknown) =>
      post(`${issuer}/wallet/credential`, {
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: typeof request === 'string' ? request : JSON.stringify(request),
      }),
  };
}
