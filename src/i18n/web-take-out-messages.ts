import { wholeNumber, type MessageLocale, type MessageSet } from './format.ts';

/** What a learner takes out of the passport as files. */
const nl = {
  recordName: (name: string | undefined) =>
    name === undefined ? 'Skillspaspoort' : `Skillspaspoort van ${name}`,
  recordFile: 'skillspaspoort',
  badgesFile: 'badges',
  title: 'Neem het mee',
  pdf: 'Alles als PDF, om af te drukken',
  choose: 'Kies zelf wat er meegaat',
  chooseTitle: 'Kies wat je meeneemt',
  chooseLead: 'Wat je hier aankruist, gaat in het bestand. In je paspoort verandert er niets.',
  chooseWhat: 'Wat gaat er mee?',
  chooseForm: 'Als wat?',
  nothing: 'Je paspoort is nog leeg; er is nog niets om mee te nemen.',
  forms: {
    pdf: 'PDF',
    csv: 'Tabel (CSV)',
    zip: 'Plaatjes (zip)',
    clr: 'Ondertekend overzicht (CLR 2.0)',
    jwt: 'Ondertekend overzicht als JWT',
  },
  formHints: {
    pdf: 'Om af te drukken of mee te sturen, met bij elke badge waar hij na te kijken is.',
    csv: 'Voor een spreadsheet.',
    zip: 'Alleen je badges van hier; elk plaatje heeft de badge in zich.',
    clr: 'Alleen je badges van hier, elk met de handtekening van wie hem gaf.',
    jwt: 'Hetzelfde, voor programma’s die daarom vragen.',
  },
  recordMost: (json: number, jwt: number) =>
    `In een ondertekend overzicht passen ${wholeNumber(json, 'nl')} badges, als JWT ${wholeNumber(jwt, 'nl')}. Kies je er meer, dan gaan de nieuwste mee.`,
  faults: {
    nothing: 'Kruis aan wat er mee moet.',
    noBadge: 'Kruis ten minste één badge aan die hier is toegekend; alleen die kunnen zo mee.',
  },
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
  title: 'Take it along',
  pdf: 'Everything as PDF, to print',
  choose: 'Choose yourself what goes along',
  chooseTitle: 'Choose what you take along',
  chooseLead: 'What you tick here goes into the file. Nothing changes in your passport.',
  chooseWhat: 'What goes along?',
  chooseForm: 'As what?',
  nothing: 'Your passport is empty; there is nothing to take along yet.',
  forms: {
    pdf: 'PDF',
    csv: 'Table (CSV)',
    zip: 'Pictures (zip)',
    clr: 'Signed record (CLR 2.0)',
    jwt: 'Signed record as JWT',
  },
  formHints: {
    pdf: 'To print or to send along, with where each badge can be checked.',
    csv: 'For a spreadsheet.',
    zip: 'Only your badges from here; each picture has the badge inside.',
    clr: 'Only your badges from here, each with the signature of who gave it.',
    jwt: 'The same, for programs that ask for that.',
  },
  recordMost: (json, jwt) =>
    `A signed record holds ${wholeNumber(json, 'en')} badges, as JWT ${wholeNumber(jwt, 'en')}. If you choose more, the newest go along.`,
  faults: {
    nothing: 'Tick what should go along.',
    noBadge: 'Tick at least one badge that was awarded here; only those can go along like this.',
  },
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
