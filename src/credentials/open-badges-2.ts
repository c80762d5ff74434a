import type { Award } from '../domain/award.ts';
import type { BadgeSnapshot } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import { inLocale } from '../domain/localized-text.ts';
import type { AwardCredentialInput, JsonObject } from '../ports/credential-signer.ts';
import { achievementOf, mainLocale } from './achievement.ts';
import { assertPublicUrl, awardUrl, badgeUrl, dateTime, issuerDid, issuerUrl } from './addresses.ts';
import { awardCredential } from './award-credential.ts';
import { CredentialError } from './credential-error.ts';
import { hashAddress, hashIdentity } from './recipient-hash.ts';
import { signedText } from './signed-text.ts';

const context = 'https://w3id.org/openbadges/v2';

/** All hosted documents live on one origin, as hosted verification asks (OB 2.0 "Hosted Verification"). */
function address(publicUrl: string, kind: 'assertions' | 'badges' | 'issuers', id: string): string {
  return `${publicUrl}/ob2/${kind}/${id}`;
}

/** Leads from the 2.0 document to the 3.0 one. */
function related(id: string): readonly JsonObject[] {
  return [{ type: ['Related'], id, version: 'Open Badges v3p0' }];
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The award as hosted Assertion (OB 2.0 "Assertion"). The recipient is the hashed address, or where none is known the
 * hashed URN of the person (type `url`). Criteria are the badge's alone. Throws CredentialError
 * `award-erased`, `key-mismatch` or `public-url-unfit`.
 */
export function hostedAssertion(input: AwardCredentialInput): JsonObject {
  const { award, publicUrl } = input;
  const credential = awardCredential(input);
  const { personId, recipientSalt: salt } = award;
  if (personId === undefined) throw new CredentialError('award-erased', { award: award.id });
  const id = address(publicUrl, 'assertions', award.id);
  const evidence = credential['evidence'];
  const pieces = (Array.isArray(evidence) ? evidence : [])
    .filter(isObject)
    .map((piece) => ({ ...piece, type: 'Evidence' }));
  return {
    '@context': context,
    type: 'Assertion',
    id,
    recipient: {
      type: input.recipientAddress === undefined ? 'url' : 'email',
      hashed: true,
      salt,
      identity:
        input.recipientAddress === undefined
          ? hashIdentity(`urn:uuid:${personId}`, salt)
          : hashAddress(input.recipientAddress, salt),
    },
    badge: address(publicUrl, 'badges', award.badge.slug),
    verification: { type: 'HostedBadge' },
    issuedOn: dateTime(award.awardedAt),
    ...(award.validUntil === undefined ? {} : { expires: dateTime(award.validUntil) }),
    image: `${id}.png`,
    ...(pieces.length === 0 ? {} : { evidence: pieces }),
    related: related(awardUrl(publicUrl, award.id)),
  };
}

/** What takes the place of a revoked assertion (OB 2.0 "Hosted Verification", 410 Gone). */
export function revokedAssertion(award: Pick<Award, 'id' | 'statusReason'>, publicUrl: string): JsonObject {
  const reason = signedText(award.statusReason ?? '');
  return {
    '@context': context,
    type: 'Assertion',
    id: address(publicUrl, 'assertions', award.id),
    revoked: true,
    ...(reason === '' ? {} : { revocationReason: reason }),
  };
}

/** The badge as BadgeClass (OB 2.0 "BadgeClass"), in its main language. */
export function hostedBadge(badge: BadgeSnapshot, publicUrl: string): JsonObject {
  assertPublicUrl(publicUrl);
  const { name, description, criteria, image, tag, version, alignment } = achievementOf(badge, publicUrl);
  const alignments = (Array.isArray(alignment) ? alignment : [])
    .filter(isObject)
    .map((target) => without(target, ['type', 'targetType']));
  return {
    '@context': context,
    type: 'BadgeClass',
    id: address(publicUrl, 'badges', badge.slug),
    '@language': mainLocale(badge),
    version: version ?? '',
    name: name ?? '',
    description: description ?? '',
    image: isObject(image) ? (image['id'] ?? '') : '',
    criteria: criteria ?? {},
    issuer: address(publicUrl, 'issuers', badge.issuerSlug),
    ...(alignments.length === 0 ? {} : { alignment: alignments }),
    ...(tag === undefined ? {} : { tags: tag }),
    related: related(badgeUrl(publicUrl, badge.slug)),
  };
}

/** The issuer as Profile (OB 2.0 "Profile"), with the origin to which its assertions are bound. */
export function hostedIssuer(issuer: Issuer, publicUrl: string): JsonObject {
  assertPublicUrl(publicUrl);
  const page = issuerUrl(publicUrl, issuer.slug);
  const description = signedText(inLocale(issuer.description, 'nl'));
  return {
    '@context': context,
    type: 'Issuer',
    id: address(publicUrl, 'issuers', issuer.slug),
    name: signedText(inLocale(issuer.name, 'nl')),
    url: issuer.url ?? page,
    ...(issuer.email === undefined ? {} : { email: issuer.email }),
    ...(description === '' ? {} : { description }),
    ...(issuer.image === undefined ? {} : { image: `${page}/picture.png` }),
    verification: {
      type: 'VerificationObject',
      allowedOrigins: [new URL(publicUrl).host],
      startsWith: [`${publicUrl}/ob2/assertions/`],
    },
    related: related(issuerDid(publicUrl, issuer.slug)),
  };
}
