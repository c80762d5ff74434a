import type { Verb } from './chat-command.ts';
import { editDistance } from './text-distance.ts';
import { VERB_WORD_LIST, verbAt } from './verbs.ts';

const WORDS_LOOKED_AT = 12;
const LONGEST_VERB = 20;

/**
 * The command that was most probably meant: the one whose word the first word resembles (or, alone, begins), or else one whose
 * word stands further on, or else `award`.
 */
export function nearestVerb(words: readonly string[]): Verb {
  const looked = words.slice(0, WORDS_LOOKED_AT).filter((word) => word !== '');
  const [first] = looked;
  const resembled = first === undefined ? undefined : resembling(first, looked.length === 1);
  if (resembled !== undefined) return resembled;
  for (const word of looked) {
    const verb = verbAt([word])?.form.verb;
    if (verb !== undefined) return verb;
  }
  return 'award';
}

function resembling(word: string, alone: boolean): Verb | undefined {
  if (word.length > LONGEST_VERB) return undefined;
  let best: { verb: Verb; distance: number } | undefined;
  for (const [known, { verb }] of VERB_WORD_LIST) {
    const started = alone && known.startsWith(word);
    const distance = started ? 1 : editDistance(word, known);
    const allowed = Math.max(1, Math.floor(Math.min(word.length, known.length) / 3));
    if (word.length < 3 || distance > allowed) continue;
    if (best === undefined || distance < best.distance) best = { verb, distance };
  }
  return best?.verb;
}
