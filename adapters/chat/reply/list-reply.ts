import type { Badge } from '../../../src/domain/badge.ts';
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
  all: readonly ListedBadge[] = listed,
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
            [inLocale(issuer.name, locale), how(badge, all, locale)]
              .map((fact) => fact && ` · ${fact}`)
              .join(''),
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

/** How a badge is got, where that is not by being awarded. */
function how(badge: Badge, all: readonly ListedBadge[], locale: Locale): string {
  const m = chatWords(locale);
  if (badge.award === 'review') return m.onlyByReview;
  if (badge.award === 'direct') return '';
  const titled = (slug: string) =>
    inLocale(all.find(({ badge: part }) => part.slug === slug)?.badge.title ?? { nl: slug }, locale);
  return m.byItself(badge.parts.map(titled));
}
