import type { Award } from '../domain/award.ts';
import type { Evidence } from '../domain/evidence.ts';
import { inLocale } from '../domain/localized-text.ts';
import {
  statusListUrl,
  type AwardCredentialInput,
  type JsonObject,
  type StatusPurpose,
} from '../ports/credential-signer.ts';
import { imageOf, mainLocale } from './achievement.ts';
import { awardUrl, badgeUrl, dateTime } from './addresses.ts';
import { CredentialError } from './credential-error.ts';
import { credentialsContextUrl, openBadgesContextUrl } from './document-loader.ts';
import { commonParts, type CommonParts } from './kept-parts.ts';
import { hashAddress } from './recipient-hash.ts';
import { signedText } from './signed-text.ts';
import { parseUrl } from '../domain/parse-url.ts';

/**
 * A BitstringStatusListEntry (Bitstring Status List v1.0 §2.1). There are two, revocation first: a verifier
 * that knows only the first kind finds it, one that knows both sees a suspension too.
 */
function statusEntry(
  publicUrl: string,
  statusList: { readonly list: string; readonly index: number },
  purpose: StatusPurpose,
): JsonObject {
  const url = statusListUrl(publicUrl, statusList.list, purpose);
  return {
    id: `${url}#${statusList.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(statusList.index),
    statusListCredential: url,
  };
}

/** The address as browsers send it (spaces and other letters escaped); undefined when it is none of the web. */
function webAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? undefined : parseUrl(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined;
}

/** OB 3.0 Evidence: a link by its own address, all else by its place on the award's page. */
function evidenceOf(evidence: Evidence, award: string): readonly JsonObject[] {
  const genre = evidence.kind;
  const narrative = signedText(evidence.text ?? '');
  const own: JsonObject = {
    id: webAddress(evidence.url) ?? `${award}#evidence-${evidence.id}`,
    type: ['Evidence'],
    genre,
    ...(narrative === '' ? {} : { narrative }),
  };
  const files = evidence.files.map((file, at) => ({
    id: `${award}#evidence-${evidence.id}-${at + 1}`,
    type: ['Evidence'],
    genre: 'file',
    ...(signedText(file.name) === '' ? {} : { name: signedText(file.name) }),
  }));
  return narrative === '' && evidence.url === undefined && files.length > 0 ? files : [own, ...files];
}

/** OB 3.0 Evidence: a badge by which a milestone was earned, at the address of its own credential. */
function partOf(part: Pick<Award, 'id' | 'badge'>, publicUrl: string): JsonObject {
  const name = signedText(inLocale(part.badge.title, mainLocale(part.badge)));
  return {
    id: awardUrl(publicUrl, part.id),
    type: ['Evidence'],
    genre: 'OpenBadgeCredential',
    ...(name === '' ? {} : { name }),
  };
}

/** The recipient: a URN of the person, or the DID of the key that they hold; beside it the hashed address and the name where given. */
export function recipientOf(recipient: {
  readonly personId: string;
  readonly holder?: string | undefined;
  readonly address: string | undefined;
  readonly salt: string | undefined;
  readonly name: string | undefined;
}): JsonObject {
  const identifier: JsonObject[] = [];
  if (recipient.address !== undefined && recipient.salt !== undefined)
    identifier.push({
      type: 'IdentityObject',
      hashed: true,
      identityHash: hashAddress(recipient.address, recipient.salt),
      identityType: 'emailAddress',
      salt: recipient.salt,
    });
  if (recipient.name !== undefined && signedText(recipient.name) !== '')
    identifier.push({
      type: 'IdentityObject',
      hashed: false,
      identityHash: signedText(recipient.name),
      identityType: 'name',
    });
  return {
    id: recipient.holder ?? `urn:uuid:${recipient.personId}`,
    ...(identifier.length === 0 ? {} : { identifier }),
  };
}

/**
 * An award as OB 3.0 OpenBadgeCredential, unsigned. No nulls, no empty arrays; plural fields are arrays.
 * `parts` are given where they were made before. Throws CredentialError
 * `award-erased`, `key-mismatch` (an issuer that is not the award's) or `public-url-unfit`.
 */
export function awardCredential(input: AwardCredentialInput, parts?: CommonParts): JsonObject {
  const { award, issuer, publicUrl } = input;
  if (award.personId === undefined) throw new CredentialError('award-erased', { award: award.id });
  if (award.issuerId !== issuer.id) throw new CredentialError('key-mismatch', { issuer: issuer.id });
  const locale = mainLocale(award.badge);
  const id = awardUrl(publicUrl, award.id);
  const { achievement, issuer: profile } = parts ?? commonParts(input);
  const evidence = [
    ...(input.madeOf ?? []).map((part) => partOf(part, publicUrl)),
    ...input.evidence.flatMap((piece) => evidenceOf(piece, id)),
  ];
  const subject = recipientOf({
    personId: award.personId,
    holder: input.holder,
    address: input.recipientAddress,
    salt: award.recipientSalt,
    name: input.recipientName,
  });
  return {
    '@context': [credentialsContextUrl, openBadgesContextUrl],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement['name'] ?? '',
    description: achievement['description'] ?? '',
    image: imageOf(`${badgeUrl(publicUrl, award.badge.slug)}/picture.png`, award.badge.image.alt, locale),
    issuer: profile,
    validFrom: dateTime(award.awardedAt),
    awardedDate: dateTime(award.awardedAt),
    ...(award.validUntil === undefined ? {} : { validUntil: dateTime(award.validUntil) }),
    credentialSubject: { ...subject, type: ['AchievementSubject'], achievement },
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(input.endorsements === undefined || input.endorsements.length === 0
      ? {}
      : { endorsement: input.endorsements }),
    credentialStatus: [
      statusEntry(publicUrl, award.statusList, 'revocation'),
      statusEntry(publicUrl, award.statusList, 'suspension'),
    ],
  };
}
