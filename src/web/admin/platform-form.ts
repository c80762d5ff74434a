import * as z from 'zod';
import type { PlatformMessages } from '../../i18n/web-platform-messages.ts';
import { extraTeachingRoles, type LtiPlatform } from '../../ports/lti-platform-repository.ts';
import type { LtiRegistration } from '../../use-cases/lti-platforms.ts';
import type { PostedForm } from '../posted-form.ts';
import { parseUrl } from '../../domain/parse-url.ts';

export const platformKinds = ['moodle', 'brightspace', 'other'] as const;
type PlatformKind = (typeof platformKinds)[number];

/** The fields of the form, as they were typed. */
export const platformFields = [
  'kind',
  'name',
  'issuer',
  'clientId',
  'deployments',
  'authUrl',
  'tokenUrl',
  'jwksUrl',
  'tokenAudience',
  'frameOrigins',
] as const;
export type PlatformField = (typeof platformFields)[number];
export type TypedPlatform = {
  readonly fields: Readonly<Record<PlatformField, string>>;
  readonly teaching: readonly string[];
  readonly trustEmail: boolean;
};
export type PlatformFaults = Partial<Record<PlatformField, keyof PlatformMessages['faults']>>;

export const emptyPlatform: TypedPlatform = {
  fields: {
    kind: 'moodle',
    name: '',
    issuer: '',
    clientId: '',
    deployments: '',
    authUrl: '',
    tokenUrl: '',
    jwksUrl: '',
    tokenAudience: '',
    frameOrigins: '',
  },
  teaching: [],
  trustEmail: false,
};

export function typedPlatform(form: PostedForm): TypedPlatform {
  const text = (name: PlatformField) => form.text(name).slice(0, 2000);
  return {
    fields: {
      kind: text('kind'),
      name: text('name'),
      issuer: text('issuer'),
      clientId: text('clientId'),
      deployments: text('deployments'),
      authUrl: text('authUrl'),
      tokenUrl: text('tokenUrl'),
      jwksUrl: text('jwksUrl'),
      tokenAudience: text('tokenAudience'),
      frameOrigins: text('frameOrigins'),
    },
    teaching: form.all('teaching'),
    trustEmail: form.text('trustEmail') !== '',
  };
}

type Addresses = Partial<Pick<LtiPlatform, 'authUrl' | 'tokenUrl' | 'jwksUrl' | 'tokenAudience'>>;

/** Where the services of a platform of that kind are, given its issuer. */
function usualAddresses(kind: PlatformKind, issuer: string): Addresses {
  switch (kind) {
    case 'moodle':
      return {
        authUrl: `${issuer}/mod/lti/auth.php`,
        tokenUrl: `${issuer}/mod/lti/token.php`,
        jwksUrl: `${issuer}/mod/lti/certs.php`,
      };
    case 'brightspace':
      return {
        authUrl: `${issuer}/d2l/lti/authenticate`,
        tokenUrl: 'https://auth.brightspace.com/core/connect/token',
        jwksUrl: `${issuer}/d2l/.well-known/jwks`,
        tokenAudience: 'https://api.brightspace.com/auth/token',
      };
    case 'other':
      return {};
  }
}

const kindShape = z.enum(platformKinds).catch('other');

/**
 * Reads what an owner typed. Addresses that this service will ask must be https and public: who runs the server may
 * connect a platform on an internal network, an owner of one of its organisations may not look around there.
 */
export async function readPlatformForm(
  typed: TypedPlatform,
  deps: { readonly publicUrl: string; readonly isPublicHost: (host: string) => Promise<boolean> },
): Promise<
  | { readonly ok: true; readonly registration: LtiRegistration }
  | { readonly ok: false; readonly faults: PlatformFaults }
> {
  const { fields } = typed;
  const faults: PlatformFaults = {};
  for (const name of ['name', 'issuer', 'clientId', 'deployments'] as const)
    if (fields[name] === '') faults[name] = 'required';
  const may = (address: string) => mayAsk(deps, address);
  if (fields.issuer !== '' && !(await may(fields.issuer))) faults.issuer = 'https';
  const usual = usualAddresses(kindShape.parse(fields.kind), fields.issuer.replace(/\/$/u, ''));
  const address = async (name: 'authUrl' | 'tokenUrl' | 'jwksUrl') => {
    const url = fields[name] || (usual[name] ?? '');
    if (url === '') faults[name] = 'required';
    else if (faults.issuer === undefined && !(await may(url))) faults[name] = 'https';
    return url;
  };
  const [authUrl, tokenUrl, jwksUrl] = [
    await address('authUrl'),
    await address('tokenUrl'),
    await address('jwksUrl'),
  ];
  const frameOrigins = readOrigins(fields.frameOrigins);
  if (frameOrigins === undefined) faults.frameOrigins = 'origin';
  if (Object.keys(faults).length > 0 || frameOrigins === undefined) return { ok: false, faults };
  const tokenAudience = fields.tokenAudience || usual.tokenAudience;
  return {
    ok: true,
    registration: {
      name: fields.name.slice(0, 100),
      issuer: fields.issuer,
      clientId: fields.clientId,
      authUrl,
      tokenUrl,
      jwksUrl,
      ...(tokenAudience === undefined ? {} : { tokenAudience }),
      deployments: [...new Set(linesOf(fields.deployments))],
      frameOrigins,
      ...readTeaching(typed),
    },
  };
}

export function readTeaching(
  typed: Pick<TypedPlatform, 'teaching' | 'trustEmail'>,
): Pick<LtiPlatform, 'extraTeachingRoles' | 'vouchesForEmail'> {
  return {
    extraTeachingRoles: extraTeachingRoles.filter((role) => typed.teaching.includes(role)),
    vouchesForEmail: typed.trustEmail,
  };
}

/** Origins, one a line; undefined when one of them is none. */
export function readOrigins(written: string): readonly string[] | undefined {
  const origins = linesOf(written).map((line) => parseUrl(line));
  const right = origins.every(
    (url) => url !== undefined && /^https?:$/u.test(url.protocol) && url.href === `${url.origin}/`,
  );
  return right ? [...new Set(origins.flatMap((url) => url?.origin ?? []))] : undefined;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 50);
}

/** https to a public host; on a deployment that is itself on this machine, http to this machine too. */
async function mayAsk(
  deps: { readonly publicUrl: string; readonly isPublicHost: (host: string) => Promise<boolean> },
  address: string,
): Promise<boolean> {
  const url = parseUrl(address);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  const local = ['localhost', '127.0.0.1', '[::1]'];
  if (local.includes(new URL(deps.publicUrl).hostname) && local.includes(url.hostname))
    return /^https?:$/u.test(url.protocol);
  return url.protocol === 'https:' && deps.isPublicHost(url.hostname);
}
