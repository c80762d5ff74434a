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
      commandLines(locale),
      { kind: 'small', text: [m.helpThread, ' ', { link: links.badges, label: m.listTitle }] },
    ],
  };
}

function commandLines(locale: Locale): ReplyPart {
  const text = chatWords(locale).helpLines.flatMap(([command, what], at): Inline[] => [
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
    parts: [
      { kind: 'text', text: [words, ' ', m.tryThis, '\n', { code: exampleOf(unclear.nearest, locale) }] },
    ],
  };
}

function exampleOf(verb: Verb, locale: Locale): string {
  const { examples } = chatWords(locale);
  return verb === 'passport' || verb === 'list' || verb === 'award' ? examples[verb] : examples.help;
}

/** A command that exists but not in this place. */
export function unavailableReply(verb: Verb, locale: Locale): Reply {
  const words = chatWords(locale).notYetHere(verb);
  return { summary: [words], parts: [{ kind: 'text', text: [words] }, commandLines(locale)] };
}
