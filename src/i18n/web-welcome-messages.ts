import type { MessageLocale, MessageSet } from './format.ts';

/** The page behind an owner link. */
const nl = {
  title: 'Word eigenaar',
  lead: (issuers: string) => `Met deze link word je eigenaar van ${issuers}.`,
  can: 'Een eigenaar beheert de badges, zegt wie mag toekennen en beoordelen, en kan een toekenning intrekken.',
  name: 'Je naam',
  address: 'Je e-mailadres',
  addressHint: 'Daarmee word je later herkend. Er wordt nu niets heen gestuurd.',
  send: 'Word eigenaar',
  done: 'Je bent eigenaar',
  doneText: (name: string, issuers: string) => `${name} is nu eigenaar van ${issuers}.`,
  next: 'Laat de beheerder ook je account in Slack of de leeromgeving eigenaar maken, dan kun je daar meteen beheren.',
  void: 'Deze link werkt niet meer',
  voidText: 'Hij is al gebruikt, of ouder dan een dag. Vraag de beheerder van deze omgeving om een nieuwe.',
  faults: {
    invalid: 'Vul je naam en een e-mailadres in.',
    'identity-taken': 'Dat e-mailadres hoort al bij iemand anders.',
    'unknown-issuer': 'Er is nog geen uitgever om eigenaar van te worden. De link blijft geldig.',
  },
};

const en: typeof nl = {
  title: 'Become an owner',
  lead: (issuers) => `With this link you become an owner of ${issuers}.`,
  can: 'An owner manages the badges, says who may award and review, and can revoke an award.',
  name: 'Your name',
  address: 'Your e-mail address',
  addressHint: 'You are recognised by it later. Nothing is sent to it now.',
  send: 'Become an owner',
  done: 'You are an owner',
  doneText: (name, issuers) => `${name} is now an owner of ${issuers}.`,
  next: 'Have the operator make your account in Slack or the learning platform an owner too, so that you can manage from there at once.',
  void: 'This link no longer works',
  voidText: 'It was used already, or is older than a day. Ask the operator of this deployment for a new one.',
  faults: {
    invalid: 'Fill in your name and an e-mail address.',
    'identity-taken': "That e-mail address is somebody else's already.",
    'unknown-issuer': 'There is no issuer yet to become an owner of. The link stays valid.',
  },
};

const messages: MessageSet<typeof nl> = { nl, en };

export function welcomeWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
