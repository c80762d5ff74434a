/** A key pair with which credentials of an issuer are signed. */
export type IssuerKey = {
  /** Fragment of the verification method's address. */
  readonly id: string;
  readonly issuerId: string;
  readonly algorithm: 'Ed25519' | 'ES256';
  /** Public part: Multikey for Ed25519, a JWK as JSON for ES256. */
  readonly publicKey: string;
  /** Private part, encrypted with the deployment's secret. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
  /** Signs no more since then, but still verifies. */
  readonly retiredAt?: Date;
};
