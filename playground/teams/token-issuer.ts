import { createHash, createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';

type SigningKey = {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly publicPem: string;
};

/** What a token says, and how it departs from what the platform would say. */
export type TokenWish = {
  readonly audience: string;
  readonly serviceUrl: string;
  readonly issuer?: string;
  /** Seconds from now. */
  readonly notBefore?: number;
  readonly expires?: number;
  readonly issuedAt?: number;
  /** `unendorsed`: a key for another channel; `unknown`: a key in no key set. */
  readonly key?: 'right' | 'unendorsed' | 'unknown';
  /** Signs with another key than the header names. */
  readonly forged?: boolean;
  readonly algorithm?: 'RS256' | 'none' | 'HS256';
  readonly leaveOut?: readonly ('exp' | 'nbf' | 'aud' | 'iss' | 'serviceurl')[];
};

export const ISSUER = 'https://api.botframework.com';
const lifeS = 3600;

function makeKey(endorsements: readonly string[]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = createHash('sha1').update(String(jwk.n)).digest('base64url');
  return {
    id,
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: {
      ...jwk,
      use: 'sig',
      kid: id,
      x5t: id,
      endorsements,
    },
  };
}

/**
 * The two sides of the platform's tokens: those it sends along with an activity (signed, with endorsed keys, as the
 * Bot Connector authentication says), and those that a bot gets for its secret.
 */
export function tokenIssuer(options: { readonly appId: string; readonly appPassword: string }) {
  const right = makeKey(['msteams', 'webchat', 'directline']);
  const unendorsed = makeKey(['webchat']);
  const unknown = makeKey(['msteams']);
  const keys = { right, unendorsed, unknown };
  /** Tokens given to bots, with when they end. */
  const given = new Map<string, number>();

  return {
    keySet: () => ({ keys: [right.jwk, unendorsed.jwk] }),

    openIdConfiguration: (url: string) => ({
      issuer: ISSUER,
      authorization_endpoint: 'https://invalid.botframework.com/',
      jwks_uri: `${url}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),

    /** A token as it comes along with an activity. */
    sign(wish: TokenWish): string {
      const now = Math.floor(Date.now() / 1000);
      const key = keys[wish.key ?? 'right'];
      const algorithm = wish.algorithm ?? 'RS256';
      const claims: Record<string, unknown> = {
        serviceurl: wish.serviceUrl,
        nbf: now + (wish.notBefore ?? -300),
        exp: now + (wish.expires ?? lifeS),
        iss: wish.issuer ?? ISSUER,
        aud: wish.audience,
        ...(wish.issuedAt === undefined ? {} : { iat: now + wish.issuedAt }),
      };
      for (const name of wish.leaveOut ?? []) delete claims[name];
      const header = { alg: algorithm, kid: key.id, x5t: key.id, typ: 'JWT' };
      const text = [header, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      if (algorithm === 'none') return `${text}.`;
      const signature =
        algorithm === 'HS256'
          ? createHmac('sha256', key.publicPem).update(text).digest()
          : sign('sha256', Buffer.from(text), (wish.forged ? unknown : key).privateKey);
      return `${text}.${signature.toString('base64url')}`;
    },

    /** The client-credentials grant of the Microsoft identity platform. */
    grant(form: URLSearchParams): { readonly status: number; readonly body: object } {
      if (form.get('grant_type') !== 'client_credentials')
        return { status: 400, body: { error: 'unsupported_grant_type' } };
      if (form.get('client_id') !== options.appId || form.get('client_secret') !== options.appPassword)
        return { status: 401, body: { error: 'invalid_client' } };
      if (form.get('scope') !== `${ISSUER}/.default`)
        return { status: 400, body: { error: 'invalid_scope' } };
      const token = randomUUID();
      given.set(token, Date.now() + lifeS * 1000);
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: lifeS, ext_expires_in: lifeS, access_token: token },
      };
    },

    /** Whether a bot's call may pass. */
    accepts(authorization: string | undefined): boolean {
      const ends = given.get(authorization?.replace(/^Bearer /u, '') ?? '');
      return ends !== undefined && ends > Date.now();
    },

    /** All tokens given so far are worth nothing any more. */
    revokeAll(): void {
      given.clear();
    },
  };
}

export type TokenIssuer = ReturnType<typeof tokenIssuer>;
