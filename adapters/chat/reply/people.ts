import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { BadgeCard, PersonName } from '../../../src/domain/outbox-message.ts';
import type { Links } from './links.ts';
import type { Inline, Picture, RichText } from './reply.ts';

export function badgePicture(badge: BadgeCard, locale: Locale, links: Links): Picture {
  return {
    url: links.picture(badge.slug, badge.picture),
    alt: inLocale(badge.pictureAlt ?? badge.title, locale),
  };
}

/** People in running text: `@Sam, @Noor en @Ali`. */
export function people(names: readonly PersonName[], locale: Locale): RichText {
  const and = locale === 'nl' ? ' en ' : ' and ';
  return names.flatMap((person, at): Inline[] => {
    const between = at === 0 ? [] : [at === names.length - 1 ? and : ', '];
    return [...between, { person }];
  });
}

/** A message with a person where it wants their name, so that the platform can mention them. */
export function withPerson(words: (name: string) => string, person: PersonName): RichText {
  const [before, after] = words('\u0000').split('\u0000');
  return [before ?? '', ...(after === undefined ? [] : [{ person }, after])];
}
