import type { Actor } from '../domain/actor.ts';
import type { BackpackClient, BackpackScope } from '../domain/backpack.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { hashToken } from './hash-token.ts';
import { knownScopes, scopesIn } from './register-backpack.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** How long a code waits for its backpack (RFC 6749 §4.1.2 allows ten minutes at most), in milliseconds. */
const codeLifeMs = 60_000;
/** How long it is remembered, so that a second use of it betrays whoever took it. */
const codeMemoryMs = 24 * 60 * 60 * 1000;

/** The parameters of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3), as they came. */
export type AuthorizationParameters = Readonly<
  Partial<
    Record<
      | 'response_type'
      | 'client_id'
      | 'redirect_uri'
      | 'scope'
      | 'state'
      | 'code_challenge'
      | 'code_challenge_method',
      string
    >
  >
>;

export type AuthorizationRequest = {
  readonly client: BackpackClient;
  readonly redirectUri: string;
  readonly scopes: readonly BackpackScope[];
  readonly state?: string;
  readonly codeChallenge: string;
};

/** RFC 6749 §4.1.2.1. */
export type AuthorizationError =
  | 'invalid_request'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'access_denied';

export type CheckedAuthorization =
  | { readonly kind: 'good'; readonly request: AuthorizationRequest }
  /** The backpack is told, at an address that is known to be its own. */
  | {
      readonly kind: 'error';
      readonly error: AuthorizationError;
      readonly description: string;
      readonly redirectUri: string;
      readonly state?: string;
    }
  /** Nobody is sent anywhere: who asks is unknown, or the address is not theirs. */
  | { readonly kind: 'stranger' };

/** Looks an authorization request through. PKCE with S256 is required of everybody (OB 3.0 §7.1.2.1). */
export async function checkAuthorization(
  deps: Pick<Deps, 'store'>,
  asked: AuthorizationParameters,
): Promise<CheckedAuthorization> {
  const client = await deps.store.backpacks.clients.find(asked.client_id ?? '');
  const redirectUri = asked.redirect_uri;
  // Exactly as registered: no prefixes, no other path, no other port (RFC 9700 §2.1).
  if (client?.status !== 'active' || redirectUri === undefined || !client.redirectUris.includes(redirectUri))
    return { kind: 'stranger' };
  const state = asked.state === undefined ? {} : { state: asked.state };
  const wrong = (error: AuthorizationError, description: string): CheckedAuthorization => ({
    kind: 'error',
    error,
    description,
    redirectUri,
    ...state,
  });
  if (asked.response_type === undefined) return wrong('invalid_request', 'response_type is needed');
  if (asked.response_type !== 'code') return wrong('unsupported_response_type', 'only code');
  const codeChallenge = asked.code_challenge;
  if (codeChallenge === undefined || asked.code_challenge_method !== 'S256')
    return wrong('invalid_request', 'a code_challenge with code_challenge_method S256 is needed');
  if (!/^[\w-]{43}$/u.test(codeChallenge))
    return wrong('invalid_request', 'the code_challenge is no SHA-256 in base64url');
  const scopes = knownScopes(scopesIn(asked.scope ?? ''));
  if (scopes === undefined || scopes.length === 0 || !scopes.every((scope) => client.scopes.includes(scope)))
    return wrong('invalid_scope', 'a scope is needed, of those that this client was registered for');
  return { kind: 'good', request: { client, redirectUri, scopes, codeChallenge, ...state } };
}

/**
 * A person lets a backpack in. What it was allowed before ends with this. The code is in the answer alone, and works
 * once, for a minute.
 */
export async function authorizeBackpack(
  deps: Deps,
  command: { readonly actor: Actor; readonly request: AuthorizationRequest },
): Promise<{ readonly code: string }> {
  const { actor, request } = command;
  const { client, scopes, redirectUri, codeChallenge } = request;
  const now = deps.clock();
  const code = deps.ids.token();
  const grantId = deps.ids.id();
  await deps.store.transact(async ({ backpacks, audit }) => {
    for (const earlier of await backpacks.grants.ofPerson(actor.personId))
      if (earlier.clientId === client.id) {
        await backpacks.tokens.removeOfGrant(earlier.id);
        await backpacks.grants.remove(earlier.id);
      }
    await backpacks.grants.insert({
      id: grantId,
      clientId: client.id,
      personId: actor.personId,
      scopes,
      createdAt: now,
      usedAt: now,
    });
    await backpacks.tokens.insert([
      {
        id: hashToken(code),
        kind: 'code',
        grantId,
        scopes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + codeLifeMs),
        redirectUri,
        codeChallenge,
        keptUntil: new Date(now.getTime() + codeMemoryMs),
      },
    ]);
    await audit.add(
      auditEntry(deps, actor, 'backpack-allowed', [`backpack:${client.id}`, `person:${actor.personId}`], {
        detail: { scopes: scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(' ') },
      }),
    );
  });
  return { code };
}
