/** How a wallet says that it brings a pre-authorized code (OpenID4VCI 1.0 §6.1). */
export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** Where wallets are served. */
export const walletPaths = {
  offer: '/wallet/offers',
  nonce: '/wallet/nonce',
  credential: '/wallet/credential',
} as const;

/** The address at which a wallet fetches an offer (OpenID4VCI 1.0 §4.1.3). */
export function walletOfferUri(publicUrl: string, token: string): string {
  return `${publicUrl}${walletPaths.offer}/${token}`;
}

/** The deep link that opens a wallet, in the QR code too. */
export function walletDeepLink(publicUrl: string, token: string): string {
  const uri = encodeURIComponent(walletOfferUri(publicUrl, token));
  return `openid-credential-offer://?credential_offer_uri=${uri}`;
}
