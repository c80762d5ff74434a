import type { MessageLocale, MessageSet } from './format.ts';

/** The passport inside Teams. */
const nl = {
  title: 'Mijn skillspaspoort',
  openTitle: 'Open je paspoort',
  openText: (name: string) => `Deze link is voor ${name}. Hij werkt één keer, in dit venster.`,
  openTextUnnamed: 'Deze link is van jou. Hij werkt één keer, in dit venster.',
  open: 'Open mijn paspoort',
  askTitle: 'Je paspoort, hier in Teams',
  askText: 'Vraag Speldje om een link: typ “website” in de chat met de bot en kies “Open in Teams”.',
  ask: 'Naar de chat met Speldje',
  voidText: 'Deze link werkt niet meer: hij is gebruikt, of ouder dan een kwartier. Vraag een nieuwe.',
  skills: 'Wat je liet zien',
  shown: (times: number) => (times === 1 ? '1 keer getoond' : `${times} keer getoond`),
  badges: 'Je badges',
  experiences: 'Ervaringen, door jou opgegeven',
  empty: 'Je paspoort is nog leeg. Zodra iemand je een badge toekent, staat hij hier.',
  inBrowser: 'Alles bekijken en delen, in je browser',
  private: 'Alleen jij ziet dit.',
};

const en: typeof nl = {
  title: 'My skills passport',
  openTitle: 'Open your passport',
  openText: (name) => `This link is for ${name}. It works once, in this window.`,
  openTextUnnamed: 'This link is yours. It works once, in this window.',
  open: 'Open my passport',
  askTitle: 'Your passport, here in Teams',
  askText: 'Ask Speldje for a link: type “web” in the chat with the bot and choose “Open in Teams”.',
  ask: 'To the chat with Speldje',
  voidText:
    'This link does not work any more: it was used, or is older than a quarter of an hour. Ask for a new one.',
  skills: 'What you showed',
  shown: (times) => (times === 1 ? 'shown once' : `shown ${times} times`),
  badges: 'Your badges',
  experiences: 'Experiences, declared by you',
  empty: 'Your passport is still empty. As soon as somebody awards you a badge, it is here.',
  inBrowser: 'See and share everything, in your browser',
  private: 'Only you can see this.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function teamsTabWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
