import type { MessageLocale, MessageSet } from './format.ts';

/** What a learner takes out of the passport as files. */
const nl = {
  recordName: (name: string | undefined) =>
    name === undefined ? 'Skillspaspoort' : `Skillspaspoort van ${name}`,
  recordFile: 'skillspaspoort',
  badgesFile: 'badges',
  title: 'Neem je badges mee',
  zip: 'Alle badges als plaatje (zip)',
  zipHint: 'Elk plaatje heeft de badge in zich: een ander portfolio, of Nakijken hier, leest hem eruit.',
  record: 'Ondertekend overzicht (CLR 2.0)',
  recordHint: 'Eén bestand met je badges, elk met de handtekening van wie hem gaf.',
  recordJwt: 'hetzelfde als JWT',
  wallet: 'In mijn wallet',
  backpacks: 'Rugzakken die bij je paspoort mogen',
};

const en: typeof nl = {
  recordName: (name) => (name === undefined ? 'Skills passport' : `Skills passport of ${name}`),
  recordFile: 'skills-passport',
  badgesFile: 'badges',
  title: 'Take your badges along',
  zip: 'All badges as pictures (zip)',
  zipHint: 'Each picture has the badge inside: another portfolio, or Check here, reads it out of it.',
  record: 'Signed record (CLR 2.0)',
  recordHint: 'One file with your badges, each with the signature of who gave it.',
  recordJwt: 'the same as JWT',
  wallet: 'Into my wallet',
  backpacks: 'Backpacks that may reach your passport',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function takeOutWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
