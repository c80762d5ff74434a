/** How VC-JWTs are signed: by ES256, or by RS256 where verifiers need it (OB 3.0 §8.2). */
export const jwtAlgorithms = ['ES256', 'RS256'] as const;
export type JwtAlgorithm = (typeof jwtAlgorithms)[number];

/** A key pair with which credentials of an issuer are signed. */
export type IssuerKey = {
  /** Fragment of the verification method's address. */
  readonly id: string;
  readonly issuerId: string;
  readonly algorithm: 'Ed25519' | JwtAlgorithm;
  /** Public part: Multikey for Ed25519, a JWK as JSON for the others. */
  readonly publicKey: string;
  /** Private part, encrypted with the deployment's secret. */
  readonly sealedPrivateKey: string;
  readonly createdAt: Date;
  /** Signs no more since then, but still verifies. */
  readonly retiredAt?: Date;
};
