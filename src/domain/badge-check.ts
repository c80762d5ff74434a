/** The checks, in the order in which they are shown. */
export const checkNames = ['format', 'signature', 'issuer', 'dates', 'status', 'recipient'] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * `passed`, `failed`, or `open`: it could not be decided, for instance since the key could not be fetched or
 * nobody said whose badge it should be.
 */
export type CheckOutcome = 'passed' | 'failed' | 'open';

/** Why a check came out as it did; stable, the words live in i18n. `params` as listed. */
export type CheckCode =
  // format
  | 'format-known' // {version, form}
  | 'format-unknown'
  | 'file-too-large' // {most} bytes
  | 'png-damaged' // {problem}
  | 'png-no-badge'
  | 'png-several-badges'
  | 'svg-damaged' // {problem}
  | 'svg-no-badge'
  | 'svg-several-badges'
  | 'json-damaged'
  | 'json-too-deep' // {most}
  | 'jwt-damaged'
  | 'not-a-badge'
  | 'missing-field' // {field}
  | 'url-refused' // {url, problem}
  | 'url-unreachable' // {url, problem}
  // signature
  | 'signature-good' // {algorithm}
  | 'signature-bad'
  | 'signature-missing'
  | 'hosted-match' // {host}
  | 'hosted-mismatch' // {host}
  | 'hosted-differs'
  | 'algorithm-refused' // {algorithm}
  | 'unknown-context' // {url}
  | 'inline-context'
  | 'proof-not-supported' // {cryptosuite}
  | 'proof-purpose' // {purpose}
  | 'proof-expired' // {at}
  | 'not-canonizable' // {term}
  | 'too-many-nodes' // {most}: too large to be checked in time
  | 'claims-differ' // {claim}
  // issuer
  | 'issuer-known' // {id, name}
  | 'issuer-has-no-id'
  | 'key-not-issuers' // {key, issuer}
  | 'key-embedded-only'
  | 'key-elsewhere' // {host}
  | 'key-unreachable' // {url, problem}
  | 'key-revoked' // {at}
  | 'key-unusable' // {problem}
  // dates
  | 'dates-current'
  | 'date-unreadable' // {field}
  | 'not-yet-valid' // {at}
  | 'expired' // {at}
  // status
  | 'status-good'
  | 'status-none'
  | 'revoked' // {reason}
  | 'suspended'
  | 'status-set' // {purpose}
  | 'status-unreachable' // {url, problem}
  | 'status-unusable' // {problem}
  | 'status-not-supported' // {type}
  // recipient
  | 'recipient-match'
  | 'recipient-mismatch'
  | 'recipient-not-asked'
  | 'recipient-unverifiable';

export type Check = {
  readonly name: CheckName;
  readonly outcome: CheckOutcome;
  readonly code: CheckCode;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What the badge says of itself; texts are as they came: clean them before they are shown. */
export type BadgeSummary = {
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  /** Markdown. */
  readonly criteria?: string;
  readonly criteriaUrl?: string;
  /** http(s) address or `data:` URI of an image. */
  readonly image?: string;
  readonly language?: string;
  readonly issuer: { readonly id?: string; readonly name?: string; readonly url?: string };
  readonly issuedAt?: string;
  readonly validUntil?: string;
  readonly recipientName?: string;
  readonly alignments: readonly {
    readonly name: string;
    readonly url: string;
    readonly framework?: string;
    readonly code?: string;
  }[];
  readonly evidence: readonly {
    readonly url?: string;
    readonly name?: string;
    readonly narrative?: string;
  }[];
};

/**
 * `valid`: every check passed, or was left open only for want of a question (recipient) or a status list.
 * `invalid`: a check failed. `unverifiable`: none failed, but signature or issuer could not be decided.
 */
export type Verdict = 'valid' | 'invalid' | 'unverifiable';
