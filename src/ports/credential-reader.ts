import type { BadgeSummary, Check, Verdict } from '../domain/badge-check.ts';
import type { JsonObject } from './credential-signer.ts';

/** What is to be read: a file's bytes, a pasted text, or an address. */
export type BadgeSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly fileName?: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'url'; readonly url: string };

export type {
  BadgeSummary,
  Check,
  CheckCode,
  CheckName,
  CheckOutcome,
  Verdict,
} from '../domain/badge-check.ts';

export type BadgeReading = {
  readonly verdict: Verdict;
  /** One for each name of `checkNames` that was come to, in that order; a broken file has `format` alone. */
  readonly checks: readonly Check[];
  readonly version?: '2.0' | '3.0' | 'clr-2.0';
  readonly form?: 'json' | 'jwt';
  /** In what it was found. */
  readonly carrier?: 'png' | 'svg' | 'text' | 'url';
  readonly summary?: BadgeSummary;
  /** The credential or assertion as it was read (of a JWT: its payload). */
  readonly document?: JsonObject;
  /** The signed text that was read, when it was a JWT or JWS. */
  readonly jwt?: string;
  /** For a record (CLR): the reading of each badge inside, at most 200. */
  readonly parts?: readonly BadgeReading[];
};

/** Whose badge it should be: addresses that the person confirmed, and ids such as `urn:uuid:` or DIDs. */
export type ExpectedRecipient = { readonly addresses: readonly string[]; readonly ids?: readonly string[] };

export interface CredentialReader {
  /** Reads and checks a badge from anywhere. Never throws for what it is given; stores nothing. */
  readBadge(
    source: BadgeSource,
    options: { readonly now: Date; readonly recipient?: ExpectedRecipient },
  ): Promise<BadgeReading>;
}

/** Why an address was not fetched, or gave nothing. */
export type FetchProblem =
  | 'not-https'
  | 'bad-address'
  | 'private-address'
  | 'too-many-redirects'
  /** One badge asked for more than any needs. */
  | 'too-many-fetches'
  | 'too-large'
  | 'timeout'
  | 'not-found'
  | 'gone'
  | 'bad-status'
  | 'no-connection';

export type FetchedDocument =
  | { readonly ok: true; readonly url: string; readonly type: string; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly problem: FetchProblem;
      /** The body that came with a 410, since it says why (OB 2.0 revocation). */
      readonly bytes?: Uint8Array;
    };

/** What is posted rather than asked for; with a token that the other side itself gave for it. */
export type SafePost = { readonly type: string; readonly text: string; readonly bearer?: string };

/**
 * Fetches from strangers: https only, no private address also after redirects and name resolution, at most 1 MB,
 * at most 5 s, no credentials of ours. A post follows no redirect. Never throws.
 */
export type SafeFetch = (url: string, accept: string, post?: SafePost) => Promise<FetchedDocument>;
