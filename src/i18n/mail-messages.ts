import type { MessageLocale, MessageSet } from './format.ts';

/** What stands around the content of a mail. */
const nl = {
  why: (community: string) => `Je krijgt deze mail omdat dit adres bij jouw account in ${community} hoort.`,
  whyCode: (community: string) => `Iemand, jij naar we aannemen, vulde dit adres in bij ${community}.`,
  whyRecovery: (community: string) =>
    `Een eigenaar van ${community} vulde dit adres in, omdat het van jou zou zijn.`,
};

const en: typeof nl = {
  why: (community) => `You get this mail because this address belongs to your account in ${community}.`,
  whyCode: (community) => `Somebody, we take it you, filled in this address at ${community}.`,
  whyRecovery: (community) => `An owner of ${community} filled in this address, believing it to be yours.`,
};

const mailMessages: MessageSet<typeof nl> = { nl, en };

export function mailWords(locale: MessageLocale): typeof nl {
  return mailMessages[locale];
}
