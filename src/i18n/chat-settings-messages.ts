import { longDate, type MessageLocale, type MessageSet } from './format.ts';

/** What the bots say of a person's own things: experiences, digest, language, links, the start of it all. */
const nl = {
  menuTitle: 'Wat wil je doen?',
  menu: {
    award: 'Badge toekennen',
    nominate: 'Voordragen',
    review: 'Beoordelen',
    passport: 'Mijn paspoort',
    experience: 'Ervaring toevoegen',
    settings: 'Instellingen',
    help: 'Uitleg',
  },
  experienceAdded: (title: string) => `“${title}” staat nu in je paspoort, als zelf opgegeven.`,
  digestIs: {
    weekly: 'Je overzicht komt elke week.',
    monthly: 'Je overzicht komt elke maand.',
    off: 'Je krijgt geen overzicht.',
  },
  digestComes: {
    weekly: (hour: number) => `Je overzicht komt elke week, op maandag om ${hour}.00 uur.`,
    monthly: (hour: number) => `Je overzicht komt elke maand, op de eerste maandag om ${hour}.00 uur.`,
  },
  digestGoes: { chat: 'Het komt in de chat.', mail: 'Het komt per e-mail.' },
  digestOff: {
    choice: (at: Date) => `Je krijgt geen overzicht; dat heb je op ${longDate(at, 'nl')} zo gekozen.`,
    link: (at: Date) =>
      `Je krijgt geen overzicht; je zette het op ${longDate(at, 'nl')} uit met de link in een mail.`,
  },
  digestStopped: (since: Date, why: 'chat' | 'mail' | 'both') =>
    `Je overzicht is op ${longDate(since, 'nl')} gestopt, omdat het niet meer aankwam: ${
      {
        chat: 'de chat weigerde het, en er is geen bevestigd e-mailadres',
        mail: 'je e-mailadres weigerde het',
        both: 'de chat en je e-mailadres weigerden het',
      }[why]
    }. Kies opnieuw hoe vaak, dan probeer ik het weer.`,
  digestNowhere: 'Er is alleen nog niets waar het heen kan.',
  digestMore: 'Hoe laat en waar',
  digestByMail:
    'Het komt per mail, omdat de chat het weigerde. Kies opnieuw hoe vaak, dan probeer ik het weer hier.',
  digestChoose: 'Hoe vaak wil je je overzicht?',
  languageIs: { nl: 'Ik spreek Nederlands met je.', en: 'I speak English with you.' },
  languageChoose: 'Welke taal wil je?',
  settingsSaved: 'Bewaard.',
  settings: 'Instellingen',
  codeMailed: (address: string) =>
    `Ik stuurde een code naar ${address}. Typ hem binnen een kwartier: /badge koppel CODE`,
  courseCode: (code: string) =>
    `Je code is ${code}. Typ hem binnen een kwartier in je cursus, onder ‘Mijn paspoort’ bij ‘Mijn accounts’. Geef hem aan niemand anders.`,
  linked: (address: string) => `${address} hoort nu bij jouw paspoort.`,
  linkedMerged: (address: string) =>
    `${address} hoort nu bij jouw paspoort. Wat daar al onder stond, is erbij gekomen.`,
  webTitle:
    'Met deze knop ben je meteen ingelogd op je paspoort. Hij is van jou alleen, en werkt één keer, een kwartier lang.',
  webOpen: 'Open mijn paspoort',
  webOpenHere: 'Open in Teams',
  addressChanged: {
    added: (address: string) => `${address} hoort nu bij jouw skillspaspoort en kan ermee inloggen.`,
    removed: (address: string) => `${address} hoort niet meer bij jouw skillspaspoort.`,
  },
  addressNotYou:
    'Was jij dit niet? Log in, log overal uit bij je instellingen, haal weg wat niet van jou is, en meld het bij wie je badges uitgeeft.',
  recoveryTitle: 'Een nieuw adres voor je skillspaspoort',
  recoveryText:
    'Een eigenaar vulde dit adres voor je in. Bevestig het met de code die je van die eigenaar kreeg. De link werkt twee dagen.',
  recoveryButton: 'Bevestig dit adres',
  recoveryNotYou:
    'Weet je hier niets van? Dan hoef je niets te doen: zonder de code gebeurt er niets. Stuur deze mail aan niemand door.',
  recoveryTold: {
    asked: (address: string) =>
      `Een eigenaar wil ${address} aan jouw skillspaspoort koppelen. Wie dat adres en een code van die eigenaar heeft, kan er dan mee inloggen.`,
    done: (address: string) =>
      `${address} hoort nu bij jouw skillspaspoort en kan ermee inloggen. Een eigenaar vroeg dat voor je aan.`,
  },
  recoveryStop: 'Dit wil ik niet',
  recoveryStopHint:
    'Vroeg jij hierom? Dan hoef je niets te doen. Zo niet, houd het dan met de knop tegen; dat kan twee weken lang, ook achteraf.',
  recordDownloaded: ' is eigenaar en heeft alles gedownload wat hier van jou bewaard is.',
  recordDownloadedHint: 'Weet je niet waarom? Vraag het diegene, of wie je badges uitgeeft.',
  signInTitle: 'Inloggen op je paspoort',
  signInText: 'Met deze knop log je in. Hij werkt één keer, een kwartier lang.',
  signInButton: 'Log in',
  signInNotAsked: 'Vroeg je hier niet om? Dan hoef je niets te doen. Stuur deze mail aan niemand door.',
  homeAwaiting: 'Wacht op jou',
  homeRefreshed: 'Hier staat altijd de laatste stand.',
  mailCodeTitle: (code: string) => `Je code is ${code}`,
  mailCodeText: (code: string) =>
    `Typ hem over waar je erom vroeg; in de chat: /badge koppel ${code}. De code werkt een kwartier. Vroeg je er niet om? Dan hoef je niets te doen.`,
};

