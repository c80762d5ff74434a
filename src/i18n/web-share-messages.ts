import { longDate, type MessageLocale, type MessageSet } from './format.ts';

/** What is said where a badge is shown elsewhere. */
const nl = {
  cardAwarded: 'Gekregen door',
  cardBadge: 'Badge',
  cardIssuer: 'Uitgever van badges',
  cardDate: (at: Date) => longDate(at, 'nl'),
  cardStanding: { valid: '', expired: 'Verlopen', suspended: 'Opgeschort', revoked: 'Ingetrokken' },
  cardAlt: (title: string, issuer: string) => `De badge ‘${title}’ van ${issuer}`,
  cardAltHolder: (title: string, issuer: string, name: string) =>
    `De badge ‘${title}’ van ${issuer}, gekregen door ${name}`,
  title: 'Is dit jouw badge?',
  ownTitle: 'Dit is jouw badge',
  linkedIn: 'Zet op je LinkedIn-profiel',
  linkedInHelp: 'LinkedIn opent met alles al ingevuld. Je bewaart het daar zelf.',
  notPublished:
    'Alleen jij ziet hier je naam, de reden en het bewijs. Wie je de link geeft, ziet de badge zonder naam.',
  toPassport: 'Naar je paspoort, waar je kiest wie wat ziet',
} as const;

type Words = {
  readonly [K in keyof typeof nl]: (typeof nl)[K] extends (...given: infer A) => string
    ? (...given: A) => string
    : (typeof nl)[K] extends string
      ? string
      : { readonly [N in keyof (typeof nl)[K]]: string };
};

const en: Words = {
  cardAwarded: 'Earned by',
  cardBadge: 'Badge',
  cardIssuer: 'Issuer of badges',
  cardDate: (at) => longDate(at, 'en'),
  cardStanding: { valid: '', expired: 'Expired', suspended: 'Suspended', revoked: 'Revoked' },
  cardAlt: (title, issuer) => `The badge ‘${title}’ of ${issuer}`,
  cardAltHolder: (title, issuer, name) => `The badge ‘${title}’ of ${issuer}, earned by ${name}`,
  title: 'Is this your badge?',
  ownTitle: 'This is your badge',
  linkedIn: 'Add to your LinkedIn profile',
  linkedInHelp: 'LinkedIn opens with everything filled in. You save it there yourself.',
  notPublished:
    'Only you see your name, the reason and the evidence here. Whoever you give the link sees the badge without a name.',
  toPassport: 'To your passport, where you choose who sees what',
};

const words: MessageSet<Words> = { nl, en };

export function shareWords(locale: MessageLocale): Words {
  return words[locale];
}
