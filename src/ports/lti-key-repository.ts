/** A key pair (RS256) with which the tool signs what it sends to platforms. */
export type LtiKey = {
  /** The `kid`. */
  readonly id: string;
  /** The public JWK as JSON. */
  readonly publicKey: string;
  /** The private JWK as JSON, sealed. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
  /** Signs from then on; published before, since platforms keep key sets for a while. */
  readonly activeFrom: Date;
};

export interface LtiKeyRepository {
  /** By `activeFrom`, oldest first. */
  list(): Promise<readonly LtiKey[]>;
  insert(key: LtiKey): Promise<void>;
  remove(id: string): Promise<void>;
}