const en: typeof nl = {
  menuTitle: 'What would you like to do?',
  menu: {
    award: 'Award a badge',
    nominate: 'Nominate',
    review: 'Review',
    passport: 'My passport',
    experience: 'Add an experience',
    settings: 'Settings',
    help: 'Help',
  },
  experienceAdded: (title) => `“${title}” is in your passport now, as declared by yourself.`,
  digestIs: {
    weekly: 'Your digest comes every week.',
    monthly: 'Your digest comes every month.',
    off: 'You get no digest.',
  },
  digestComes: {
    weekly: (hour) => `Your digest comes every week, on Monday at ${hour}:00.`,
    monthly: (hour) => `Your digest comes every month, on the first Monday at ${hour}:00.`,
  },
  digestGoes: { chat: 'It comes in the chat.', mail: 'It comes by e-mail.' },
  digestOff: {
    choice: (at) => `You get no digest; you chose that on ${longDate(at, 'en')}.`,
    link: (at) => `You get no digest; you turned it off on ${longDate(at, 'en')} by the link in a mail.`,
  },
  digestStopped: (since, why) =>
    `Your digest stopped on ${longDate(since, 'en')}, since it arrived no longer: ${
      {
        chat: 'the chat refused it, and there is no confirmed e-mail address',
        mail: 'your e-mail address refused it',
        both: 'the chat and your e-mail address refused it',
      }[why]
    }. Choose again how often, and I will try anew.`,
  digestNowhere: 'Only there is nowhere yet that it can go.',
  digestMore: 'At what time and where',
  digestByMail:
    'It comes by mail, since the chat refused it. Choose again how often, and I will try here anew.',
  digestChoose: 'How often would you like your digest?',
  languageIs: { nl: 'Ik spreek Nederlands met je.', en: 'I speak English with you.' },
  languageChoose: 'Which language would you like?',
  settingsSaved: 'Saved.',
  settings: 'Settings',
  codeMailed: (address) =>
    `I mailed a code to ${address}. Type it within a quarter of an hour: /badge link CODE`,
  courseCode: (code) =>
    `Your code is ${code}. Type it within a quarter of an hour in your course, under ‘My passport’ at ‘My accounts’. Give it to nobody else.`,
  linked: (address) => `${address} belongs to your passport now.`,
  linkedMerged: (address) => `${address} belongs to your passport now. What was under it has been added.`,
  webTitle:
    'This button signs you in to your passport at once. It is yours alone, and works once, for a quarter of an hour.',
  webOpen: 'Open my passport',
  webOpenHere: 'Open in Teams',
  addressChanged: {
    added: (address) => `${address} belongs to your skills passport now and can sign in to it.`,
    removed: (address) => `${address} does not belong to your skills passport any more.`,
  },
  addressNotYou:
    'Was this not you? Sign in, sign out everywhere in your settings, take away what is not yours, and tell those who issue your badges.',
  recoveryTitle: 'A new address for your skills passport',
  recoveryText:
    'An owner filled in this address for you. Confirm it with the code that you got from that owner. The link works for two days.',
  recoveryButton: 'Confirm this address',
  recoveryNotYou:
    'Do you know nothing of this? Then there is nothing to do: without the code nothing happens. Do not pass this mail on to anybody.',
  recoveryTold: {
    asked: (address) =>
      `An owner wants to link ${address} to your skills passport. Whoever has that address and a code from that owner can then sign in to it.`,
    done: (address) =>
      `${address} belongs to your skills passport now and can sign in to it. An owner asked for that on your behalf.`,
  },
  recoveryStop: 'I do not want this',
  recoveryStopHint:
    'Did you ask for this? Then there is nothing to do. If not, stop it with the button; you can for two weeks, also afterwards.',
  recordDownloaded: ' is an owner and has downloaded everything that is kept of you here.',
  recordDownloadedHint: 'Do you not know why? Ask them, or those who issue your badges.',
  signInTitle: 'Sign in to your passport',
  signInText: 'This button signs you in. It works once, for a quarter of an hour.',
  signInButton: 'Sign in',
  signInNotAsked:
    'Did you not ask for this? Then there is nothing to do. Do not pass this mail on to anybody.',
  homeAwaiting: 'Waiting for you',
  homeRefreshed: 'This always shows how things stand.',
  mailCodeTitle: (code) => `Your code is ${code}`,
  mailCodeText: (code) =>
    `Type it where you asked for it; in the chat: /badge link ${code}. The code works for a quarter of an hour. Did you not ask for it? Then there is nothing to do.`,
};

export type ChatSettingsMessages = typeof nl;

export const chatSettingsMessages: MessageSet<ChatSettingsMessages> = { nl, en };

export function settingsWords(locale: MessageLocale): ChatSettingsMessages {
  return chatSettingsMessages[locale];
}
