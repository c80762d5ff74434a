import { listed, plural, wholeNumber, type MessageLocale, type MessageSet } from './format.ts';

/** Taking a badge from elsewhere into the passport. */
const nl = {
  title: 'Badge van elders toevoegen',
  lead: 'Een badge die je ergens anders kreeg: als bestand (PNG, SVG, JSON of JWT), als tekst, of het adres waar hij staat. We kijken hem na, en hij komt erbij als hij van jou is.',
  addresses: (addresses: readonly string[]) =>
    `Of hij van jou is, zien we aan je bevestigde e-mailadres: ${listed(addresses, 'nl')}.`,
  noAddress: 'Je hebt nog geen bevestigd e-mailadres, en de meeste badges staan op naam van een e-mailadres.',
  confirmFirst: 'Bevestig eerst het adres waarop je hem kreeg',
  file: 'Bestand',
  text: 'Of plak hier de badge of zijn adres',
  send: 'Kijk na en voeg toe',
  nothingGiven: 'Kies een bestand of plak een tekst.',
  damaged: 'Het bestand kwam niet goed over. Probeer het opnieuw.',
  tooLarge: 'Het bestand is te groot; tien megabyte is het meeste.',
  busy: 'Er worden nu veel badges nagekeken. Probeer het zo nog eens.',
  refused: 'Deze badge is niet toegevoegd',
  refusals: {
    'badge-not-right': 'Er klopt iets niet; hieronder staat wat.',
    'address-unconfirmed': 'Deze badge staat op naam van een e-mailadres dat jij niet hebt bevestigd.',
    'awarded-here': 'Deze badge is hier aan jou toegekend en staat al in je paspoort.',
    'too-many-imported': 'Er staan al zo veel badges van elders in je paspoort dat er geen meer bij kan.',
    other: 'Dat kan nu niet.',
  },
  checks: 'Wat we nakeken',
  checkedAt: (date: string) => `Nagekeken op ${date}`,
  verdicts: {
    valid: 'Alles klopt, en hij is van jou.',
    unverifiable: 'Er is niets fout aan, maar niet alles was na te kijken. Zo staat het er ook bij.',
    expired: 'Deze badge is verlopen.',
  },
  known: 'Deze stond er al; hij is opnieuw nagekeken.',
  added: (count: number) =>
    `${wholeNumber(count, 'nl')} ${plural(count, 'nl', 'badge', 'badges')} toegevoegd.`,
  skipped: (names: readonly string[]) => `Niet toegevoegd: ${listed(names, 'nl')}.`,
  back: 'Naar mijn paspoort',
  another: 'Nog een toevoegen',
  original: 'Waar hij vandaan komt',
  removeText:
    'De badge gaat uit je paspoort, en wij bewaren er niets van. Waar je hem kreeg, blijft hij bestaan.',
};

const en: typeof nl = {
  title: 'Add a badge from elsewhere',
  lead: 'A badge that you got somewhere else: as a file (PNG, SVG, JSON or JWT), as text, or the address where it is. We check it, and it is added if it is yours.',
  addresses: (addresses) =>
    `Whether it is yours we see by your confirmed e-mail address: ${listed(addresses, 'en')}.`,
  noAddress:
    'You have no confirmed e-mail address yet, and most badges are in the name of an e-mail address.',
  confirmFirst: 'First confirm the address at which you got it',
  file: 'File',
  text: 'Or paste the badge or its address here',
  send: 'Check and add',
  nothingGiven: 'Choose a file or paste a text.',
  damaged: 'The file did not come across well. Try again.',
  tooLarge: 'The file is too large; ten megabytes is the most.',
  busy: 'Many badges are being checked now. Try again in a moment.',
  refused: 'This badge was not added',
  refusals: {
    'badge-not-right': 'Something is not right; below is what.',
    'address-unconfirmed': 'This badge is in the name of an e-mail address that you have not confirmed.',
    'awarded-here': 'This badge was awarded to you here and is in your passport already.',
    'too-many-imported':
      'There are so many badges from elsewhere in your passport that no more can be added.',
    other: 'That is not possible now.',
  },
  checks: 'What we checked',
  checkedAt: (date) => `Checked on ${date}`,
  verdicts: {
    valid: 'All is right, and it is yours.',
    unverifiable: 'Nothing is wrong, but not everything could be checked. It will say so.',
    expired: 'This badge has expired.',
  },
  known: 'This one was there already; it was checked anew.',
  added: (count) => `${wholeNumber(count, 'en')} ${plural(count, 'en', 'badge', 'badges')} added.`,
  skipped: (names) => `Not added: ${listed(names, 'en')}.`,
  back: 'To my passport',
  another: 'Add another',
  original: 'Where it comes from',
  removeText:
    'The badge leaves your passport, and we keep nothing of it. Where you got it, it goes on existing.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function importWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
