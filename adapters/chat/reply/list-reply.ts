import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import type { ListedBadge } from '../../../src/use-cases/list-badges.ts';
import type { Links } from './links.ts';
import type { Reply, ReplyPart } from './reply.ts';

const most = 10;

export function listReply(
  listed: readonly ListedBadge[],
  words: string | undefined,
  locale: Locale,
  links: Links,
): Reply {
  const m = chatWords(locale);
  if (listed.length === 0) {
    const nothing = words === undefined ? m.listEmpty : m.listNone(words);
    return {
      summary: [nothing],
      parts: [{ kind: 'text', text: [nothing, ' ', { link: links.badges, label: links.badges }] }],
    };
  }
  const title = words === undefined ? m.listTitle : m.listFound(listed.length, words);
  const left = listed.length - most;
  return {
    summary: [title],
    parts: [
      { kind: 'heading', text: title },
      ...listed.slice(0, most).map(({ badge, issuer }): ReplyPart => {
        const name = inLocale(badge.title, locale);
        return {
          kind: 'text',
          text: [
            { link: links.badge(badge.slug), label: name },
            '\n',
            { code: badge.slug },
            ` · ${inLocale(issuer.name, locale)}${badge.award === 'review' ? ` · ${m.onlyByReview}` : ''}`,
          ],
          picture: {
            url: links.picture(badge.slug, badge.image.png.id),
            alt: inLocale(badge.image.alt ?? badge.title, locale),
          },
        };
      }),
      ...(left > 0
        ? [
            {
              kind: 'small' as const,
              text: [m.listMore(left), ' ', { link: links.badges, label: links.badges }],
            },
          ]
        : []),
    ],
  };
}
