import type { PersonId } from './person.ts';

/** The scopes of the Open Badges API, by what they allow (OB 3.0 §6.2.1). */
export const backpackScopes = {
  readCredentials: 'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly',
  addCredentials: 'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert',
  readProfile: 'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly',
  changeProfile: 'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update',
} as const;

/** Asks for refresh tokens (OB 3.0 §7.1.1.2, OpenID Connect Core §11). */
export const offlineScope = 'offline_access';

export const allBackpackScopes = [...Object.values(backpackScopes), offlineScope] as const;
export type BackpackScope = (typeof allBackpackScopes)[number];

/** How a backpack shows that it is itself at the token endpoint (RFC 7591 §2). */
export const clientAuthMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const;
export type ClientAuthMethod = (typeof clientAuthMethods)[number];

/** An application elsewhere that keeps people's badges: a client in the words of OAuth (RFC 6749 §2). */
export type BackpackClient = {
  /** The `client_id`. */
  readonly id: string;
  /** SHA-256 of the client secret, hex; a public client has none. */
  readonly secretHash?: string;
  readonly authMethod: ClientAuthMethod;
  readonly name: string;
  readonly uri?: string;
  readonly logoUri?: string;
  readonly tosUri?: string;
  readonly policyUri?: string;
  readonly softwareId?: string;
  readonly softwareVersion?: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly BackpackScope[];
  readonly registeredBy: 'itself' | 'operator';
  readonly status: 'active' | 'disabled';
  readonly createdAt: Date;
};

/** That a person lets a backpack do something in their name. */
export type BackpackGrant = {
  readonly id: string;
  readonly clientId: string;
  readonly personId: PersonId;
  readonly scopes: readonly BackpackScope[];
  readonly createdAt: Date;
  /** When it was last used to get tokens. */
  readonly usedAt: Date;
};

/** A code or token of a grant; only its hash is kept. */
export type BackpackToken = {
  /** SHA-256 of the token, hex. */
  readonly id: string;
  readonly kind: 'code' | 'access' | 'refresh';
  readonly grantId: string;
  /** What this token is good for: the grant's scopes, or fewer. */
  readonly scopes: readonly BackpackScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** A code or refresh token that was exchanged; a second time betrays a theft. */
  readonly usedAt?: Date;
  /** Of a code: where it was sent (RFC 6749 §4.1.3), and the challenge that its taker must answer (RFC 7636). */
  readonly redirectUri?: string;
  readonly codeChallenge?: string;
  /** Until then it is known that the token existed. */
  readonly keptUntil: Date;
};
