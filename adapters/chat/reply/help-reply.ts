import type { Locale } from '../../../src/domain/localized-text.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import type { NotUnderstood, Verb } from '../grammar/chat-command.ts';
import type { Links } from './links.ts';
import type { Inline, Reply, ReplyPart } from './reply.ts';

export function helpReply(locale: Locale, links: Links): Reply {
  const m = chatWords(locale);
  return {
    summary: [m.helpTitle],
    parts: [
      { kind: 'heading', text: m.helpTitle },
      { kind: 'text', text: [m.helpIntro] },
      commandLines(m.helpLines),
      { kind: 'line' },
      commandLines(m.helpMore),
      { kind: 'small', text: [m.helpThread, ' ', { link: links.badges, label: m.listTitle }] },
    ],
  };
}

function commandLines(lines: readonly (readonly [string, string])[]): ReplyPart {
  const text = lines.flatMap(([command, what], at): Inline[] => [
    ...(at === 0 ? [] : ['\n']),
    { code: command },
    ` – ${what}`,
  ]);
  return { kind: 'text', text };
}

/** The nearest command as an example, not a manual. */
export function unclearReply(unclear: NotUnderstood, locale: Locale): Reply {
  const m = chatWords(locale);
  const words = m.notUnderstood(unclear.said);
  return {
    summary: [words],
    parts: [{ kind: 'text', text: [words, ' ', m.tryThis, '\n', { code: m.examples[unclear.nearest] }] }],
  };
}

/** One command explained: its example, and what else there is in a word. */
export function topicReply(verb: Verb, locale: Locale): Reply {
  const m = chatWords(locale);
  const example = m.examples[verb];
  const what = [...m.helpLines, ...m.helpMore].find(
    ([command]) => command.split(' ')[1] === example.split(' ')[1],
  )?.[1];
  const text = [{ code: example }, ...(what === undefined ? [] : [` – ${what}`])];
  return {
    summary: text,
    parts: [
      { kind: 'text', text },
      { kind: 'small', text: [{ code: m.examples.help }] },
    ],
  };
}
