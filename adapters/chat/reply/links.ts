import type { Locale } from '../../../src/domain/localized-text.ts';
import type { PassportSkill } from '../../../src/domain/passport-skills.ts';
import type { PersonId } from '../../../src/domain/person.ts';

/** The public addresses that messages point to. */
export type Links = {
  readonly award: (awardId: string) => string;
  readonly badge: (slug: string) => string;
  readonly badges: string;
  /** One's own pages, for who signs in. */
  readonly me: string;
  /** The page on which a one-time link is used. */
  readonly signIn: (token: string) => string;
  /** The page on which an address that an owner put down is confirmed. */
  readonly recovery: (token: string) => string;
  /** The page on which that is stopped, or undone. */
  readonly stopRecovery: (token: string) => string;
  /** The same link inside the platform's own window, where there is such a thing. */
  readonly signInHere?: (token: string) => string;
  /** A PNG, since that is what the platforms show; the file id makes the address new for a new drawing. */
  readonly picture: (slug: string, fileId: string) => string;
  /** A PNG of somebody's skills, at an address that cannot be guessed; absent where none is drawn. */
  readonly skillsPicture?: (personId: PersonId, locale: Locale, skills: readonly PassportSkill[]) => string;
};

export function linksOf(publicUrl: string): Links {
  return {
    award: (awardId) => `${publicUrl}/awards/${awardId}`,
    badge: (slug) => `${publicUrl}/badges/${slug}`,
    badges: `${publicUrl}/badges`,
    me: `${publicUrl}/me`,
    signIn: (token) => `${publicUrl}/sign-in/${token}`,
    recovery: (token) => `${publicUrl}/recover/${token}`,
    stopRecovery: (token) => `${publicUrl}/recover/stop/${token}`,
    picture: (slug, fileId) => `${publicUrl}/badges/${slug}/picture.png?v=${fileId.slice(0, 12)}`,
  };
}

/**
 * LinkedIn's form for adding a certification to one's profile, filled in. Months count from 1; expiry is left
 * out when there is none.
 */
export function linkedInUrl(award: {
  readonly title: string;
  readonly issuer: string;
  readonly awardedAt: Date;
  readonly validUntil?: Date;
  readonly url: string;
  readonly id: string;
}): string {
  const url = new URL('https://www.linkedin.com/profile/add');
  const set = (name: string, value: string | number) => url.searchParams.set(name, String(value));
  set('startTask', 'CERTIFICATION_NAME');
  set('name', award.title);
  set('organizationName', award.issuer);
  set('issueYear', award.awardedAt.getUTCFullYear());
  set('issueMonth', award.awardedAt.getUTCMonth() + 1);
  if (award.validUntil !== undefined) {
    set('expirationYear', award.validUntil.getUTCFullYear());
    set('expirationMonth', award.validUntil.getUTCMonth() + 1);
  }
  set('certUrl', award.url);
  set('certId', award.id);
  return url.href;
}
