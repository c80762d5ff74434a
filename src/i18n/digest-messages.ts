import type { MessageLocale, MessageSet } from './format.ts';
import { plural } from './format.ts';

const other = (count: number) => `en nog ${count}`;

/** What stands in a digest, in chat and in mail. */
const nl = {
  title: { weekly: 'Je week in Speldje', monthly: 'Je maand in Speldje' },
  added: (count: number) =>
    plural(count, 'nl', 'Nieuw in je paspoort', `Nieuw in je paspoort: ${count} badges`),
  addedLine: (issuer: string, date: string) => `${issuer}, ${date}`,
  toReview: (count: number) =>
    plural(
      count,
      'nl',
      'Er wacht een voordracht op jouw beoordeling',
      `Er wachten ${count} voordrachten op jouw beoordeling`,
    ),
  toReviewLine: (badge: string, date: string) => ` voor ${badge}, sinds ${date}`,
  evidenceAsked: (count: number) =>
    plural(
      count,
      'nl',
      'Je bent voorgedragen, en er is nog bewijs nodig',
      'Je bent voorgedragen, en er is nog bewijs nodig voor',
    ),
  expiring: 'Verloopt binnenkort',
  expiringLine: (date: string) => `, op ${date}`,
  nearly: 'Bijna verdiend',
  nearlyLine: (missing: string) => `: alleen ${missing} nog`,
  unseen: 'Al drie maanden niets van gezien',
  unseenLine: (date: string) => `, laatste badge op ${date}`,
  nearlyOthers: 'Zijn er bijna',
  nearlyOthersLine: (badge: string, missing: string) => `: nog ${missing} voor ${badge}`,
  toSupport: 'Voorgedragen in je omgeving',
  toSupportLine: (badge: string) => ` voor ${badge}`,
  more: other,
  stepTitle: 'Een goede volgende stap',
  steps: {
    review: 'Bekijk de voordracht die het langst wacht, en beslis.',
    'give-evidence': (badge: string) =>
      `Laat zien wat je deed voor ${badge}: antwoord in de thread van de voordracht.`,
    renew: (badge: string) => `Vraag op tijd of ${badge} vernieuwd kan worden.`,
    'last-part': (badge: string, missing: string) =>
      `Met ${missing} verdien je ook ${badge}. Kijk wat ervoor nodig is.`,
    'look-at': 'Kijk eens wat er van deze lerende te zien is. Iets goeds? Ken een badge toe.',
    share: (badge: string) => `${badge} ziet nu alleen jij. Maak hem openbaar, of zet hem op LinkedIn.`,
  },
  buttons: {
    review: 'Beoordelen',
    passport: 'Mijn paspoort',
    badge: 'Over deze badge',
    award: 'Bekijk de badge',
    share: 'Maak openbaar',
  },
  rhythm: {
    weekly: 'Dit overzicht komt elke maandag.',
    monthly: 'Dit overzicht komt elke eerste maandag van de maand.',
  },
  monthlyInstead: 'Liever elke maand',
  off: 'Niet meer sturen',
  unsubscribe: 'Geen overzicht meer ontvangen',
  reminder: (count: number) =>
    plural(
      count,
      'nl',
      'Een voordracht wacht al een tijd op jouw beoordeling',
      `${count} voordrachten wachten al een tijd op jouw beoordeling`,
    ),
  willExpire: (badge: string, date: string) => `Je badge ${badge} verloopt op ${date}.`,
  willExpireHint:
    'Vraag wie hem toekende of hij vernieuwd kan worden. Na die dag staat er bij dat hij verlopen is.',
  hasExpired: (badge: string, date: string) => `Je badge ${badge} is verlopen op ${date}.`,
  hasExpiredHint: 'Hij blijft in je paspoort staan, met erbij dat hij verlopen is.',
};

const en: typeof nl = {
  title: { weekly: 'Your week in Speldje', monthly: 'Your month in Speldje' },
  added: (count) => plural(count, 'en', 'New in your passport', `New in your passport: ${count} badges`),
  addedLine: (issuer, date) => `${issuer}, ${date}`,
  toReview: (count) =>
    plural(count, 'en', 'A nomination waits for your review', `${count} nominations wait for your review`),
  toReviewLine: (badge, date) => ` for ${badge}, since ${date}`,
  evidenceAsked: (count) =>
    plural(
      count,
      'en',
      'You were nominated, and evidence is still needed',
      'You were nominated, and evidence is still needed for',
    ),
  expiring: 'Expires soon',
  expiringLine: (date) => `, on ${date}`,
  nearly: 'Nearly earned',
  nearlyLine: (missing) => `: only ${missing} is left`,
  unseen: 'Not seen for three months',
  unseenLine: (date) => `, last badge on ${date}`,
  nearlyOthers: 'Nearly there',
  nearlyOthersLine: (badge, missing) => `: ${missing} is left for ${badge}`,
  toSupport: 'Nominated around you',
  toSupportLine: (badge) => ` for ${badge}`,
  more: (count) => `and ${count} more`,
  stepTitle: 'A good next step',
  steps: {
    review: 'Look at the nomination that has waited longest, and decide.',
    'give-evidence': (badge) => `Show what you did for ${badge}: reply in the thread of the nomination.`,
    renew: (badge) => `Ask in time whether ${badge} can be renewed.`,
    'last-part': (badge, missing) => `With ${missing} you earn ${badge} too. See what it takes.`,
    'look-at': 'See what this learner has been doing. Something good? Award a badge.',
    share: (badge) => `Only you see ${badge} now. Make it public, or put it on LinkedIn.`,
  },
  buttons: {
    review: 'Review',
    passport: 'My passport',
    badge: 'About this badge',
    award: 'View the badge',
    share: 'Make public',
  },
  rhythm: {
    weekly: 'This digest comes every Monday.',
    monthly: 'This digest comes every first Monday of the month.',
  },
  monthlyInstead: 'Monthly instead',
  off: 'Stop sending it',
  unsubscribe: 'Stop receiving this digest',
  reminder: (count) =>
    plural(
      count,
      'en',
      'A nomination has been waiting for your review',
      `${count} nominations have been waiting for your review`,
    ),
  willExpire: (badge, date) => `Your badge ${badge} expires on ${date}.`,
  willExpireHint:
    'Ask whoever awarded it whether it can be renewed. After that day it says that it has expired.',
  hasExpired: (badge, date) => `Your badge ${badge} expired on ${date}.`,
  hasExpiredHint: 'It stays in your passport, and says that it has expired.',
};

const digestMessages: MessageSet<typeof nl> = { nl, en };

export function digestWords(locale: MessageLocale): typeof nl {
  return digestMessages[locale];
}
