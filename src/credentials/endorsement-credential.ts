import type { EndorsementInput, JsonObject } from '../ports/credential-signer.ts';
import { assertPublicUrl, awardUrl, badgeUrl, dateTime, endorsementUrl } from './addresses.ts';
import { credentialsContextUrl, openBadgesContextUrl } from './document-loader.ts';
import { issuerProfile } from './issuer-profile.ts';
import { signedText } from './signed-text.ts';

/** An OB 3.0 EndorsementCredential (§B.1.10) of a badge or an award, unsigned. */
export function endorsementCredential(input: EndorsementInput): JsonObject {
  const { publicUrl, subject } = input;
  assertPublicUrl(publicUrl);
  const comment = signedText(input.comment);
  const endorsed =
    subject.kind === 'badge' ? badgeUrl(publicUrl, subject.slug) : awardUrl(publicUrl, subject.id);
  return {
    '@context': [credentialsContextUrl, openBadgesContextUrl],
    id: endorsementUrl(publicUrl, input.id),
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `Endorsement of ${endorsed}`,
    issuer: issuerProfile(input.issuer, publicUrl, 'nl'),
    validFrom: dateTime(input.endorsedAt),
    credentialSubject: {
      id: endorsed,
      type: ['EndorsementSubject'],
      ...(comment === '' ? {} : { endorsementComment: comment }),
    },
  };
}
