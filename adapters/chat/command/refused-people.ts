import type { Locale } from '../../../src/domain/localized-text.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { refusalWords } from '../reply/refusal-words.ts';
import type { Inline, Reply } from '../reply/reply.ts';
import type { ResolvedPeople } from './resolve-people.ts';

/** Who could not be meant, each with why. */
export function refusedPeople(refusals: ResolvedPeople['refusals'], locale: Locale): Reply {
  const text = refusals.flatMap(({ said, refusal }, at): Inline[] => {
    const words = refusalWords(refusal, locale);
    const self = refusal.code === 'unknown-person' || refusal.code === 'ambiguous-person';
    return [...(at === 0 ? [] : ['\n']), self ? words : chatWords(locale).answerRefused(said, words)];
  });
  return { summary: text, parts: [{ kind: 'text', text }] };
}
