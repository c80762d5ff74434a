import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { NominationView } from '../../../src/use-cases/show-nomination.ts';
import type { Links } from './links.ts';
import { chatActions, type Reply, type ReplyPart } from './reply.ts';

const most = 8;

/** What waits for a reviewer, who waits longest first, each with a button to decide. */
export function queueReply(waiting: readonly NominationView[], locale: Locale, links: Links): Reply {
  const m = nominationWords(locale);
  if (waiting.length === 0)
    return { summary: [m.queueEmpty], parts: [{ kind: 'text', text: [m.queueEmpty] }] };
  return {
    summary: [m.queueTitle],
    parts: [{ kind: 'heading', text: m.queueTitle }, ...queueParts(waiting, locale, links, most)],
  };
}

/** The queue without its title, as the home page shows it too. */
export function queueParts(
  waiting: readonly NominationView[],
  locale: Locale,
  links: Links,
  shown: number,
): ReplyPart[] {
  const m = nominationWords(locale);
  const left = waiting.length - shown;
  return [
    ...waiting.slice(0, shown).flatMap((view): ReplyPart[] => [
      nominationLine(view, locale, links, m.waitingSince(longDate(view.nomination.createdAt, locale))),
      {
        kind: 'buttons',
        buttons: [
          {
            label: m.review,
            action: chatActions.openForm,
            value: JSON.stringify({ form: 'review', nominationId: view.nomination.id }),
            style: 'primary',
          },
        ],
      },
    ]),
    ...(left > 0 ? [{ kind: 'small' as const, text: [m.queueMore(left)] }] : []),
  ];
}

export function nominationLine(
  { nomination, nominee }: NominationView,
  locale: Locale,
  links: Links,
  note: string,
): ReplyPart {
  const { badge } = nomination;
  const title = inLocale(badge.title, locale);
  return {
    kind: 'text',
    text: [{ bold: title }, '\n', { person: nominee }, ` · ${note}`],
    picture: {
      url: links.picture(badge.slug, badge.image.png.id),
      alt: inLocale(badge.image.alt ?? badge.title, locale),
    },
  };
}
