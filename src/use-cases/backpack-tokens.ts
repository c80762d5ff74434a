import { createHash, timingSafeEqual } from 'node:crypto';
import {
  offlineScope,
  type BackpackClient,
  type BackpackGrant,
  type BackpackScope,
  type BackpackToken,
} from '../domain/backpack.ts';
import type { Person } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './hash-token.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** How long an access token works, and how long a refresh token after its last use, in milliseconds. */
export const accessLifeMs = 60 * 60 * 1000;
const refreshLifeMs = 90 * 24 * 60 * 60 * 1000;

/** RFC 6749 §5.2. */
export type TokenRefusal =
  | { readonly error: 'invalid_grant'; readonly why: string }
  | { readonly error: 'invalid_request'; readonly why: string }
  | { readonly error: 'invalid_scope'; readonly why: string };

export type IssuedTokens = {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scopes: readonly BackpackScope[];
};

type TokenResult =
  | ({ readonly ok: true } & IssuedTokens)
  | { readonly ok: false; readonly refusal: TokenRefusal };

const not = (error: TokenRefusal['error'], why: string): TokenResult => ({
  ok: false,
  refusal: { error, why },
});

/** The client that shows this secret; undefined when it is unknown, disabled, or shows it in another way than agreed. */
export async function authenticateClient(
  deps: Pick<Deps, 'store'>,
  shown: { readonly id: string; readonly secret?: string; readonly method: BackpackClient['authMethod'] },
): Promise<BackpackClient | undefined> {
  const client = await deps.store.backpacks.clients.find(shown.id);
  if (client?.status !== 'active' || client.authMethod !== shown.method) return undefined;
  if (client.secretHash === undefined) return shown.secret === undefined ? client : undefined;
  const [given, kept] = [hashToken(shown.secret ?? ''), client.secretHash].map((hash) => Buffer.from(hash));
  const same = given !== undefined && kept !== undefined && given.length === kept.length;
  return same && timingSafeEqual(given, kept) ? client : undefined;
}

/**
 * Exchanges a code for tokens, once (RFC 6749 §4.1.3). A code that comes a second time was stolen by somebody: then all
 * that it led to ends (§4.1.2).
 */
export async function exchangeCode(
  deps: Deps,
  command: {
    readonly client: BackpackClient;
    readonly code: string;
    readonly redirectUri: string;
    readonly verifier: string | undefined;
  },
): Promise<TokenResult> {
  const { client, verifier } = command;
  const found = await tokenOf(deps, command.code, 'code', client);
  if (found === undefined) return not('invalid_grant', 'the code is unknown');
  const { token, grant } = found;
  if (token.usedAt !== undefined) return stolen(deps, grant, 'the code was used before');
  if (token.expiresAt <= deps.clock()) return not('invalid_grant', 'the code has expired');
  if (token.redirectUri !== command.redirectUri)
    return not('invalid_grant', 'the redirect_uri is another than the code was sent to');
  if (verifier === undefined) return not('invalid_request', 'a code_verifier is needed');
  if (createHash('sha256').update(verifier).digest('base64url') !== token.codeChallenge)
    return not('invalid_grant', 'the code_verifier does not answer the code_challenge');
  if (!(await deps.store.backpacks.tokens.use(token.id, deps.clock())))
    return stolen(deps, grant, 'the code was used before');
  return issue(deps, grant, grant.scopes);
}

/**
 * Exchanges a refresh token for a new pair (RFC 6749 §6, RFC 9700 §4.14.2). Each works once: one that comes a second
 * time was stolen by somebody, and then the backpack is let out.
 */
export async function refreshTokens(
  deps: Deps,
  command: {
    readonly client: BackpackClient;
    readonly refreshToken: string;
    /** Fewer than were granted; those alone when absent. */
    readonly scopes: readonly BackpackScope[] | undefined;
  },
): Promise<TokenResult> {
  const { client, scopes } = command;
  const found = await tokenOf(deps, command.refreshToken, 'refresh', client);
  if (found === undefined) return not('invalid_grant', 'the refresh token is unknown');
  const { token, grant } = found;
  if (token.usedAt !== undefined) return stolen(deps, grant, 'the refresh token was used before');
  if (token.expiresAt <= deps.clock()) return not('invalid_grant', 'the refresh token has expired');
  if (scopes?.some((scope) => !grant.scopes.includes(scope)))
    return not('invalid_scope', 'more than was granted');
  if (!(await deps.store.backpacks.tokens.use(token.id, deps.clock())))
    return stolen(deps, grant, 'the refresh token was used before');
  return issue(deps, grant, scopes ?? grant.scopes);
}

