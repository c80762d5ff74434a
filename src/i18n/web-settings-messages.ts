import { longDate, type MessageLocale, type MessageSet } from './format.ts';

/** A person's own settings, and what they may do with all that is kept of them. */
const nl = {
  title: 'Instellingen',
  saved: 'Bewaard.',
  general: 'Taal, tijd en overzicht',
  locale: 'Taal',
  locales: { nl: 'Nederlands', en: 'English' },
  timeZone: 'Tijdzone',
  digest: 'Je overzicht',
  digests: { weekly: 'Elke week', monthly: 'Elke maand', off: 'Niet' },
  digestHour: 'Hoe laat',
  hour: (hour: number) => `${hour}.00 uur`,
  digestBy: 'Waarheen',
  digestsBy: { chat: 'Slack of Teams, anders e-mail', mail: 'E-mail' },
  digestMailLater: 'E-mail kan zodra je hieronder een eigen adres hebt bevestigd.',
  digestMailOff: 'Deze omgeving verstuurt geen e-mail.',
  digestIs: {
    comes: {
      chat: (at: Date, timeZone: string, hour: number) =>
        `Je overzicht komt in Slack of Teams, de volgende keer op ${longDate(at, 'nl', timeZone)} om ${hour}.00 uur, als er iets te vertellen is.`,
      mail: (at: Date, timeZone: string, hour: number) =>
        `Je overzicht komt per e-mail, de volgende keer op ${longDate(at, 'nl', timeZone)} om ${hour}.00 uur, als er iets te vertellen is.`,
    },
    mailInstead: (since: Date) =>
      `Je overzicht komt per e-mail, want Slack of Teams neemt sinds ${longDate(since, 'nl')} geen berichten van ons aan jou meer aan.`,
    off: 'Je krijgt geen overzicht.',
    offSince: {
      choice: (at: Date) => `Je krijgt geen overzicht; dat heb je op ${longDate(at, 'nl')} zo gekozen.`,
      link: (at: Date) =>
        `Je krijgt geen overzicht; je zette het op ${longDate(at, 'nl')} uit met de link in een mail.`,
    },
    stopped: (since: Date) =>
      `Je overzicht is op ${longDate(since, 'nl')} gestopt, want het kwam niet meer aan.`,
    why: {
      chat: 'Slack of Teams nam het niet meer aan, en er is geen bevestigd e-mailadres waar het heen kan.',
      mail: 'Je e-mailadres nam het niet meer aan.',
      both: 'Slack of Teams nam het niet meer aan, en je e-mailadres ook niet.',
    },
    nowhere:
      'Je overzicht kan nog nergens heen. Bevestig hieronder een e-mailadres, of schrijf de bot in Slack of Teams.',
    startAgain: 'Stuur het weer',
    tryAgain: 'Probeer het weer',
    tryChat: 'Probeer het weer in de chat',
  },
  save: 'Bewaar',

  addresses: 'E-mailadressen',
  addressesLead:
    'Met een eigen adres kom je ook nog bij je paspoort als je van school of werk gaat. Bevestig er een dat van jou blijft.',
  confirmed: 'bevestigd',
  platform: 'van je werkruimte',
  catalogue: 'nog niet bevestigd',
  noAddresses: 'Er is nog geen e-mailadres van je bekend.',
  newAddress: 'Nieuw e-mailadres',
  mailCode: 'Stuur een code',
  codeSent: (address: string) =>
    `Er is een code gestuurd naar ${address}. Typ hem hieronder; hij werkt een kwartier.`,
  code: 'Code uit de mail',
  confirm: 'Bevestig',
  linked: (address: string) => `${address} hoort nu bij jouw paspoort.`,
  removeAddress: (address: string) => `Haal ${address} weg`,
  mailOff: 'Deze omgeving verstuurt geen e-mail, dus een adres bevestigen kan hier niet.',

  accounts: 'Accounts',
  accountKinds: { slack: 'Slack', teams: 'Teams', lti: 'Leeromgeving', email: 'E-mail' },
  since: (date: Date) => `sinds ${longDate(date, 'nl')}`,
  gone: 'account bestaat daar niet meer',
  noAccounts: 'Er zijn geen accounts aan je paspoort gekoppeld.',

  sessions: 'Waar je bent ingelogd',
  here: 'hier',
  device: 'Onbekend apparaat',
  by: { chat: 'met de link van de bot', mail: 'per e-mail', course: 'uit een cursus' },
  seen: (date: Date) => `laatst gezien op ${longDate(date, 'nl')}`,
  end: 'Log daar uit',
  endAll: 'Log overal uit',

  takeOut: 'Meenemen',
  takeOutLead: 'Alles van jou, om te bewaren of ergens anders te gebruiken.',
  files: {
    pdf: 'Paspoort als PDF, om af te drukken',
    csv: 'Paspoort als tabel (CSV)',
    clr: 'Alle badges in één ondertekend bestand (CLR 2.0)',
    zip: 'Alle badges als plaatjes, met het bewijs erin (zip)',
    json: 'Alles wat we van je bewaren (JSON)',
  },

  erase: 'Alles laten wissen',
  eraseLead: 'Dan bewaren we niets meer waaraan jij te herkennen bent. Dit kan niet ongedaan worden gemaakt.',
  eraseOpen: 'Ik wil alles laten wissen',
  eraseTitle: 'Alles laten wissen?',
  eraseWhat: [
    'Je naam, adressen en accounts, je ervaringen, je badges van elders en je deellinks verdwijnen.',
    'Van je badges blijft over dat ze bestonden en of ze golden, zonder iets waaraan jij te herkennen bent.',
    'Bewijs bij je badges verdwijnt, ook wat anderen erbij schreven. Wat jij voor anderen deed blijft, zonder je naam.',
    'Neem eerst mee wat je wilt houden: daarna is het er niet meer.',
  ],
  eraseSure: (word: string) => `Typ ${word} om te laten zien dat je het zeker weet`,
  eraseWord: 'WISSEN',
  eraseDo: 'Wis alles',
  eraseNot: 'Toch niet',
  eraseWrong: (word: string) => `Er is niets gewist. Typ ${word} als je het zeker weet.`,
  erasedTitle: 'Alles is gewist',
  erasedText: 'We bewaren niets meer waaraan jij te herkennen bent. Het ga je goed.',

  faults: {
    'not-an-identity': 'Dat is geen e-mailadres.',
    'wrong-code': 'Die code klopt niet, of is verlopen.',
    'identity-taken': 'Dat adres hoort al bij iemand anders.',
    'last-identity': 'Dit is je laatste manier om in te loggen. Bevestig eerst een ander adres.',
    'not-a-time-zone': 'Die tijdzone kennen we niet.',
    'not-an-hour': 'Kies een heel uur.',
    'no-own-address': 'Bevestig eerst een e-mailadres dat van jou is; dan kan je overzicht daarheen.',
    other: 'Dat is niet gelukt.',
  },
};

