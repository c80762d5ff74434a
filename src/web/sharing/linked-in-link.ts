import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';

/**
 * LinkedIn's form for a certification, filled in: what it is, of whom, since and until when, and where anybody can check
 * it. There is no expiry where the badge has none.
 */
export function linkedInLink(
  award: Pick<ShownAward, 'id' | 'badge' | 'awardedAt' | 'validUntil'>,
  locale: Locale,
  publicUrl: string,
): string {
  const { badge, awardedAt, validUntil } = award;
  const fields: Readonly<Record<string, string>> = {
    startTask: 'CERTIFICATION_NAME',
    name: inLocale(badge.title, locale),
    organizationName: inLocale(badge.issuerName, locale),
    ...monthOf('issue', awardedAt),
    ...(validUntil === undefined ? {} : monthOf('expiration', validUntil)),
    certUrl: `${publicUrl}/awards/${award.id}`,
    certId: award.id,
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://www.linkedin.com/profile/add?${query.join('&')}`;
}

/** Year and month where the community lives: on the first of January at midnight it is that year there. */
function monthOf(prefix: 'issue' | 'expiration', at: Date): Readonly<Record<string, string>> {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'numeric',
    timeZone: 'Europe/Amsterdam',
  }).formatToParts(at);
  const part = (type: 'year' | 'month') => parts.find((each) => each.type === type)?.value ?? '';
  return { [`${prefix}Year`]: part('year'), [`${prefix}Month`]: part('month') };
}
