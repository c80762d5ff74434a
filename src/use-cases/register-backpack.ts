import { isOperator, type Actor } from '../domain/actor.ts';
import {
  allBackpackScopes,
  offlineScope,
  type BackpackClient,
  type BackpackScope,
  type ClientAuthMethod,
} from '../domain/backpack.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { hashToken } from './hash-token.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** What a backpack says of itself (RFC 7591 §2). */
export type BackpackMetadata = {
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** Those that are not of this API are left out. */
  readonly scopes: readonly string[];
  readonly authMethod: ClientAuthMethod;
  readonly refreshes: boolean;
  readonly uri?: string;
  readonly logoUri?: string;
  readonly tosUri?: string;
  readonly policyUri?: string;
  readonly softwareId?: string;
  readonly softwareVersion?: string;
};

/** Why a backpack is not registered. */
export type RegistrationRefusal =
  | { readonly code: 'redirect-unfit'; readonly uri: string }
  | { readonly code: 'address-unfit'; readonly uri: string }
  | { readonly code: 'no-scope' }
  /** The owner lets backpacks register by hand only. */
  | { readonly code: 'registration-closed' }
  /** As many as the owner lets register in a day did so. */
  | { readonly code: 'too-many-today' };

const day = 24 * 60 * 60 * 1000;

/**
 * Registers a backpack: by itself, within the number a day that the owner allows, or by the operator. The secret is in
 * this answer alone; a public client (`none`) gets none.
 */
export async function registerBackpack(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor?: Actor; readonly metadata: BackpackMetadata; readonly mostPerDay: number },
): Promise<
  | { readonly ok: true; readonly client: BackpackClient; readonly secret?: string }
  | { readonly ok: false; readonly refusal: RegistrationRefusal }
> {
  const { store, ids } = deps;
  const { actor, metadata, mostPerDay } = command;
  const not = (refusal: RegistrationRefusal) => ({ ok: false, refusal }) as const;
  const byOperator = actor !== undefined && isOperator(actor);
  const unfitRedirect = metadata.redirectUris.find((uri) => !isRedirectUri(uri));
  if (unfitRedirect !== undefined || metadata.redirectUris.length === 0)
    return not({ code: 'redirect-unfit', uri: unfitRedirect ?? '' });
  const { uri, logoUri, tosUri, policyUri } = metadata;
  const unfit = [uri, logoUri, tosUri, policyUri].find((one) => one !== undefined && !isWebAddress(one));
  if (unfit !== undefined) return not({ code: 'address-unfit', uri: unfit });
  const scopes = allBackpackScopes.filter(
    (scope) => metadata.scopes.includes(scope) && (scope !== offlineScope || metadata.refreshes),
  );
  if (scopes.every((scope) => scope === offlineScope)) return not({ code: 'no-scope' });
  const now = deps.clock();
  if (!byOperator) {
    if (mostPerDay === 0) return not({ code: 'registration-closed' });
    const since = new Date(now.getTime() - day);
    if ((await store.backpacks.clients.countRegisteredSince(since)) >= mostPerDay)
      return not({ code: 'too-many-today' });
  }
  const secret = metadata.authMethod === 'none' ? undefined : ids.token();
  const { refreshes: _, ...said } = metadata;
  const client: BackpackClient = {
    ...said,
    id: ids.id(),
    ...(secret === undefined ? {} : { secretHash: hashToken(secret) }),
    scopes,
    registeredBy: byOperator ? 'operator' : 'itself',
    status: 'active',
    createdAt: now,
  };
  await store.transact(async (repositories) => {
    await repositories.backpacks.clients.insert(client);
    if (actor !== undefined)
      await repositories.audit.add(auditEntry(deps, actor, 'backpack-registered', [`backpack:${client.id}`]));
  });
  return { ok: true, client, ...(secret === undefined ? {} : { secret }) };
}

function isWebAddress(written: string): boolean {
  return written.length <= 500 && parseUrl(written)?.protocol === 'https:';
}

/** https without a fragment (RFC 6749 §3.1.2), or http on the machine itself for applications there (RFC 8252 §7.3). */
function isRedirectUri(written: string): boolean {
  const url = written.length > 500 ? undefined : parseUrl(written);
  if (url === undefined) return false;
  const { protocol, hostname, hash, username } = url;
  if (hash !== '' || written.includes('#') || username !== '') return false;
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/** `scope` as OAuth writes it: names with spaces between. */
export function scopesIn(written: string): readonly string[] {
  return written.split(' ').filter((name) => name !== '');
}

/** The scopes of this API among some names; undefined when one of them is none. */
export function knownScopes(names: readonly string[]): readonly BackpackScope[] | undefined {
  const known = allBackpackScopes.filter((scope) => names.includes(scope));
  return known.length === new Set(names).size ? known : undefined;
}
