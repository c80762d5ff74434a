import type { Award } from '../domain/award.ts';
import type { BadgeSnapshot } from '../domain/badge.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { IssuerKey, JwtAlgorithm } from '../domain/issuer-key.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** An award and all that its credential says. The same input signs to the same bytes (Data Integrity). */
export type AwardCredentialInput = {
  readonly award: Award;
  readonly issuer: Issuer;
  /** Only what may be shown; may be empty. */
  readonly evidence: readonly Evidence[];
  /** Of a milestone that came by itself, the awards by which it was earned; only those that may be shown. */
  readonly madeOf?: readonly Pick<Award, 'id' | 'badge'>[];
  /** A confirmed address of the recipient; goes in as a salted hash (`award.recipientSalt`) only. */
  readonly recipientAddress?: string;
  /** Only when the award is public. */
  readonly recipientName?: string;
  /**
   * The DID of the key that the recipient holds: the credential is then said of it, instead of the person's own URN,
   * so that whoever shows it can prove to be the one.
   */
  readonly holder?: string;
  /** Signed EndorsementCredentials of this award, carried inside it. */
  readonly endorsements?: readonly JsonObject[];
  /** Where this deployment is reached, without a slash at its end. */
  readonly publicUrl: string;
};

/** Who endorses what (OB 3.0 EndorsementCredential). */
export type EndorsementInput = {
  /** UUID of the endorsement. */
  readonly id: string;
  /** The issuer that endorses. */
  readonly issuer: Issuer;
  /** `badge`: its slug; `award`: its id. */
  readonly subject:
    | { readonly kind: 'badge'; readonly slug: string }
    | { readonly kind: 'award'; readonly id: string };
  /** Markdown. */
  readonly comment: string;
  readonly endorsedAt: Date;
  readonly publicUrl: string;
};

export type StatusPurpose = 'revocation' | 'suspension';

/** One list of one purpose, as it stands at a moment (Bitstring Status List v1.0 §2.2). */
export type StatusListInput = {
  readonly issuer: Issuer;
  /** The list's name, as in `Award.statusList.list`. */
  readonly list: string;
  readonly purpose: StatusPurpose;
  /** The entries that are set; each from 0 up to the list's length. */
  readonly setIndexes: readonly number[];
  readonly publicUrl: string;
  readonly now: Date;
};

/** A passport as one credential (CLR 2.0 ClrCredential). */
export type PassportCredentialInput = {
  /** In whose name the record is put together. */
  readonly issuer: Issuer;
  readonly personId: string;
  readonly recipientAddress?: string;
  /** Salt of the hashed address; needed with it. */
  readonly recipientSalt?: string;
  readonly recipientName?: string;
  /** Shown in wallets. */
  readonly name: string;
  /** Signed OpenBadgeCredentials, oldest first. */
  readonly credentials: readonly JsonObject[];
  /** Slugs of badges of which one counts towards another (milestones), told where both are in the record. */
  readonly parts?: readonly { readonly part: string; readonly whole: string }[];
  readonly now: Date;
  /** The record's id: where it can be fetched, or a `urn:uuid:`. */
  readonly url: string;
  readonly publicUrl: string;
};

/** How many entries a status list has (Bitstring Status List v1.0 §6.1: at least 131,072, for privacy). */
export const statusListLength = 131_072;

/**
 * Makes credentials. Throws CredentialError (src/credentials/credential-error.ts), among others with
 * `award-erased` (nobody is left to say it of), `key-mismatch` (a key of another issuer or algorithm),
 * `key-retired`, `wrong-secret`, `sealed-damaged`, `public-url-unfit` (no credential is made on an address that
 * others can't reach as it is written).
 */
