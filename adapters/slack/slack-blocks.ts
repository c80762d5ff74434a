import type { types } from '@slack/bolt';
import type { Locale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import type { Button, Picture, Reply, ReplyPart } from '../chat/reply/reply.ts';
import { escapeSlack, slackMarkup } from './slack-markup.ts';

type Block = types.KnownBlock;

/** What Slack refuses past (docs.slack.dev, Block Kit reference). */
const limits = { blocks: 50, text: 3000, header: 150, button: 75, buttons: 25, alt: 2000, fallback: 3000 };

/** Cut at a whole character, with an ellipsis, so that Slack takes it. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** A message: blocks, and the text for notifications. */
export type Content = { readonly text: string; readonly blocks: Block[] };

/** A reply as a Slack message: blocks, and the text for notifications. Never more than Slack takes. */
export function slackMessage(reply: Reply, workspaceId: string, locale: Locale): Content {
  const { someone } = chatWords(locale);
  const blocks = replyBlocks(reply.parts, workspaceId, someone, 'part');
  return {
    text: cut(slackMarkup(reply.summary, workspaceId, someone), limits.fallback),
    blocks: blocks.slice(0, limits.blocks),
  };
}

/** The same without pictures, and then in words alone: for a message that Slack does not take as it is. */
export function plainer(content: Content): Content[] {
  return [
    { text: content.text, blocks: withoutPictures(content.blocks) },
    { text: content.text, blocks: [] },
  ];
}

/** Blocks without their pictures, which are what Slack refuses when it can't fetch them. */
export function withoutPictures(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'image') return [];
    if (block.type !== 'section') return [block];
    const { accessory: _, ...rest } = block;
    return [rest];
  });
}

/** Parts of a reply as blocks, of any number; `id` begins the actions' ids, which are unique in a message. */
export function replyBlocks(
  parts: readonly ReplyPart[],
  workspaceId: string,
  someone: string,
  id: string,
): Block[] {
  const markup = (text: Parameters<typeof slackMarkup>[0]) => slackMarkup(text, workspaceId, someone);
  return parts.flatMap((part, at) => blocksOf(part, markup, `${id}-${at}`));
}

function blocksOf(
  part: ReplyPart,
  markup: (text: Parameters<typeof slackMarkup>[0]) => string,
  id: string,
): Block[] {
  switch (part.kind) {
    case 'heading':
      return [
        { type: 'header', text: { type: 'plain_text', text: cut(part.text, limits.header), emoji: true } },
      ];
    case 'text': {
      const text = cut(markup(part.text).trim(), limits.text);
      if (text === '') return [];
      return [
        {
          type: 'section',
          text: { type: 'mrkdwn', text },
          ...(part.picture === undefined ? {} : { accessory: image(part.picture) }),
        },
      ];
    }
    case 'quote': {
      const quoted = escapeSlack(part.text)
        .split('\n')
        .map((line) => `>${line}`);
      return [{ type: 'section', text: { type: 'mrkdwn', text: cut(quoted.join('\n'), limits.text) } }];
    }
    case 'small':
      return [{ type: 'context', elements: [{ type: 'mrkdwn', text: cut(markup(part.text), limits.text) }] }];
    case 'picture':
      return [image(part.picture)];
    case 'line':
      return [{ type: 'divider' }];
    case 'buttons':
      return part.buttons.length === 0
        ? []
        : [
            {
              type: 'actions',
              elements: part.buttons
                .slice(0, limits.buttons)
                .map((button, at) => slackButton(button, `${id}-${at}`)),
            },
          ];
  }
}

function image(picture: Picture): { type: 'image'; image_url: string; alt_text: string } {
  return { type: 'image', image_url: picture.url, alt_text: cut(picture.alt, limits.alt) };
}

function slackButton(button: Button, id: string): types.Button {
  const text = { type: 'plain_text' as const, text: cut(button.label, limits.button), emoji: true };
  const style = button.style === undefined ? {} : { style: button.style };
  // Slack wants action ids unique in a message, so what is asked for stands before a colon.
  return 'url' in button
    ? { type: 'button', text, ...style, action_id: `open:${id}`, url: button.url }
    : { type: 'button', text, ...style, action_id: `${button.action}:${id}`, value: button.value };
}
