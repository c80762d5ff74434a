import type { MessageLocale, MessageSet } from './format.ts';

/** A person's own pages. */
const nl = {
  navigation: 'Mijn pagina’s',
  sections: { passport: 'Paspoort' },
  passportTitle: 'Mijn skillspaspoort',
  empty: 'Er staat nog niets in je paspoort. De eerste badge komt hier vanzelf te staan.',
};

const en: typeof nl = {
  navigation: 'My pages',
  sections: { passport: 'Passport' },
  passportTitle: 'My skills passport',
  empty: 'There is nothing in your passport yet. The first badge will appear here by itself.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function meWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