export interface CredentialSigner {
  /** An Ed25519 key and one for VC-JWTs (ES256 by default), private parts sealed. */
  createKeys(issuerId: string, now: Date, jwtAlgorithm?: JwtAlgorithm): Promise<readonly IssuerKey[]>;
  /** OB 3.0 with a Data Integrity proof, eddsa-rdfc-2022; needs an Ed25519 key. */
  signAward(input: AwardCredentialInput, key: IssuerKey): Promise<JsonObject>;
  /** OB 3.0 as VC-JWT, by the key's algorithm: ES256 gives other bytes at each call, RS256 the same. */
  signAwardJwt(input: AwardCredentialInput, key: IssuerKey): Promise<string>;
  /** An EndorsementCredential with a Data Integrity proof. */
  signEndorsement(input: EndorsementInput, key: IssuerKey): Promise<JsonObject>;
  /** A BitstringStatusListCredential with a Data Integrity proof; id `statusListUrl`. */
  statusListCredential(input: StatusListInput, key: IssuerKey): Promise<JsonObject>;
  /** A ClrCredential with a Data Integrity proof. */
  signPassport(input: PassportCredentialInput, key: IssuerKey): Promise<JsonObject>;
  /** The same as VC-JWT; needs an ES256 or RS256 key. */
  signPassportJwt(input: PassportCredentialInput, key: IssuerKey): Promise<string>;
  /** The DID document served at `/issuers/:slug/did.json`, retired keys too, since old credentials still verify. */
  issuerDocument(issuer: Issuer, keys: readonly IssuerKey[], publicUrl: string): JsonObject;
  /** The OB 3.0 Profile of an issuer. */
  issuerProfile(issuer: Issuer, publicUrl: string): JsonObject;
  /** The JWK Set served at `/.well-known/jwks.json`; `kid` as in the JWTs. */
  jwks(
    issuers: readonly { readonly issuer: Issuer; readonly keys: readonly IssuerKey[] }[],
    publicUrl: string,
  ): JsonObject;
}

/** The address of a status list: `/status/LIST` for revocation, `/status/LIST-suspension` for suspension. */
export function statusListUrl(publicUrl: string, list: string, purpose: StatusPurpose): string {
  return `${publicUrl}/status/${list}${purpose === 'revocation' ? '' : `-${purpose}`}`;
}

/** A picture of a badge, as it is in the file store. */
export type BadgePicture = { readonly type: 'image/png' | 'image/svg+xml'; readonly bytes: Uint8Array };

/** What is put into a picture: a 3.0 credential as JSON or as JWT, or a 2.0 assertion by its address. */
export type BakedContent =
  | { readonly version: '3.0'; readonly credential: JsonObject }
  | { readonly version: '3.0'; readonly jwt: string }
  | { readonly version: '2.0'; readonly assertion: JsonObject };

/** Unsigned documents, and pictures that carry a badge. */
export interface BadgeDocuments {
  /** OB 2.0 Assertion, hosted at `/ob2/assertions/:id`. Throws CredentialError `award-erased`. */
  hostedAssertion(input: AwardCredentialInput): JsonObject;
  /** What is served instead, with status 410, once the award was revoked. */
  revokedAssertion(award: Pick<Award, 'id' | 'statusReason'>, publicUrl: string): JsonObject;
  /** OB 2.0 BadgeClass, hosted at `/ob2/badges/:slug`. */
  hostedBadge(badge: BadgeSnapshot, publicUrl: string): JsonObject;
  /** OB 2.0 Issuer, hosted at `/ob2/issuers/:slug`. */
  hostedIssuer(issuer: Issuer, publicUrl: string): JsonObject;
  /** The OB 3.0 Achievement of a badge, with its contexts, as served at `/badges/:slug` for programs. */
  achievement(badge: BadgeSnapshot, publicUrl: string): JsonObject;
  /**
   * The picture with the badge in it, and nothing else changed; an older badge in it is replaced.
   * Throws CredentialError `png-damaged`, `svg-damaged` {problem} or `too-large`.
   */
  bake(picture: BadgePicture, content: BakedContent): Uint8Array;
}
