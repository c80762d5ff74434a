import { endsBadge, isSeparator } from './token-roles.ts';
import { BECAUSE } from './connectives.ts';
import { NOISE } from './noise.ts';
import type { Token } from './command-tokens.ts';
import { runFrom } from './recipients.ts';
import { separableVerb, verbAt, type VerbForm } from './verbs.ts';

/** The verb of a message, and everything else that it says. */
export interface SaidVerb {
  form: VerbForm;
  args: readonly Token[];
}

const MOST_NOISE = 10;

/**
 * The verb, at the beginning (after greetings and courtesy), after the people, or, as a Dutch infinitive,
 * at the end.
 */
export function findVerb(tokens: readonly Token[]): SaidVerb | undefined {
  for (let at = 0; at < Math.min(tokens.length, MOST_NOISE); at += 1) {
    const token = tokens[at];
    const found = verbStartingAt(tokens, at);
    if (found !== undefined) return { form: found.form, args: rest(tokens, [], at, found.taken) };
    if (token?.kind === 'person') return verbAfterPeople(tokens, at) ?? infinitiveAtEnd(tokens);
    if (token?.kind !== 'word' || (token.folded !== '' && !NOISE.has(token.folded))) break;
  }
  return infinitiveAtEnd(tokens);
}

interface VerbPlaces {
  form: VerbForm;
  taken: ReadonlySet<number>;
}

function verbStartingAt(tokens: readonly Token[], at: number): VerbPlaces | undefined {
  const first = tokens[at];
  if (first?.kind !== 'word' || first.url !== undefined) return undefined;
  const separated = separableAt(tokens, at, first.folded);
  if (separated !== undefined) return separated;
  const words: string[] = [];
  for (const token of tokens.slice(at, at + 3)) {
    if (token.kind !== 'word') break;
    words.push(token.folded);
  }
  const verb = verbAt(words);
  if (verb === undefined) return undefined;
  return { form: verb.form, taken: new Set(words.slice(0, verb.length).map((_, index) => at + index)) };
}

/** `ken toe @jan slug`, `ken @jan slug toe`, `ken @jan slug toe omdat …`. */
function separableAt(tokens: readonly Token[], at: number, stem: string): VerbPlaces | undefined {
  const particles = separableVerb(stem);
  if (particles.length === 0) return undefined;
  for (const place of [at + 1, ...particlePlaces(tokens, at + 1)]) {
    const token = tokens[place];
    const said = token?.kind === 'word' ? token.folded : '';
    const match = particles.find(({ particle }) => particle === said);
    if (match !== undefined) return { form: match.form, taken: new Set([at, place]) };
  }
  return undefined;
}

function particlePlaces(tokens: readonly Token[], from: number): number[] {
  const marker = tokens.findIndex((token, index) => index >= from && marksReason(token));
  let last = tokens.length - 1;
  while (last > from && isSymbol(tokens[last])) last -= 1;
  return marker === -1 ? [last] : [marker, marker - 1, last];
}

function verbAfterPeople(tokens: readonly Token[], first: number): SaidVerb | undefined {
  let at = runFrom(tokens, first);
  while (isSeparator(tokens[at])) at += 1;
  const found = verbStartingAt(tokens, at);
  if (found === undefined) return undefined;
  return { form: found.form, args: rest(tokens, tokens.slice(first, at), at, found.taken) };
}

/** `de badge lasser aan @jan toekennen`: only where somebody is mentioned, for it is no sure sign. */
function infinitiveAtEnd(tokens: readonly Token[]): SaidVerb | undefined {
  if (!tokens.some((token) => token.kind === 'person')) return undefined;
  for (const place of particlePlaces(tokens, 0)) {
    const token = tokens[place];
    if (token?.kind !== 'word' || !token.folded.endsWith('en') || place === 0) continue;
    const form = verbAt([token.folded])?.form;
    if (form === undefined) continue;
    return { form, args: tokens.filter((_, index) => index !== place) };
  }
  return undefined;
}

function marksReason(token: Token): boolean {
  return token.kind === 'quote' || endsBadge(token) || (token.kind === 'word' && BECAUSE.has(token.folded));
}

function isSymbol(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.folded === '';
}

/** The arguments: people who stood first, and what follows the verb, less separators right after it. */
function rest(
  tokens: readonly Token[],
  people: readonly Token[],
  at: number,
  taken: ReadonlySet<number>,
): Token[] {
  const following = tokens.map((token, index) => ({ token, index })).slice(at);
  const args = following.filter(({ index }) => !taken.has(index)).map(({ token }) => token);
  const from = args.findIndex((token) => !isSymbol(token));
  return [...people, ...(from === -1 ? [] : args.slice(from))];
}
