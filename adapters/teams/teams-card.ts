import { chatActions, type Button, type Picture, type Reply, type ReplyPart } from '../chat/reply/reply.ts';
import type { Locale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import type { Outgoing } from './teams-connector.ts';
import { escapeMarkdown, teamsWriter, type TeamsWriter } from './teams-markdown.ts';

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** Elements of Adaptive Cards 1.5 (adaptivecards.io), as plain data. */
export type CardElement = { readonly type: string; readonly [property: string]: unknown };
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly body: readonly CardElement[];
  readonly [property: string]: unknown;
};

/** What Teams refuses past, in bytes, less what goes around a card. */
const mostBytes = 27 * 1024;
const limits = { actions: 6, text: 4000, title: 80, summary: 500, alt: 500 };

export type CardOptions = {
  readonly tenant: string;
  readonly locale: Locale;
  readonly personal: boolean;
  /** The key of the message that the card is; comes back with clicks, and tells where the message stands. */
  readonly key?: string;
  /** A card that is brought up to date for each who looks at it; `viewers` are platform ids, everybody when left out. */
  readonly refresh?: {
    readonly data: Readonly<Record<string, string>>;
    readonly viewers?: readonly string[];
  };
  /** Nothing that asks the bot: for a card that may come to stand where the bot is not. */
  readonly linksOnly?: boolean;
};

/** The action by which a client asks for a card as it is now. */
export const refreshVerb = 'refresh';

/** A reply as an Adaptive Card, never larger than Teams takes. */
export function replyCard(reply: Reply, options: CardOptions): Card {
  const writer = teamsWriter({ ...options, someone: chatWords(options.locale).someone });
  return fitted(elementsOf(reply.parts, writer, options), writer, options);
}

/** Elements as a card; what does not fit is left out from the end, before the buttons. */
export function fitted(body: readonly CardElement[], writer: TeamsWriter, options: CardOptions): Card {
  let shown = [...body];
  for (;;) {
    const card = cardOf(shown, writer, options);
    if (Buffer.byteLength(JSON.stringify(card)) <= mostBytes) return card;
    const last = shown.findLastIndex(({ type }) => type !== 'ActionSet' && !type.startsWith('Input.'));
    if (last === -1) return card;
    const element = shown[last];
    const text = element?.type === 'TextBlock' ? String(element['text']) : '';
    shown =
      text.length > 1000 && element !== undefined
        ? shown.with(last, { ...element, text: cut(text, Math.floor(text.length / 2)) })
        : shown.toSpliced(last, 1);
  }
}

function cardOf(body: readonly CardElement[], writer: TeamsWriter, options: CardOptions): Card {
  const written = JSON.stringify(body);
  const entities = writer
    .mentions()
    .filter(({ text }) => written.includes(JSON.stringify(text).slice(1, -1)));
  const { refresh, key } = options;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: options.locale,
    body,
    ...(refresh === undefined || options.linksOnly
      ? {}
      : {
          refresh: {
            action: {
              type: 'Action.Execute',
              title: 'Speldje',
              verb: refreshVerb,
              data: { ...refresh.data, ...(key === undefined ? {} : { key }) },
            },
            ...(refresh.viewers === undefined || refresh.viewers.length === 0
              ? {}
              : { userIds: refresh.viewers.slice(0, 60) }),
          },
        }),
    msteams: { width: 'Full', ...(entities.length === 0 ? {} : { entities }) },
  };
}

/** A reply as a message; the summary is what notifications say. */
export function cardMessage(reply: Reply, options: CardOptions): Outgoing {
  return {
    type: 'message',
    summary: cut(plainText(reply, options), limits.summary),
    attachments: [{ contentType: adaptiveCard, content: replyCard(reply, options) }],
    ...(options.key === undefined ? {} : { channelData: { speldje: { key: options.key } } }),
  };
}

/** The same without pictures, and then in words alone: for a message that Teams does not take as it is. */
export function plainer(reply: Reply, options: CardOptions): Outgoing[] {
  const parts = reply.parts.flatMap((part): ReplyPart[] => {
    if (part.kind === 'picture') return [];
    if (part.kind !== 'text') return [part];
    const { picture: _, ...rest } = part;
    return [rest];
  });
  const { attachments: _, summary: __, ...bare } = cardMessage({ ...reply, parts: [] }, options);
  return [cardMessage({ ...reply, parts }, options), { ...bare, text: plainText(reply, options) }];
}

