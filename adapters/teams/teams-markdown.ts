import { parseIdentity } from '../../src/domain/identity.ts';
import type { PersonName } from '../../src/domain/outbox-message.ts';
import type { RichText } from '../chat/reply/reply.ts';

/** A mention inside a card: the text that shows it, and whom it means. */
export type MentionEntity = {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
};

/** Turns running text into the markdown of cards, and gathers whom it mentions. */
export type TeamsWriter = {
  write(text: RichText): string;
  readonly mentions: () => readonly MentionEntity[];
};

/** `personal`: the bot is spoken to without its name there. */
export function teamsWriter(options: {
  readonly tenant: string;
  readonly someone: string;
  readonly personal: boolean;
}): TeamsWriter {
  const mentions = new Map<string, MentionEntity>();
  const person = (named: PersonName): string => {
    const identity = named.identity === undefined ? undefined : parseIdentity(named.identity);
    const name = bare(named.name ?? '');
    if (identity?.kind !== 'teams' || identity.tenant !== options.tenant || name === '')
      return escapeMarkdown(named.name ?? options.someone);
    const text = `<at>${name}</at>`;
    const known = mentions.get(text);
    // Two people of one name can't be told apart in a card: the second is not mentioned.
    if (known !== undefined && known.mentioned.id !== identity.user) return escapeMarkdown(name);
    mentions.set(text, { type: 'mention', text, mentioned: { id: identity.user, name } });
    return text;
  };
  return {
    mentions: () => [...mentions.values()],
    write: (text) =>
      text
        .map((piece) => {
          if (typeof piece === 'string') return escapeMarkdown(piece);
          if ('bold' in piece) return `**${escapeMarkdown(piece.bold)}**`;
          if ('code' in piece) return `**${escapeMarkdown(spoken(piece.code, options.personal))}**`;
          if ('person' in piece) return person(piece.person);
          return `[${escapeMarkdown(piece.label)}](${piece.link.replaceAll(')', '%29')})`;
        })
        .join('')
        // One line break is none in a card.
        .replaceAll(/\n+/gu, '\n\n'),
  };
}

/** A command as one gives it in Teams: by mention, and to the bot itself without. */
export function spoken(command: string, personal: boolean): string {
  return command.replace(/^\/badge(?:\s|$)/u, personal ? '' : '@Speldje ');
}

/** Escapes what cards read as markdown, and keeps typed tags from being read as mentions. */
export function escapeMarkdown(text: string): string {
  return bare(text)
    .replaceAll(/[\\`*_[\]]/gu, (mark) => `\\${mark}`)
    .replaceAll(/^(\s*)([-+#>])/gmu, String.raw`$1\$2`)
    .replaceAll(/^(\s*\d+)([.)])/gmu, String.raw`$1\$2`);
}

function bare(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
