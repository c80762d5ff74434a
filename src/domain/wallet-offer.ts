import type { AwardId } from './award.ts';
import type { PersonId } from './person.ts';

/** The forms in which wallets take a badge (OpenID4VCI 1.0 Appendix A.1). */
export const walletFormats = ['jwt_vc_json', 'ldp_vc'] as const;
export type WalletFormat = (typeof walletFormats)[number];

/** Awards that their learner holds out to a wallet, once and for a short time (OpenID4VCI 1.0 §4.1.1). */
export type WalletOffer = {
  /** SHA-256 of the token in the offer's address, hex. */
  readonly id: string;
  /** SHA-256 of the pre-authorized code, hex. */
  readonly codeHash: string;
  readonly personId: PersonId;
  readonly awardIds: readonly AwardId[];
  readonly format: WalletFormat;
  /** SHA-256 of the offer's code and the transaction code together, hex; without it none is asked for. */
  readonly txCodeHash?: string;
  /** How many transaction codes may still be tried. */
  readonly triesLeft: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** A wallet exchanged the code for a token. */
  readonly redeemed?: {
    readonly at: Date;
    /** SHA-256 of the access token, hex. */
    readonly tokenHash: string;
    readonly tokenExpiresAt: Date;
  };
  /** What wallets took, in the order of the first time; an award is bound to the holder who took it first. */
  readonly taken: readonly {
    readonly awardId: AwardId;
    /** SHA-256 of the holder's DID, hex: enough to know it again. */
    readonly holderHash: string;
    readonly at: Date;
  }[];
};

/** How a badge in a form is named in the issuer's metadata (`credential_configurations_supported`). */
export type WalletConfiguration = { readonly slug: string; readonly format: WalletFormat };

/** `SLUG.FORMAT`; neither holds a dot. */
export function walletConfigurationId({ slug, format }: WalletConfiguration): string {
  return `${slug}.${format}`;
}

export function parseWalletConfigurationId(id: string): WalletConfiguration | undefined {
  const [slug = '', written, ...rest] = id.split('.');
  const format = walletFormats.find((known) => known === written);
  return slug === '' || format === undefined || rest.length > 0 ? undefined : { slug, format };
}
