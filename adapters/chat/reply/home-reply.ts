import type { Locale } from '../../../src/domain/localized-text.ts';
import type { Passport } from '../../../src/domain/passport.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { settingsWords } from '../../../src/i18n/chat-settings-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { NominationView } from '../../../src/use-cases/show-nomination.ts';
import type { Links } from './links.ts';
import { menuButtons } from './menu-reply.ts';
import { passportReply } from './passport-reply.ts';
import { nominationLine, queueParts } from './queue-reply.ts';
import { chatActions, type Reply, type ReplyPart } from './reply.ts';

const most = 5;

/** A person's page with the bot: what waits, their passport, their nominations, and what they can do. */
export function homeReply(
  home: {
    readonly passport: Passport;
    readonly toReview: readonly NominationView[];
    readonly own: readonly NominationView[];
  },
  locale: Locale,
  links: Links,
): Reply {
  const s = settingsWords(locale);
  const passport = passportReply(home.passport, locale, links);
  return {
    summary: passport.summary,
    parts: [
      { kind: 'buttons', buttons: menuButtons(locale) },
      { kind: 'line' },
      ...(home.toReview.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: s.homeAwaiting },
            ...queueParts(home.toReview, locale, links, most),
            { kind: 'line' as const },
          ]),
      ...passport.parts,
      ...ownParts(home.own, locale, links),
      { kind: 'line' },
      {
        kind: 'buttons',
        buttons: [{ label: s.webOpen, action: chatActions.openWeb, value: 'me' }],
      },
      { kind: 'small', text: [s.homeRefreshed] },
    ],
  };
}

function ownParts(own: readonly NominationView[], locale: Locale, links: Links): ReplyPart[] {
  if (own.length === 0) return [];
  const m = nominationWords(locale);
  return [
    { kind: 'line' },
    { kind: 'heading', text: m.ownTitle },
    ...own.slice(0, most).flatMap((view): ReplyPart[] => [
      nominationLine(view, locale, links, m.waitingSince(longDate(view.nomination.createdAt, locale))),
      {
        kind: 'buttons',
        buttons: [{ label: m.takeBack, action: chatActions.takeBackNomination, value: view.nomination.id }],
      },
    ]),
  ];
}
