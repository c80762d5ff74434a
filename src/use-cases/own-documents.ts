import type { Clock } from '../ports/clock.ts';
import type { FetchedDocument } from '../ports/credential-reader.ts';
import type { CredentialSigner, JsonObject, StatusPurpose } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { issuerKeys } from './issuer-keys.ts';
import { statusListOf, type StatusListCache } from './status-list-of.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly publicUrl: string;
};

const suspension = '-suspension';

/**
 * The documents of this deployment that a reader of badges asks for, without going over the network: keys
 * (`/issuers/:slug/did.json`) and status lists (`/status/:list`). Undefined for any other address. The scheme
 * does not matter: did:web says https also where a trial runs on http.
 */
export function ownDocuments(deps: Deps): (url: URL) => Promise<FetchedDocument | undefined> {
  const statusLists: StatusListCache = new Map();
  const { host } = new URL(deps.publicUrl);
  return async (url) => {
    if (url.host !== host) return undefined;
    const [, slug] = /^\/issuers\/([a-z0-9-]+)\/did\.json$/u.exec(url.pathname) ?? [];
    const [, list] = /^\/status\/([a-z0-9-]+)$/u.exec(url.pathname) ?? [];
    if (slug !== undefined) return fetched(url, await keyDocument(deps, slug));
    if (list !== undefined) return fetched(url, await statusList({ ...deps, statusLists }, list));
    return undefined;
  };
}

async function keyDocument(deps: Deps, slug: string): Promise<JsonObject | undefined> {
  const issuer = await deps.store.issuers.findBySlug(slug);
  if (issuer === undefined) return undefined;
  return deps.signer.issuerDocument(issuer, await issuerKeys(deps, issuer.id), deps.publicUrl);
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
): Promise<JsonObject | undefined> {
  const made = await statusListOf(deps, statusListNamed(name));
  return made.ok ? made.credential : undefined;
}

function fetched(url: URL, document: JsonObject | undefined): FetchedDocument {
  if (document === undefined) return { ok: false, problem: 'not-found' };
  const bytes = Buffer.from(JSON.stringify(document), 'utf8');
  return { ok: true, url: url.href, type: 'application/ld+json', bytes };
}
