import { plural, wholeNumber, type MessageLocale, type MessageSet } from './format.ts';

/** The words in the picture of somebody's skills. */
const nl = {
  title: 'Vaardigheden door de tijd',
  kinds: { awarded: 'toegekend', imported: 'van elders', declared: 'zelf opgegeven' },
  more: (count: number) =>
    `en nog ${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'vaardigheid', 'vaardigheden')}`,
  times: (count: number) => `${wholeNumber(count, 'nl')}×`,
};

const en: typeof nl = {
  title: 'Skills over time',
  kinds: { awarded: 'awarded', imported: 'from elsewhere', declared: 'self-declared' },
  more: (count) => `and ${wholeNumber(count, 'en')} more ${plural(count, 'en', 'skill', 'skills')}`,
  times: (count) => `${wholeNumber(count, 'en')}×`,
};

const messages: MessageSet<typeof nl> = { nl, en };

export function skillsPictureWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
