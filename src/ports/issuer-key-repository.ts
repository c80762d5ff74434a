import type { IssuerKey } from '../domain/issuer-key.ts';

export interface IssuerKeyRepository {
  /** All keys of an issuer, retired ones too, oldest first. */
  list(issuerId: string): Promise<readonly IssuerKey[]>;
  all(): Promise<readonly IssuerKey[]>;
  /**
   * Throws DuplicateKey `issuer-key` when the issuer has a key in use of that algorithm already,
   * so that two instances that start at once make one.
   */
  insert(keys: readonly IssuerKey[]): Promise<void>;
  retire(issuerId: string, keyId: string, at: Date): Promise<void>;
}
