import type { MessageLocale, MessageSet } from './format.ts';

/** Ticking entries of a passport. */
const nl = {
  all: 'Kruis alles aan',
  none: 'Kruis niets aan',
};

const en: typeof nl = {
  all: 'Tick all',
  none: 'Tick none',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function entryChooserWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
