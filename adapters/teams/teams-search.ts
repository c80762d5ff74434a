import { inLocale, type Locale } from '../../src/domain/localized-text.ts';
import { listBadges, type ListedBadge } from '../../src/use-cases/list-badges.ts';
import { teamsWords } from '../../src/i18n/chat-teams-messages.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import type { Links } from '../chat/reply/links.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { adaptiveCard, replyCard } from './teams-card.ts';

const most = 25;

/** What the search extension finds, each as a card that can be put into a message. */
export async function badgeResults(
  deps: ChatDeps,
  asker: { readonly tenant: string; readonly locale: Locale },
  typed: string,
  skip: number,
): Promise<object> {
  const { locale, tenant } = asker;
  const found = await listBadges(deps, typed === '' ? {} : { words: typed });
  const page = found.slice(skip, skip + most);
  if (page.length === 0)
    return { composeExtension: { type: 'message', text: teamsWords(locale).searchNothing } };
  return {
    composeExtension: {
      type: 'result',
      attachmentLayout: 'list',
      attachments: page.map((listed) => {
        const { title, issuer, picture } = namesOf(listed, locale, deps.links);
        return {
          contentType: adaptiveCard,
          content: replyCard(badgeReply(listed, locale, deps.links), {
            tenant,
            locale,
            personal: false,
            // The card goes wherever the person writes, also where the bot is not.
            linksOnly: true,
          }),
          preview: {
            contentType: 'application/vnd.microsoft.card.thumbnail',
            content: { title, text: issuer, images: [{ url: picture.url, alt: picture.alt }] },
          },
        };
      }),
    },
  };
}

function namesOf({ badge, issuer }: ListedBadge, locale: Locale, links: Links) {
  return {
    title: inLocale(badge.title, locale),
    issuer: inLocale(issuer.name, locale),
    picture: {
      url: links.picture(badge.slug, badge.image.png.id),
      alt: inLocale(badge.image.alt ?? badge.title, locale),
    },
  };
}

/** A badge to show to others. */
function badgeReply(listed: ListedBadge, locale: Locale, links: Links): Reply {
  const { title, issuer, picture } = namesOf(listed, locale, links);
  const { badge } = listed;
  return {
    summary: [title],
    parts: [
      {
        kind: 'text',
        text: [{ bold: title }, `\n${inLocale(badge.description, locale)}`],
        picture,
      },
      { kind: 'small', text: [issuer] },
      {
        kind: 'buttons',
        buttons: [{ label: chatWords(locale).viewBadge, url: links.badge(badge.slug) }],
      },
    ],
  };
}
