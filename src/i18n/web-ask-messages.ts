import type { MessageLocale, MessageSet } from './format.ts';

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
  asked: (badge: string) => `Je vraag om ‘${badge}’ is verstuurd. Je hoort wat er is besloten.`,
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
  asked: (badge) => `You asked for ‘${badge}’. You will hear what was decided.`,
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
    'not-a-link': 'That is not a web address; it begins with https://.',
    other: 'You can’t ask for this badge now.',
  },
};

const messages: MessageSet<typeof nl> = { nl, en };

export function askWords(locale: MessageLocale): typeof nl {
  return messages[locale];
}
