import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { Notice } from '../../../src/domain/outbox-message.ts';
import { digestWords } from '../../../src/i18n/digest-messages.ts';
import { longDate } from '../../../src/i18n/format.ts';
import type { Links } from './links.ts';
import { chatActions, type Inline, type Reply } from './reply.ts';

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

/** To a reviewer: what has waited long for them. */
export function reminderReply({ waiting }: Of<'review-reminder'>, locale: Locale): Reply {
  const m = digestWords(locale);
  const title = m.reminder(waiting.count);
  const rest = waiting.count - waiting.shown.length;
  const lines = waiting.shown.flatMap(({ nominee, badge, since }, at): Inline[] => [
    at === 0 ? '• ' : '\n• ',
    { person: nominee },
    m.toReviewLine(inLocale(badge.title, locale), longDate(since, locale)),
  ]);
  return {
    summary: [title],
    parts: [
      { kind: 'heading', text: title },
      { kind: 'text', text: [...lines, ...(rest > 0 ? [`\n${m.more(rest)}`] : [])] },
      {
        kind: 'buttons',
        buttons: [{ label: m.buttons.review, action: chatActions.showQueue, value: 'me', style: 'primary' }],
      },
    ],
  };
}

/** To a learner: a badge of theirs expires, or did. */
export function expiryReply(notice: Of<'award-expiry'>, locale: Locale, links: Links): Reply {
  const m = digestWords(locale);
  const [badge, date] = [inLocale(notice.badge.title, locale), longDate(notice.at, locale)];
  const said = notice.expired ? m.hasExpired(badge, date) : m.willExpire(badge, date);
  return {
    summary: [said],
    parts: [
      { kind: 'text', text: [said] },
      { kind: 'small', text: [notice.expired ? m.hasExpiredHint : m.willExpireHint] },
      {
        kind: 'buttons',
        buttons: [
          { label: m.buttons.award, url: links.award(notice.awardId) },
          { label: m.buttons.badge, url: links.badge(notice.badge.slug) },
        ],
      },
    ],
  };
}
