import type { MessageLocale, MessageSet } from './format.ts';

/** Signing in and out. */
const nl = {
  title: 'Inloggen',
  lead: 'Zonder wachtwoord: je krijgt een link die één keer werkt.',
  nextHint: 'Log in om die pagina te zien.',
  chatTitle: 'In Slack of Teams',
  chatText: 'Typ dit, dan geeft Speldje je een knop die alleen jij ziet:',
  chatCommand: '/badge web',
  courseTitle: 'In een cursus',
  courseText: 'Open Speldje in je leeromgeving en kies daar ‘Open mijn paspoort’.',
  mailTitle: 'Met je e-mailadres',
  mailText: 'Is het adres bij ons bekend, dan sturen we je een link.',
  mailOff: 'Deze omgeving verstuurt geen e-mail.',
  address: 'E-mailadres',
  send: 'Stuur me een link',
  addressFault: 'Dat is geen e-mailadres. Kijk of er geen teken ontbreekt.',
  sentTitle: 'Kijk in je mail',
  sentText: (address: string) =>
    `Hoort ${address} bij iemand die we kennen, dan is er een link naartoe onderweg. Hij werkt een kwartier lang, één keer.`,
  sentHint:
    'Geen mail na een paar minuten? Kijk bij ongewenste mail, of probeer het adres dat je school of werk van je kent.',
  again: 'Ander adres',
  welcome: (name: string) => `Hallo ${name}`,
  welcomeUnnamed: 'Hallo',
  confirmText: 'Met deze knop log je in op deze computer of telefoon.',
  confirm: 'Log in',
  confirmHint: 'Op een apparaat van een ander? Log daarna weer uit.',
  void: 'Deze link werkt niet meer',
  voidText: 'Hij is al gebruikt, of ouder dan een kwartier. Vraag een nieuwe.',
  newLink: 'Vraag een nieuwe link',
  signOut: 'Log uit',
  signedOutTitle: 'Je bent uitgelogd',
  signedOutText: 'Op dit apparaat is niets van je achtergebleven.',
};

const en: typeof nl = {
  title: 'Sign in',
  lead: 'Without a password: you get a link that works once.',
  nextHint: 'Sign in to see that page.',
  chatTitle: 'In Slack or Teams',
  chatText: 'Type this, and Speldje gives you a button that only you see:',
  chatCommand: '/badge web',
  courseTitle: 'In a course',
  courseText: 'Open Speldje in your learning platform and choose ‘Open my passport’ there.',
  mailTitle: 'With your e-mail address',
  mailText: 'If we know the address, we send you a link.',
  mailOff: 'This deployment sends no e-mail.',
  address: 'E-mail address',
  send: 'Send me a link',
  addressFault: 'That is not an e-mail address. Check that nothing is missing.',
  sentTitle: 'Look at your mail',
  sentText: (address) =>
    `If ${address} belongs to somebody we know, a link is on its way there. It works for a quarter of an hour, once.`,
  sentHint:
    'No mail after a few minutes? Look among the junk, or try the address that your school or work has of you.',
  again: 'Another address',
  welcome: (name) => `Hello ${name}`,
  welcomeUnnamed: 'Hello',
  confirmText: 'This button signs you in on this computer or phone.',
  confirm: 'Sign in',
  confirmHint: 'On somebody else’s device? Sign out afterwards.',
  void: 'This link no longer works',
  voidText: 'It was used already, or is older than a quarter of an hour. Ask for a new one.',
  newLink: 'Ask for a new link',
  signOut: 'Sign out',
  signedOutTitle: 'You are signed out',
  signedOutText: 'Nothing of you has stayed behind on this device.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function signInWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
