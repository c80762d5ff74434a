import type { Issuer } from '../domain/issuer.ts';
import { inLocale, type Locale, type LocalizedText } from '../domain/localized-text.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { imageOf } from './achievement.ts';
import { issuerDid, issuerUrl } from './addresses.ts';
import { signedText } from './signed-text.ts';

/** The issuer as OB 3.0 Profile, under the name that it had when the badge was given. */
export function issuerProfile(
  issuer: Issuer,
  publicUrl: string,
  locale: Locale,
  name: LocalizedText = issuer.name,
): JsonObject {
  const page = issuerUrl(publicUrl, issuer.slug);
  const description = signedText(inLocale(issuer.description, locale));
  return {
    id: issuerDid(publicUrl, issuer.slug),
    type: ['Profile'],
    name: signedText(inLocale(name, locale)),
    url: issuer.url ?? page,
    ...(description === '' ? {} : { description }),
    ...(issuer.email === undefined ? {} : { email: issuer.email }),
    ...(issuer.image === undefined
      ? {}
      : { image: imageOf(`${page}/picture.png`, issuer.image.alt, locale) }),
  };
}
