import type { MessageLocale, MessageSet } from './format.ts';

/** What only the bot in Teams says. */
const nl = {
  welcomeTitle: 'Speldje is er',
  welcomePersonal:
    'Hier zie je jouw skillspaspoort, en hoor je van mij als je een badge krijgt of er iets op je wacht. Wat jij doet, blijft van jou: je badges zijn privé tot je ze openbaar maakt.',
  welcomeTeam:
    'Ziet iemand van jullie een ander iets goed doen? Zeg het hier, meteen. Wat je onder de toekenning antwoordt, wordt het bewijs.',
  welcomeExample: 'Probeer het:',
  notUnderstoodTitle: 'Dat kon ik niet lezen',
  notUnderstood: 'Er ging iets mis met dit formulier of deze knop. Sluit dit venster en probeer het opnieuw.',
  cardGone: 'Deze kaart is verouderd. Vraag het me opnieuw.',
  tryAgain: 'Dat lukte nu niet. Probeer het over een minuut opnieuw.',
  done: 'Gedaan. Je leest het antwoord in de chat.',
  sentToYou: 'Het staat in je chat.',
  searchNothing: 'Geen badge gevonden',
  messageNotFound: 'Het bericht waarbij je dit koos, kon ik niet lezen. Kies het opnieuw.',
};

const en: typeof nl = {
  welcomeTitle: 'Speldje is here',
  welcomePersonal:
    'Here you see your skills passport, and hear from me when you earn a badge or something waits for you. What you do stays yours: your badges are private until you make them public.',
  welcomeTeam:
    'Did one of you see somebody do something well? Say so here, at once. What you answer below an award becomes its evidence.',
  welcomeExample: 'Try it:',
  notUnderstoodTitle: 'I could not read that',
  notUnderstood: 'Something went wrong with this form or button. Close this window and try again.',
  cardGone: 'This card is out of date. Ask me again.',
  tryAgain: 'That did not work just now. Try again in a minute.',
  done: 'Done. You will read the answer in the chat.',
  sentToYou: 'It is in your chat.',
  searchNothing: 'No badge found',
  messageNotFound: 'I could not read the message of which you chose this. Choose it again.',
};

const messages: MessageSet<typeof nl> = { nl, en };

export function teamsWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
