import type { JsonObject, PassportCredentialInput } from '../ports/credential-signer.ts';
import { assertPublicUrl, badgeUrl, dateTime } from './addresses.ts';
import { recipientOf } from './award-credential.ts';
import { clrContextUrl } from './clr-context.ts';
import { credentialsContextUrl, openBadgesContextUrl, openBadgesExtensionsUrl } from './document-loader.ts';
import { issuerProfile } from './issuer-profile.ts';
import { signedText } from './signed-text.ts';

function achievementId(credential: JsonObject): string | undefined {
  const subject = credential['credentialSubject'];
  if (typeof subject !== 'object' || subject === null || !('achievement' in subject)) return undefined;
  const { achievement } = subject;
  if (typeof achievement !== 'object' || achievement === null || !('id' in achievement)) return undefined;
  return typeof achievement.id === 'string' ? achievement.id : undefined;
}

/**
 * A passport as CLR 2.0 ClrCredential (CLR 2.0 §B.1.5), unsigned: the signed badges as they are, and with
 * `association` which badge is part of which. It says nothing of what the learner merely declared.
 */
export function passportCredential(input: PassportCredentialInput): JsonObject {
  const { publicUrl } = input;
  assertPublicUrl(publicUrl);
  const present = new Set(input.credentials.map(achievementId));
  const associations = (input.parts ?? [])
    .map(({ part, whole }) => ({ source: badgeUrl(publicUrl, part), target: badgeUrl(publicUrl, whole) }))
    .filter(({ source, target }) => present.has(source) && present.has(target))
    .map(({ source, target }) => ({
      type: 'Association',
      associationType: 'isPartOf',
      sourceId: source,
      targetId: target,
    }));
  const subject = recipientOf({
    personId: input.personId,
    address: input.recipientAddress,
    salt: input.recipientSalt,
    name: input.recipientName,
  });
  return {
    '@context': [credentialsContextUrl, clrContextUrl, openBadgesContextUrl, openBadgesExtensionsUrl],
    id: input.url,
    type: ['VerifiableCredential', 'ClrCredential'],
    name: signedText(input.name),
    issuer: issuerProfile(input.issuer, publicUrl, 'nl'),
    validFrom: dateTime(input.now),
    credentialSubject: {
      ...subject,
      type: ['ClrSubject'],
      verifiableCredential: input.credentials,
      ...(associations.length === 0 ? {} : { association: associations }),
    },
  };
}
