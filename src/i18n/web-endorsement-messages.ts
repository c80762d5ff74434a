import { plural, wholeNumber, type MessageLocale, type MessageSet } from './format.ts';

/** What pages say of who stands behind a badge or an award. */
const nl = {
  title: { badge: 'Wie achter deze badge staat', award: 'Wie hierachter staat' },
  supporters: (count: number) =>
    `De voordracht werd gesteund door ${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'collega', 'collega’s')}.`,
  signed: 'Ondertekende verklaring',
};

const en: typeof nl = {
  title: { badge: 'Who stands behind this badge', award: 'Who stands behind it' },
  supporters: (count) =>
    `The nomination was supported by ${wholeNumber(count, 'en')} ${plural(count, 'en', 'colleague', 'colleagues')}.`,
  signed: 'Signed statement',
};

const words: MessageSet<typeof nl> = { nl, en };

export function endorsementWords(locale: MessageLocale): typeof nl {
  return words[locale];
}
