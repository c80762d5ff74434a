import { listed, quoted, type MessageLocale, type MessageSet } from './format.ts';

/** Asking for a badge, and how far one is with those that are made of others. */
const nl = {
  title: 'Vraag een badge aan',
  lead: 'Kun je wat een badge zegt? Vraag hem aan met wat het laat zien. Wie de badge uitgeeft, kijkt ernaar en laat je weten wat het werd.',
  badge: 'Badge',
  reason: 'Waarom je hem verdient',
  reasonHint: 'Wat je deed, waar en wanneer; zo kort als je wilt.',
  link: 'Link waar het te zien is',
  optional: 'mag leeg',
  send: 'Vraag aan',
  whom: 'Aan wie je het vraagt',
  whoever: 'Iedereen die erover beslist',
  onlyDirect: (name: string) => `${name} (kent toe, beoordeelt niet)`,
  whomHint:
    'Wie je kiest, hoort het meteen, en als enige. Anderen die erover beslissen zien je vraag ook, en kunnen het overnemen.',
  asked: (badge: string, name: string | undefined) =>
    `Je vraag om ‘${badge}’ is verstuurd${name === undefined ? '' : ` aan ${name}`}. Je hoort wat er is besloten.`,
  askedOf: (name: string) => `gevraagd aan ${name}`,
  byItself: (parts: readonly string[]) =>
    `Deze badge hoef je niet te vragen: hij komt vanzelf zodra je ${listed(parts.map(quoted), 'nl')} hebt.`,
  none: 'Er is nu geen badge die je kunt aanvragen.',
  nearly: 'Bijna verdiend',
  nearlyText: (held: number, all: number) => `${held} van ${all} onderdelen`,
  missing: 'Nog nodig:',
  open: 'Je aanvragen',
  status: { open: 'wordt bekeken', accepted: 'toegekend', declined: 'afgewezen', withdrawn: 'ingetrokken' },
  faults: {
    'reason-required': 'Schrijf waarom je hem verdient.',
    'already-nominated': 'Die vraag loopt al.',
    'already-held': 'Die badge heb je al.',
    'cannot-be-asked':
      'Wie je koos, beslist niet over deze badge. Kies iemand anders, of niemand in het bijzonder.',
    'not-a-link': 'Dat is geen webadres; het begint met https://.',
    other: 'Deze badge kun je nu niet aanvragen.',
  },
};

const en: typeof nl = {
  title: 'Ask for a badge',
  lead: 'Can you do what a badge says? Ask for it with what shows that. Those who issue it look at it and let you know.',
  badge: 'Badge',
  reason: 'Why you earned it',
  reasonHint: 'What you did, where and when; as short as you like.',
  link: 'Link where it can be seen',
  optional: 'may be empty',
  send: 'Ask',
  whom: 'Whom you ask',
  whoever: 'Everyone who decides about it',
  onlyDirect: (name) => `${name} (awards, does not review)`,
  whomHint:
    'Whomever you choose hears of it at once, and nobody else does. Others who decide see what you asked too, and can take it over.',
  asked: (badge, name) =>
    `You asked ${name === undefined ? '' : `${name} `}for ‘${badge}’. You will hear what was decided.`,
  askedOf: (name) => `asked of ${name}`,
  byItself: (parts) =>
    `You need not ask for this badge: it comes by itself as soon as you hold ${listed(parts.map(quoted), 'en')}.`,
  none: 'There is no badge now that you can ask for.',
  nearly: 'Nearly earned',
  nearlyText: (held, all) => `${held} of ${all} parts`,
  missing: 'Still needed:',
  open: 'What you asked for',
  status: { open: 'being looked at', accepted: 'awarded', declined: 'declined', withdrawn: 'withdrawn' },
  faults: {
    'reason-required': 'Write why you earned it.',
    'already-nominated': 'You have asked for it already.',
    'already-held': 'You have that badge already.',
    'cannot-be-asked':
      'Whom you chose does not decide about this badge. Choose somebody else, or nobody in particular.',
    'not-a-link': 'That is not a web address; it begins with https://.',
    other: 'You can’t ask for this badge now.',
  },
};

const messages: MessageSet<typeof nl> = { nl, en };

export function askWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
