import type { BadgeSnapshot } from '../../domain/badge.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { JsonObject } from '../../ports/credential-signer.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import { webAddress } from '../web-address.ts';

type DescribedBadge = Pick<
  BadgeSnapshot,
  'slug' | 'title' | 'description' | 'skills' | 'level' | 'validFor' | 'language'
>;

/** A badge as search engines read it (schema.org EducationalOccupationalCredential). */
export function badgeStructuredData(
  badge: DescribedBadge,
  issuer: { readonly slug: string; readonly name: string },
  locale: Locale,
  publicUrl: string,
): JsonObject {
  const url = `${publicUrl}/badges/${badge.slug}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': url,
    url,
    name: inLocale(badge.title, locale),
    description: inLocale(badge.description, locale),
    image: `${publicUrl}/badges/${badge.slug}/picture.png`,
    inLanguage: locale,
    credentialCategory: 'Open Badge',
    recognizedBy: { '@type': 'Organization', name: issuer.name, url: `${publicUrl}/issuers/${issuer.slug}` },
    ...(badge.level === undefined ? {} : { educationalLevel: badge.level }),
    ...(badge.validFor === undefined ? {} : { validFor: badge.validFor }),
    ...(badge.skills.length === 0
      ? {}
      : {
          competencyRequired: badge.skills.map((skill) => ({
            '@type': 'DefinedTerm',
            name: inLocale(skill.name, locale),
            ...(skill.code === undefined ? {} : { termCode: skill.code }),
            ...(webAddress(skill.url) === undefined ? {} : { url: skill.url }),
          })),
        }),
  };
}

/** A published award: the credential of a named person. Undefined for one that does not count, or tells no name. */
export function awardStructuredData(
  award: ShownAward,
  locale: Locale,
  publicUrl: string,
): JsonObject | undefined {
  if (!award.published || award.standing !== 'valid' || award.holderName === undefined) return undefined;
  const { badge, awardedAt, validUntil } = award;
  const issuer = { slug: badge.issuerSlug, name: inLocale(badge.issuerName, locale) };
  const url = `${publicUrl}/awards/${award.id}`;
  const { '@context': context, ...about } = badgeStructuredData(badge, issuer, locale, publicUrl);
  return {
    '@context': context ?? 'https://schema.org',
    '@type': 'Person',
    name: award.holderName,
    hasCredential: {
      ...about,
      '@id': url,
      url,
      identifier: award.id,
      isBasedOn: `${publicUrl}/badges/${badge.slug}`,
      datePublished: awardedAt.toISOString(),
      ...(validUntil === undefined ? {} : { expires: validUntil.toISOString() }),
    },
  };
}
