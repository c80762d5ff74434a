import type { DigestSchedule } from './chat-command.ts';
import type { Token } from './command-tokens.ts';
import { foldWord } from './fold-text.ts';
import { NOISE } from './noise.ts';

/** A choice that was made, none, or words that are no choice. */
export type Choice<T> = { said: 'nothing' } | { said: 'choice'; choice: T } | { said: 'nonsense' };

const SCHEDULES: ReadonlyMap<string, DigestSchedule> = new Map<string, DigestSchedule>([
  ...words('weekly', 'weekly week weeks wekelijks wekelijkse on aan iedere elke every'),
  ...words('monthly', 'monthly month maandelijks maandelijkse maand'),
  ...words('off', 'off uit stop nooit never none geen no nee afmelden unsubscribe'),
]);

const LANGUAGES: ReadonlyMap<string, 'nl' | 'en'> = new Map<string, 'nl' | 'en'>([
  ...words('nl', 'nl nederlands nederlandse dutch hollands netherlands nl-nl'),
  ...words('en', 'en engels engelse english eng en-gb en-us'),
]);

/** How often the digest is to come. */
export function digestChoice(tokens: readonly Token[]): Choice<DigestSchedule> {
  const choice = choiceIn(tokens, SCHEDULES);
  // "elke maand", "every month": the later word decides.
  if (choice.said === 'choice' && wordsIn(tokens).some((word) => SCHEDULES.get(word) === 'monthly')) {
    return { said: 'choice', choice: choice.choice === 'off' ? 'off' : 'monthly' };
  }
  return choice;
}

/** The language that is chosen. */
export function languageChoice(tokens: readonly Token[]): Choice<'nl' | 'en'> {
  return choiceIn(tokens, LANGUAGES);
}

const courseWords: ReadonlySet<string> = new Set(
  'cursus course lms leeromgeving moodle brightspace elo'.split(' '),
);

/**
 * An e-mail address (lower case), a code (upper case, without separators; it holds a digit), or the course, which
 * wants a code from here.
 */
export function linkChoice(
  tokens: readonly Token[],
): Choice<{ email: string } | { code: string } | { course: true }> {
  for (const token of tokens) {
    if (token.kind !== 'person' || token.reference.kind !== 'named') continue;
    if (token.reference.name.includes('@'))
      return { said: 'choice', choice: { email: token.reference.name } };
  }
  const said = wordsIn(tokens).filter((word) => !['code', 'met', 'with', 'is'].includes(word));
  if (said.length === 0) return { said: 'nothing' };
  if (said.length <= 4 && said.some((word) => courseWords.has(word)))
    return { said: 'choice', choice: { course: true } };
  const joined = said.join('').replace(/[^\p{L}\p{N}]/gu, '');
  const isCode = /^[a-z0-9]{4,24}$/u.test(joined) && /\d/u.test(joined) && said.length <= 4;
  return isCode ? { said: 'choice', choice: { code: joined.toUpperCase() } } : { said: 'nonsense' };
}

function choiceIn<T>(tokens: readonly Token[], meanings: ReadonlyMap<string, T>): Choice<T> {
  const said = wordsIn(tokens);
  for (const word of said) {
    const choice = meanings.get(word);
    if (choice !== undefined) return { said: 'choice', choice };
  }
  return { said: said.length === 0 ? 'nothing' : 'nonsense' };
}

/** The first words that say something, quotation marks aside. */
function wordsIn(tokens: readonly Token[]): string[] {
  const folded = tokens.slice(0, 20).flatMap((token) => {
    if (token.kind === 'quote')
      return token.tokens.map((inner) => (inner.kind === 'word' ? inner.folded : ''));
    return token.kind === 'word' ? [token.folded] : [];
  });
  return folded.filter((word) => word !== '' && !NOISE.has(word));
}

function words<const T>(choice: T, list: string): (readonly [string, T])[] {
  return list.split(' ').map((word) => [foldWord(word), choice] as const);
}
