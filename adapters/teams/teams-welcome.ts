import type { Locale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { teamsWords } from '../../src/i18n/chat-teams-messages.ts';
import { menuButtons } from '../chat/reply/menu-reply.ts';
import type { Reply } from '../chat/reply/reply.ts';

/** What is said when the app comes somewhere: to one person, or to a team or a chat. */
export function welcomeReply(locale: Locale, personal: boolean): Reply {
  const m = teamsWords(locale);
  const text = personal ? m.welcomePersonal : m.welcomeTeam;
  return {
    summary: [m.welcomeTitle],
    parts: [
      { kind: 'heading', text: m.welcomeTitle },
      { kind: 'text', text: [text] },
      ...(personal
        ? []
        : [
            {
              kind: 'text' as const,
              text: [m.welcomeExample, '\n', { code: chatWords(locale).examples.award }],
            },
          ]),
      { kind: 'buttons', buttons: menuButtons(locale) },
    ],
  };
}
