/** Stable codes of what can go wrong in making or reading credentials. */
export type CredentialErrorCode =
  | 'wrong-secret'
  | 'sealed-damaged'
  | 'unknown-context'
  | 'award-erased'
  | 'key-mismatch'
  | 'key-retired'
  | 'public-url-unfit'
  | 'not-canonizable'
  | 'index-out-of-range'
  | 'png-damaged'
  | 'svg-damaged'
  | 'too-large';

/** A fault with a stable code and typed details; never holds a secret or a private key. */
export class CredentialError extends Error {
  readonly code: CredentialErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: CredentialErrorCode,
    details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`${code}${Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`}`, options);
    this.name = 'CredentialError';
    this.code = code;
    this.details = details;
  }
}

/** The CredentialError inside an error that a library wrapped around it; undefined when there is none. */
export function credentialErrorIn(error: unknown, depth = 0): CredentialError | undefined {
  if (error instanceof CredentialError) return error;
  if (typeof error !== 'object' || error === null || depth > 8) return undefined;
  if ('cause' in error && error.cause !== undefined) {
    const found = credentialErrorIn(error.cause, depth + 1);
    if (found) return found;
  }
  if (
    'details' in error &&
    typeof error.details === 'object' &&
    error.details !== null &&
    'cause' in error.details
  )
    return credentialErrorIn(error.details.cause, depth + 1);
  return undefined;
}
