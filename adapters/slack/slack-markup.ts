import { parseIdentity } from '../../src/domain/identity.ts';
import type { PersonName } from '../../src/domain/outbox-message.ts';
import type { RichText } from '../chat/reply/reply.ts';

/** Escapes what Slack reads as control characters in text. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A mention of somebody of this workspace, else their name. */
export function slackPerson(person: PersonName, workspaceId: string, someone: string): string {
  const identity = person.identity === undefined ? undefined : parseIdentity(person.identity);
  if (identity?.kind === 'slack' && identity.workspace === workspaceId) return `<@${identity.user}>`;
  return escapeSlack(person.name ?? someone);
}

/** Running text as mrkdwn. Marks inside names and titles can't end a bold run early: they are set apart. */
export function slackMarkup(text: RichText, workspaceId: string, someone: string): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return escapeSlack(piece);
      if ('bold' in piece) return `*${escapeSlack(piece.bold).replaceAll('*', '∗')}*`;
      if ('code' in piece) return `\`${escapeSlack(piece.code).replaceAll('`', "'")}\``;
      if ('person' in piece) return slackPerson(piece.person, workspaceId, someone);
      return `<${piece.link}|${escapeSlack(piece.label).replaceAll('|', '¦')}>`;
    })
    .join('');
}