const en: typeof nl = {
  title: 'Settings',
  saved: 'Saved.',
  general: 'Language, time and digest',
  locale: 'Language',
  locales: { nl: 'Nederlands', en: 'English' },
  timeZone: 'Time zone',
  digest: 'Your digest',
  digests: { weekly: 'Every week', monthly: 'Every month', off: 'Not' },
  digestHour: 'At what time',
  hour: (hour) => `${hour}:00`,
  digestBy: 'Where to',
  digestsBy: { chat: 'Slack or Teams, else e-mail', mail: 'E-mail' },
  digestMailLater: 'E-mail is possible once you confirmed an address of your own below.',
  digestMailOff: 'This deployment sends no e-mail.',
  digestIs: {
    comes: {
      chat: (at, timeZone, hour) =>
        `Your digest comes in Slack or Teams, next on ${longDate(at, 'en', timeZone)} at ${hour}:00, if there is something to tell.`,
      mail: (at, timeZone, hour) =>
        `Your digest comes by e-mail, next on ${longDate(at, 'en', timeZone)} at ${hour}:00, if there is something to tell.`,
    },
    mailInstead: (since) =>
      `Your digest comes by e-mail, since Slack or Teams has taken no messages of ours to you since ${longDate(since, 'en')}.`,
    off: 'You get no digest.',
    offSince: {
      choice: (at) => `You get no digest; you chose that on ${longDate(at, 'en')}.`,
      link: (at) => `You get no digest; you turned it off on ${longDate(at, 'en')} by the link in a mail.`,
    },
    stopped: (since) => `Your digest stopped on ${longDate(since, 'en')}, since it no longer arrived.`,
    why: {
      chat: 'Slack or Teams took it no longer, and there is no confirmed e-mail address that it can go to.',
      mail: 'Your e-mail address took it no longer.',
      both: 'Slack or Teams took it no longer, and your e-mail address did not either.',
    },
    nowhere:
      'There is nowhere yet that your digest can go. Confirm an e-mail address below, or write to the bot in Slack or Teams.',
    startAgain: 'Send it again',
    tryAgain: 'Try again',
    tryChat: 'Try the chat again',
  },
  save: 'Save',

  addresses: 'E-mail addresses',
  addressesLead:
    'With an address of your own you still reach your passport when you leave school or work. Confirm one that stays yours.',
  confirmed: 'confirmed',
  platform: 'from your workspace',
  catalogue: 'not confirmed yet',
  noAddresses: 'No e-mail address of yours is known yet.',
  newAddress: 'New e-mail address',
  mailCode: 'Send a code',
  codeSent: (address) => `A code was sent to ${address}. Type it below; it works for a quarter of an hour.`,
  code: 'Code from the mail',
  confirm: 'Confirm',
  linked: (address) => `${address} belongs to your passport now.`,
  removeAddress: (address) => `Take ${address} away`,
  mailOff: 'This deployment sends no e-mail, so no address can be confirmed here.',

  accounts: 'Accounts',
  accountKinds: { slack: 'Slack', teams: 'Teams', lti: 'Learning platform', email: 'E-mail' },
  since: (date) => `since ${longDate(date, 'en')}`,
  gone: 'the account is no longer there',
  noAccounts: 'No accounts are linked to your passport.',

  sessions: 'Where you are signed in',
  here: 'here',
  device: 'Unknown device',
  by: { chat: 'with the bot’s link', mail: 'by e-mail', course: 'from a course' },
  seen: (date) => `last seen on ${longDate(date, 'en')}`,
  end: 'Sign out there',
  endAll: 'Sign out everywhere',

  takeOut: 'Take along',
  takeOutLead: 'All that is yours, to keep or to use elsewhere.',
  files: {
    pdf: 'Passport as PDF, to print',
    csv: 'Passport as a table (CSV)',
    clr: 'All badges in one signed file (CLR 2.0)',
    zip: 'All badges as pictures, with the proof inside (zip)',
    json: 'Everything that we keep of you (JSON)',
  },

  erase: 'Have everything erased',
  eraseLead: 'Then we keep nothing any more by which you could be recognised. This can’t be undone.',
  eraseOpen: 'I want everything erased',
  eraseTitle: 'Have everything erased?',
  eraseWhat: [
    'Your name, addresses and accounts, your experiences, your badges from elsewhere and your share links go.',
    'Of your badges stays that they existed and whether they were valid, without anything by which you could be recognised.',
    'Evidence with your badges goes, also what others wrote there. What you did for others stays, without your name.',
    'Take along first what you want to keep: afterwards it is not there any more.',
  ],
  eraseSure: (word) => `Type ${word} to show that you are sure`,
  eraseWord: 'ERASE',
  eraseDo: 'Erase everything',
  eraseNot: 'Rather not',
  eraseWrong: (word) => `Nothing was erased. Type ${word} if you are sure.`,
  erasedTitle: 'Everything is erased',
  erasedText: 'We keep nothing any more by which you could be recognised. Farewell.',

  faults: {
    'not-an-identity': 'That is not an e-mail address.',
    'wrong-code': 'That code is not right, or has expired.',
    'identity-taken': 'That address is somebody else’s already.',
    'last-identity': 'This is your last way to sign in. Confirm another address first.',
    'not-a-time-zone': 'We do not know that time zone.',
    'not-an-hour': 'Choose a whole hour.',
    'no-own-address': 'Confirm an e-mail address of your own first; then your digest can go there.',
    other: 'That did not work.',
  },
};

export type SettingsWords = typeof nl;
const messages: MessageSet<SettingsWords> = { nl, en };

export function personSettingsWords(locale: MessageLocale): SettingsWords {
  return messages[locale];
}
