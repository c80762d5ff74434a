import type { MessageLocale, MessageSet } from './format.ts';

/** What a learner takes out of the passport as files. */
const nl = {
  recordName: (name: string | undefined) =>
    name === undefined ? 'Skillspaspoort' : `Skillspaspoort van ${name}`,
  recordFile: 'skillspaspoort',
  badgesFile: 'badges',
};

const en: typeof nl = {
  recordName: (name) => (name === undefined ? 'Skills passport' : `Skills passport of ${name}`),
  recordFile: 'skills-passport',
  badgesFile: 'badges',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function takeOutWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
