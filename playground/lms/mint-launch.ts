import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

/** A change to a token before or after it is signed, to see what a tool does with it. */
export type Tampering = {
  readonly claims?: (payload: Record<string, unknown>) => void;
  readonly header?: (header: Record<string, unknown>) => void;
  /** `stranger`: another key under the platform's kid; `none` and `hmac`: those algorithms; `ec`: an EC key. */
  readonly sign?: 'stranger' | 'none' | 'hmac' | 'ec';
  /** Replaces the whole token. */
  readonly raw?: string;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

let stranger: KeyObject | undefined;
let elliptic: KeyObject | undefined;

/** Signs the claims as a platform does, unless tampered with. */
export async function signLaunch(
  payload: Record<string, unknown>,
  key: { readonly id: string; readonly privateKey: KeyObject; readonly publicPem: string },
  tampering: Tampering = {},
): Promise<string> {
  if (tampering.raw !== undefined) return tampering.raw;
  const claims = structuredClone(payload);
  tampering.claims?.(claims);
  const header: Record<string, unknown> = { alg: 'RS256', typ: 'JWT', kid: key.id };
  tampering.header?.(header);
  const { sign } = tampering;
  if (sign === 'none') return `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
  if (sign === 'hmac') {
    // The well-known confusion: the public key, which everybody has, taken for a shared secret.
    const input = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
    return `${input}.${createHmac('sha256', key.publicPem).update(input).digest('base64url')}`;
  }
  if (sign === 'ec') {
    elliptic ??= generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    return new SignJWT(claims).setProtectedHeader({ ...header, alg: 'ES256' }).sign(elliptic);
  }
  if (sign === 'stranger') stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return new SignJWT(claims)
    .setProtectedHeader({ ...header, alg: 'RS256' })
    .sign(sign === 'stranger' && stranger !== undefined ? stranger : key.privateKey);
}

export type LaunchFacts = {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly nonce: string;
  readonly now: Date;
  readonly targetLink: string;
  readonly roles: readonly string[];
  readonly user?: {
    readonly subject: string;
    readonly name?: string;
    readonly given?: string;
    readonly family?: string;
    readonly email?: string;
  };
  readonly locale?: string;
  readonly context?: { readonly id: string; readonly title: string };
  readonly link?: { readonly id: string; readonly title: string };
  readonly custom?: Readonly<Record<string, string>>;
  readonly membershipsUrl?: string;
  readonly grades?: Readonly<Record<string, unknown>>;
  readonly deepLinking?: Readonly<Record<string, unknown>>;
  /** Brightspace sends `nbf`. */
  readonly nbf: boolean;
  readonly returnUrl: string;
};

/** The claims of a launch as the platform words them. */
export function launchClaims(facts: LaunchFacts): Record<string, unknown> {
  const seconds = Math.floor(facts.now.getTime() / 1000);
  const { user, context, link } = facts;
  return {
    iss: facts.issuer,
    aud: facts.clientId,
    iat: seconds,
    exp: seconds + 60,
    ...(facts.nbf ? { nbf: seconds } : {}),
    nonce: facts.nonce,
    ...(user === undefined ? {} : { sub: user.subject }),
    ...(user?.name === undefined
      ? {}
      : { name: user.name, given_name: user.given, family_name: user.family }),
    ...(user?.email === undefined ? {} : { email: user.email }),
    ...(facts.locale === undefined ? {} : { locale: facts.locale }),
    [`${lti}version`]: '1.3.0',
    [`${lti}message_type`]:
      facts.deepLinking === undefined ? 'LtiResourceLinkRequest' : 'LtiDeepLinkingRequest',
    [`${lti}deployment_id`]: facts.deploymentId,
    [`${lti}target_link_uri`]: facts.targetLink,
    [`${lti}roles`]: facts.roles,
    ...(context === undefined
      ? {}
      : {
          [`${lti}context`]: {
            ...context,
            type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
          },
        }),
    ...(link === undefined ? {} : { [`${lti}resource_link`]: link }),
    ...(facts.custom === undefined ? {} : { [`${lti}custom`]: facts.custom }),
    [`${lti}launch_presentation`]: {
      document_target: 'iframe',
      return_url: facts.returnUrl,
      ...(facts.locale === undefined ? {} : { locale: facts.locale }),
    },
    ...(facts.membershipsUrl === undefined
      ? {}
      : {
          'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
            context_memberships_url: facts.membershipsUrl,
            service_versions: ['1.0', '2.0'],
          },
        }),
    ...(facts.grades === undefined
      ? {}
      : { 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': facts.grades }),
    ...(facts.deepLinking === undefined
      ? {}
      : { 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': facts.deepLinking }),
  };
}
