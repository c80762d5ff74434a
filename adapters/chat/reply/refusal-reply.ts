import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { chatActions, type Button, type Reply } from './reply.ts';
import { refusalWords } from './refusal-words.ts';

/** What a person was about to award, so that the right badge is one click away. */
export type PendingAward = { readonly people: readonly string[]; readonly reason?: string };

const longestValue = 1900;

/** A refusal as a short message to the sender alone; the nearest badges come as buttons. */
export function refusalReply(refusal: Refusal, locale: Locale, pending?: PendingAward): Reply {
  const words = refusalWords(refusal, locale);
  const summary = [words];
  if (refusal.code !== 'unknown-badge' || refusal.nearest.length === 0)
    return { summary, parts: [{ kind: 'text', text: summary }] };
  const m = chatWords(locale);
  const buttons = refusal.nearest.flatMap((badge): Button[] => {
    const title = inLocale(badge.title, locale);
    const value = JSON.stringify({ badge: badge.slug, ...(pending ?? { people: [] }) });
    return pending === undefined || pending.people.length === 0 || value.length > longestValue
      ? []
      : [{ label: title, action: chatActions.awardBadge, value }];
  });
  return {
    summary,
    parts: [
      { kind: 'text', text: [words, ' ', m.didYouMean] },
      buttons.length > 0
        ? { kind: 'buttons', buttons }
        : {
            kind: 'text',
            text: refusal.nearest.flatMap((badge, at) => [
              ...(at === 0 ? [] : ['\n']),
              { bold: inLocale(badge.title, locale) },
              ' ',
              { code: badge.slug },
            ]),
          },
    ],
  };
}
