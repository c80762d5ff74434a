import type { Clock } from '../ports/clock.ts';
import type { FetchedDocument } from '../ports/credential-reader.ts';
import { isSlug, snapshotOf } from '../domain/badge.ts';
import type {
  BadgeDocuments,
  CredentialSigner,
  JsonObject,
  StatusPurpose,
} from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import {
  awardCredentialInput,
  createCredentialCache,
  credentialOfAward,
  jwtOfAward,
} from './credential-of-award.ts';
import { issuerKeys } from './issuer-keys.ts';
import { statusListOf, type StatusListCache } from './status-list-of.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly documents: BadgeDocuments;
  readonly publicUrl: string;
};

/** What is at an address; `gone`: it comes with status 410, and says why. */
type Made = { readonly type: string; readonly text: string; readonly gone?: true } | undefined;

const suspension = '-suspension';

/**
 * The documents of this deployment that a reader of badges asks for, without going over the network: keys, status lists,
 * awards as anyone gets them, and what Open Badges 2.0 hosts. Undefined for any other address. The scheme does not
 * matter: did:web says https also where a trial runs on http.
 */
export function ownDocuments(deps: Deps): (url: URL) => Promise<FetchedDocument | undefined> {
  const statusLists: StatusListCache = new Map();
  const credentials = createCredentialCache(100);
  const { host } = new URL(deps.publicUrl);
  const documents: readonly (readonly [RegExp, (name: string) => Promise<Made>])[] = [
    [/^\/issuers\/([a-z0-9-]+)\/did\.json$/u, (slug) => keyDocument(deps, slug)],
    [/^\/status\/([a-z0-9-]+)$/u, (list) => statusList({ ...deps, statusLists }, list)],
    [/^\/awards\/([\w-]+)(?:\.json)?$/u, (awardId) => award({ ...deps, credentials }, awardId)],
    [/^\/awards\/([\w-]+)\.jwt$/u, (awardId) => awardJwt(deps, awardId)],
    [/^\/ob2\/assertions\/([\w-]+)$/u, (awardId) => assertion(deps, awardId)],
    [/^\/ob2\/badges\/([a-z0-9-]+)$/u, (slug) => hostedBadge(deps, slug)],
    [/^\/ob2\/issuers\/([a-z0-9-]+)$/u, (slug) => hostedIssuer(deps, slug)],
  ];
  return async (url) => {
    if (url.host !== host) return undefined;
    for (const [path, make] of documents) {
      const [, name] = path.exec(url.pathname) ?? [];
      if (name !== undefined) return fetched(url, await make(name));
    }
    return undefined;
  };
}

async function award(deps: Parameters<typeof credentialOfAward>[0], awardId: string): Promise<Made> {
  const made = await credentialOfAward(deps, { awardId });
  return made.ok ? json(made.credential) : undefined;
}

async function awardJwt(deps: Deps, awardId: string): Promise<Made> {
  const made = await jwtOfAward(deps, { awardId });
  return made.ok ? { type: 'text/plain', text: made.jwt } : undefined;
}

/** As it is hosted: one that was revoked is gone, and says why (OB 2.0, Hosted verification). */
async function assertion(deps: Deps, awardId: string): Promise<Made> {
  const made = await awardCredentialInput(deps, { awardId });
  if (!made.ok) return undefined;
  if (made.input.award.status !== 'revoked') return json(deps.documents.hostedAssertion(made.input));
  return { ...json(deps.documents.revokedAssertion(made.input.award, deps.publicUrl)), gone: true };
}

async function hostedBadge(deps: Deps, slug: string): Promise<Made> {
  const badge = isSlug(slug) ? await deps.store.badges.findBySlug(slug) : undefined;
  const issuer = badge === undefined ? undefined : await deps.store.issuers.find(badge.issuerId);
  return badge === undefined || issuer === undefined
    ? undefined
    : json(deps.documents.hostedBadge(snapshotOf(badge, issuer), deps.publicUrl));
}

async function hostedIssuer(deps: Deps, slug: string): Promise<Made> {
  const issuer = isSlug(slug) ? await deps.store.issuers.findBySlug(slug) : undefined;
  return issuer === undefined ? undefined : json(deps.documents.hostedIssuer(issuer, deps.publicUrl));
}

async function keyDocument(deps: Deps, slug: string): Promise<Made> {
  const issuer = await deps.store.issuers.findBySlug(slug);
  if (issuer === undefined) return undefined;
  return json(deps.signer.issuerDocument(issuer, await issuerKeys(deps, issuer.id), deps.publicUrl));
}

/** The last part of a status list's address, taken apart: `LIST` or `LIST-suspension`. */
export function statusListNamed(name: string): { readonly list: string; readonly purpose: StatusPurpose } {
  return name.endsWith(suspension)
    ? { list: name.slice(0, -suspension.length), purpose: 'suspension' }
    : { list: name, purpose: 'revocation' };
}

async function statusList(
  deps: Deps & { readonly statusLists: StatusListCache },
  name: string,
): Promise<Made> {
  const made = await statusListOf(deps, statusListNamed(name));
  return made.ok ? json(made.credential) : undefined;
}

function json(document: JsonObject): { readonly type: string; readonly text: string } {
  return { type: 'application/ld+json', text: JSON.stringify(document) };
}

function fetched(url: URL, made: Made): FetchedDocument {
  if (made === undefined) return { ok: false, problem: 'not-found' };
  const bytes = Buffer.from(made.text, 'utf8');
  return made.gone === true
    ? { ok: false, problem: 'gone', bytes }
    : { ok: true, url: url.href, type: made.type, bytes };
}
