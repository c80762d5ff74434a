import type { MessageLocale, MessageSet } from './format.ts';

/** Backpacks elsewhere that reach a passport. */
const nl = {
  consentTitle: (name: string) => `Mag ${name} bij je paspoort?`,
  asks: (name: string, host: string) => `${name} (${host}) vraagt of het dit mag:`,
  scopes: {
    'credential.readonly':
      'Je badges lezen, met je naam en het bewijs erbij, ook de badges die je niet openbaar hebt gemaakt.',
    'credential.upsert':
      'Badges aan je paspoort toevoegen. We kijken elke badge na, en nemen alleen die van jou op.',
    'profile.readonly': 'Je naam en je bevestigde e-mailadres lezen.',
    'profile.update': 'Je naam veranderen.',
    offline_access: 'Dit blijven doen, ook als je er niet bij bent, tot je het stopt.',
  },
  itself: (name: string) =>
    `${name} heeft zichzelf hier aangemeld; wij hebben niet nagegaan wie erachter zit. Ga alleen verder als je zelf bij ${name} op delen of verbinden hebt gedrukt.`,
  returns: (host: string) => `Daarna ga je terug naar ${host}.`,
  allow: 'Ja, dat mag',
  deny: 'Nee',
  later: 'Je kunt dit altijd stoppen, bij Rugzakken in je paspoort.',
  title: 'Rugzakken',
  lead: 'Toepassingen elders die bij je paspoort mogen. Wat je stopt, kan er meteen niet meer bij; wat er al opgehaald is, staat daar.',
  none: 'Er mag nu niets bij je paspoort. Een rugzak of ander portfolio dat Open Badges 3.0 spreekt, kan het je vragen; je verbindt het daar, met dit adres:',
  since: (date: string) => `Mag erbij sinds ${date}`,
  used: (date: string) => `laatst gebruikt ${date}`,
  stop: (name: string) => `Stop ${name}`,
  stopped: 'Gestopt.',
};

const en: typeof nl = {
  consentTitle: (name) => `May ${name} reach your passport?`,
  asks: (name, host) => `${name} (${host}) asks to:`,
  scopes: {
    'credential.readonly':
      'Read your badges, with your name and the evidence, also badges that you have not made public.',
    'credential.upsert':
      'Add badges to your passport. We check each of them, and take in only those that are yours.',
    'profile.readonly': 'Read your name and your confirmed e-mail address.',
    'profile.update': 'Change your name.',
    offline_access: 'Go on doing so when you are not there, until you stop it.',
  },
  itself: (name) =>
    `${name} registered here by itself; we did not look into who is behind it. Go on only if you pressed share or connect at ${name} yourself.`,
  returns: (host) => `After that you go back to ${host}.`,
  allow: 'Yes, it may',
  deny: 'No',
  later: 'You can stop this at any time, under Backpacks in your passport.',
  title: 'Backpacks',
  lead: 'Applications elsewhere that may reach your passport. What you stop can reach it no more, at once; what was fetched already is there.',
  none: 'Nothing may reach your passport now. A backpack or another portfolio that speaks Open Badges 3.0 can ask you; you connect it there, with this address:',
  since: (date) => `Allowed since ${date}`,
  used: (date) => `last used ${date}`,
  stop: (name) => `Stop ${name}`,
  stopped: 'Stopped.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function backpackWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
