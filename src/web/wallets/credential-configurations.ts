import type { Badge } from '../../domain/badge.ts';
import { jwtAlgorithms } from '../../domain/issuer-key.ts';
import { inLocale, locales, type LocalizedText } from '../../domain/localized-text.ts';
import { walletConfigurationId, walletFormats, type WalletFormat } from '../../domain/wallet-offer.ts';
import type { JsonObject } from '../../ports/credential-signer.ts';
import { holderProofAlgorithms } from '../../ports/holder-proofs.ts';

const credentialTypes = ['VerifiableCredential', 'OpenBadgeCredential'];
const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
];

/** How each form is defined and signed (OpenID4VCI 1.0 Appendix A.1.1.2 and A.1.2.2). */
const forms: Readonly<Record<WalletFormat, JsonObject>> = {
  jwt_vc_json: {
    credential_definition: { type: credentialTypes },
    credential_signing_alg_values_supported: [...jwtAlgorithms],
  },
  ldp_vc: {
    credential_definition: { '@context': contexts, type: credentialTypes },
    credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
  },
};

/** Languages in which there is a text. */
function writtenIn(text: LocalizedText) {
  return locales.filter((locale) => text[locale] !== undefined);
}

function displayOf(badge: Badge, publicUrl: string): readonly JsonObject[] {
  return writtenIn(badge.title).map((locale) => ({
    name: inLocale(badge.title, locale),
    locale,
    description: inLocale(badge.description, locale),
    logo: {
      uri: `${publicUrl}/badges/${badge.slug}/picture.png`,
      alt_text: inLocale(badge.image.alt ?? badge.title, locale),
    },
  }));
}

/**
 * Each badge in each form, so that a wallet shows the badge's own name and picture (OpenID4VCI 1.0 §12.2.4).
 * `display` stands beside `credential_metadata` for wallets of drafts up to 15.
 */
export function credentialConfigurations(badges: readonly Badge[], publicUrl: string): JsonObject {
  const entries = badges.flatMap((badge) => {
    const display = displayOf(badge, publicUrl);
    return walletFormats.map((format): readonly [string, JsonObject] => [
      walletConfigurationId({ slug: badge.slug, format }),
      {
        format,
        ...forms[format],
        cryptographic_binding_methods_supported: ['did:key', 'did:jwk', 'jwk'],
        proof_types_supported: {
          jwt: { proof_signing_alg_values_supported: [...holderProofAlgorithms] },
        },
        display,
        credential_metadata: { display },
      },
    ]);
  });
  return Object.fromEntries(entries);
}
