/** What is wrong with a proof; each is `invalid_proof` to the wallet, and here in words for whoever mends it. */
export type HolderProofProblem =
  | 'malformed'
  | 'wrong-type'
  | 'algorithm-refused'
  | 'no-key'
  | 'two-keys'
  | 'key-not-supported'
  | 'signature-bad'
  | 'wrong-audience'
  | 'issued-at-missing'
  | 'issued-long-ago'
  | 'issued-in-the-future'
  | 'expired'
  | 'not-yet-valid'
  | 'nonce-missing';

export type HolderProof =
  | {
      readonly ok: true;
      /** The DID of whoever holds the key: did:key or did:jwk. */
      readonly holder: string;
      /** Still to be checked: it must be one that was given out, and is used once. */
      readonly nonce: string;
    }
  | { readonly ok: false; readonly problem: HolderProofProblem };

/** Algorithms with which a wallet may sign its proof. */
export const holderProofAlgorithms = ['ES256', 'EdDSA', 'ES384'] as const;

/** Reads the proofs by which wallets show that a key is theirs. Never throws for what it is given. */
export interface HolderProofs {
  /** A proof of type `jwt` (OpenID4VCI 1.0 Appendix F.1) for an issuer. */
  read(jwt: string, expected: { readonly audience: string; readonly now: Date }): Promise<HolderProof>;
}