/**
 * Ends a token of a client (RFC 7009): an access token by itself, a refresh token with all that it belongs to. What is
 * unknown has ended already. False when it is another client's.
 */
export async function revokeToken(
  deps: Pick<Deps, 'store'>,
  command: { readonly client: BackpackClient; readonly token: string },
): Promise<boolean> {
  const { backpacks } = deps.store;
  const token = await backpacks.tokens.find(hashToken(command.token));
  if (token === undefined) return true;
  const grant = await backpacks.grants.find(token.grantId);
  if (grant !== undefined && grant.clientId !== command.client.id) return false;
  if (token.kind === 'access') await backpacks.tokens.remove(token.id);
  else await endGrant(deps, token.grantId);
  return true;
}

/** Who an access token speaks for, and what it may do. */
export type BackpackAccess = {
  readonly person: Person;
  readonly client: BackpackClient;
  readonly grant: BackpackGrant;
  readonly scopes: readonly BackpackScope[];
};

export async function backpackAccess(
  deps: Pick<Deps, 'store' | 'clock'>,
  accessToken: string,
): Promise<BackpackAccess | undefined> {
  const { store } = deps;
  const token = await store.backpacks.tokens.find(hashToken(accessToken));
  if (token?.kind !== 'access' || token.expiresAt <= deps.clock()) return undefined;
  const grant = await store.backpacks.grants.find(token.grantId);
  if (grant === undefined) return undefined;
  const [client, person] = await Promise.all([
    store.backpacks.clients.find(grant.clientId),
    store.persons.find(grant.personId),
  ]);
  if (client?.status !== 'active' || person === undefined) return undefined;
  return { person, client, grant, scopes: token.scopes };
}

/** Ends what a person allowed, with every token of it. */
export async function endGrant(deps: Pick<Deps, 'store'>, grantId: string): Promise<void> {
  await deps.store.transact(async ({ backpacks }) => {
    await backpacks.tokens.removeOfGrant(grantId);
    await backpacks.grants.remove(grantId);
  });
}

async function tokenOf(
  { store }: Pick<Deps, 'store'>,
  written: string,
  kind: BackpackToken['kind'],
  client: BackpackClient,
): Promise<{ readonly token: BackpackToken; readonly grant: BackpackGrant } | undefined> {
  const token = await store.backpacks.tokens.find(hashToken(written));
  if (token?.kind !== kind) return undefined;
  const grant = await store.backpacks.grants.find(token.grantId);
  return grant?.clientId === client.id ? { token, grant } : undefined;
}

async function stolen(deps: Deps, grant: BackpackGrant, why: string): Promise<TokenResult> {
  await endGrant(deps, grant.id);
  return not('invalid_grant', why);
}

async function issue(
  deps: Deps,
  grant: BackpackGrant,
  scopes: readonly BackpackScope[],
): Promise<TokenResult> {
  const { ids } = deps;
  const now = deps.clock();
  const token = (kind: 'access' | 'refresh', text: string, life: number): BackpackToken => ({
    id: hashToken(text),
    kind,
    grantId: grant.id,
    scopes: kind === 'access' ? scopes : grant.scopes,
    createdAt: now,
    expiresAt: new Date(now.getTime() + life),
    keptUntil: new Date(now.getTime() + life),
  });
  const accessToken = ids.token();
  const refreshToken = grant.scopes.includes(offlineScope) ? ids.token() : undefined;
  await deps.store.backpacks.tokens.insert([
    token('access', accessToken, accessLifeMs),
    ...(refreshToken === undefined ? [] : [token('refresh', refreshToken, refreshLifeMs)]),
  ]);
  await deps.store.backpacks.grants.touch(grant.id, now);
  return { ok: true, accessToken, scopes, ...(refreshToken === undefined ? {} : { refreshToken }) };
}