/** The summary in words, names without mentions. */
export function plainText(
  { summary }: Reply,
  { locale, personal }: Pick<CardOptions, 'locale' | 'personal'>,
): string {
  return teamsWriter({ tenant: '', someone: chatWords(locale).someone, personal })
    .write(summary)
    .replaceAll(/\\(.)/gu, '$1')
    .replaceAll('**', '')
    .replaceAll(/\n+/gu, ' ')
    .trim();
}

export function elementsOf(
  parts: readonly ReplyPart[],
  writer: TeamsWriter,
  options: CardOptions,
): CardElement[] {
  const elements: CardElement[] = [];
  let separated = false;
  for (const part of parts) {
    if (part.kind === 'line') {
      separated = true;
      continue;
    }
    const [first, ...rest] = elementsOfPart(part, writer, options);
    if (first === undefined) continue;
    elements.push(separated ? { ...first, separator: true, spacing: 'medium' } : first, ...rest);
    separated = false;
  }
  return elements;
}

function elementsOfPart(
  part: Exclude<ReplyPart, { kind: 'line' }>,
  writer: TeamsWriter,
  options: CardOptions,
): CardElement[] {
  switch (part.kind) {
    case 'heading':
      return [
        { ...textBlock(escapeMarkdown(part.text)), size: 'medium', weight: 'bolder', style: 'heading' },
      ];
    case 'text': {
      const text = cut(writer.write(part.text).trim(), limits.text);
      if (text === '') return [];
      if (part.picture === undefined) return [textBlock(text)];
      return [
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', width: '64px', items: [image(part.picture, '64px')] },
            {
              type: 'Column',
              width: 'stretch',
              items: [textBlock(text)],
              verticalContentAlignment: 'center',
            },
          ],
        },
      ];
    }
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [textBlock(cut(escapeMarkdown(part.text).replaceAll(/\n+/gu, '\n\n'), limits.text))],
        },
      ];
    case 'small': {
      const text = cut(writer.write(part.text).trim(), limits.text);
      return text === '' ? [] : [{ ...textBlock(text), size: 'small', isSubtle: true }];
    }
    case 'picture':
      return [image(part.picture)];
    case 'buttons':
      return actionSets(part.buttons, options);
  }
}

export function textBlock(text: string): CardElement {
  return { type: 'TextBlock', text, wrap: true };
}

function image({ url, alt }: Picture, width?: string): CardElement {
  return {
    type: 'Image',
    url,
    altText: cut(alt, limits.alt),
    ...(width === undefined ? { size: 'stretch' } : { width }),
  };
}

/** Teams shows six actions of a set at most. */
function actionSets(buttons: readonly Button[], options: CardOptions): CardElement[] {
  const shown = options.linksOnly ? buttons.filter((button) => 'url' in button) : buttons;
  const sets: CardElement[] = [];
  for (let at = 0; at < shown.length; at += limits.actions)
    sets.push({
      type: 'ActionSet',
      actions: shown.slice(at, at + limits.actions).map((button) => action(button, options.key)),
    });
  return sets;
}

/** What a button carries that opens a dialog, and one that is carried out. */
function action(button: Button, key: string | undefined): CardElement {
  const title = cut(button.label, limits.title);
  const style =
    button.style === undefined ? {} : { style: button.style === 'primary' ? 'positive' : 'destructive' };
  if ('url' in button) return { type: 'Action.OpenUrl', title, url: button.url, ...style };
  const from = key === undefined ? {} : { key };
  return button.action === chatActions.openForm
    ? {
        type: 'Action.Submit',
        title,
        data: { msteams: { type: 'task/fetch' }, form: button.value, ...from },
        ...style,
      }
    : {
        type: 'Action.Execute',
        title,
        verb: button.action,
        data: { value: button.value, ...from },
        ...style,
      };
}

/** Cut at a whole character, with an ellipsis. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
