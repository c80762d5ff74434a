// The libraries that our credentials are held against; they ship no types.

type LibraryOptions = Readonly<Record<string, unknown>>;

declare module '@digitalbazaar/vc' {
  export function issue(options: LibraryOptions): Promise<Record<string, unknown>>;
  export function verifyCredential(options: LibraryOptions): Promise<{
    readonly verified: boolean;
    readonly error?: unknown;
    readonly statusResult?: { readonly verified: boolean };
  }>;
}

declare module '@digitalbazaar/data-integrity' {
  export const DataIntegrityProof: new (options: LibraryOptions) => object;
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: LibraryOptions): Promise<{ signer(): object; verifier(): object }>;
}

declare module '@digitalbazaar/ecdsa-multikey' {
  type EcdsaPair = {
    readonly publicKeyMultibase: string;
    signer(): object;
    export(options: LibraryOptions): Promise<Record<string, unknown>>;
  };
  export function generate(options: LibraryOptions): Promise<EcdsaPair>;
  export function from(key: LibraryOptions): Promise<EcdsaPair>;
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(
    options: LibraryOptions,
  ): Promise<{ readonly verified: boolean; readonly error?: unknown }>;
}
