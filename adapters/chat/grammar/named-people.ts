import type { ChatSegment } from './chat-text.ts';
import {
  tokenise,
  type PlacedSegment,
  type QuoteToken,
  type RawToken,
  type WordToken,
} from './command-tokens.ts';
import { CONNECTIVES } from './connectives.ts';
import { trimEndWhere } from './fold-text.ts';
import type { NamedPerson } from './person-reference.ts';

/** Somebody whom a directory found by a name or an e-mail address. */
export interface FoundPerson {
  id: string;
  label?: string;
}

/** Everybody whom each candidate name finds; a name that is absent finds nobody. */
export type FoundPeople = ReadonlyMap<string, readonly FoundPerson[]>;

/** One way to read a name: its words, and where it ends in the source. */
export interface NameReading {
  name: string;
  /** How many tokens the name takes, the one with the `@` included. */
  tokens: number;
  end: number;
}

/** A typed `@name` or e-mail address: where it begins, and its readings, longest first. */
export interface NameInText {
  start: number;
  readings: readonly NameReading[];
  likely: NameReading;
}

const MOST_WORDS_IN_A_NAME = 6;
const LONGEST_EMAIL = 254;

const NAME_PARTICLES: ReadonlySet<string> = new Set(
  'de den der van von vom zu ten ter te t d da di del della dos du la le el al bin ibn y op aan in'.split(
    ' ',
  ),
);

/**
 * The candidate that decides: the longest one that finds anybody, with whom it finds. `undefined` when no
 * candidate finds anybody. More than one in `found` means that the name is not enough to go by.
 */
export function findNamed(
  person: Pick<NamedPerson, 'candidates'>,
  people: FoundPeople,
): { name: string; found: readonly FoundPerson[] } | undefined {
  for (const name of person.candidates) {
    const found = people.get(name);
    if (found !== undefined && found.length > 0) return { name, found };
  }
  return undefined;
}

/**
 * The same message with each typed name that finds exactly one person replaced by that person, ready to be
 * parsed again. Look up the `candidates` of every `named` person of the first parse to build `people`. A
 * name that finds nobody, or several people, stays text (and is `named` again; ask {@link findNamed} which
 * of the two it was).
 */
export function withKnownPeople(segments: readonly ChatSegment[], people: FoundPeople): ChatSegment[] {
  const { source, tokens, atoms } = tokenise(segments);
  const replaced: PlacedSegment[] = [];
  replaceNames(tokens, people, replaced);
  const starts = new Set(replaced.map((piece) => piece.start));
  const placed = [...replaced, ...atoms.filter((atom) => !starts.has(atom.start))];
  placed.sort((one, other) => one.start - other.start);
  const result: ChatSegment[] = [];
  let at = 0;
  for (const piece of placed) {
    if (piece.start > at) result.push({ kind: 'text', text: source.slice(at, piece.start) });
    result.push(piece.segment);
    at = piece.end;
  }
  if (at < source.length) result.push({ kind: 'text', text: source.slice(at) });
  return result;
}

/** The name or e-mail address that begins at token `index`, if one does. */
export function nameAt(tokens: readonly RawToken[], index: number): NameInText | undefined {
  const first = tokens[index];
  if (first?.kind !== 'word') return undefined;
  const email = emailIn(first);
  if (email !== undefined) {
    const reading = { name: email, tokens: 1, end: first.end };
    return { start: first.start, readings: [reading], likely: reading };
  }
  const lead = /^[*_~(]*[@＠](?=[\p{L}\p{N}])/u.exec(first.raw);
  if (lead === null || first.url !== undefined) return undefined;
  const words = [cleanWord(first, lead[0].length), ...followingWords(tokens, index)];
  const readings = words.map((word, last) => ({
    name: words
      .slice(0, last + 1)
      .map((part) => part.text)
      .join(' '),
    tokens: last + 1,
    end: word.end,
  }));
  const likely = readings[likelyCount(words.map((word) => word.text)) - 1] ?? readings[0];
  if (likely === undefined) return undefined;
  return { start: first.start + lead[0].length - 1, readings: readings.toReversed(), likely };
}

/** The e-mail address that the word is, lower case, if it is one. */
export function emailIn(word: WordToken): string | undefined {
  const typed = word.url?.startsWith('mailto:') === true ? word.url.slice('mailto:'.length) : word.raw;
  if (typed.length > LONGEST_EMAIL) return undefined;
  const address = trimEndWhere(typed.normalize('NFKC').replace(/[\p{Cf}]/gu, ''), /[.,;:!?)>*_]/u);
  const match = /^[*_(<]*([^\s@<>"',;:()]+@[^\s@<>"',;:()]+\.[\p{L}]{2,})$/u.exec(address);
  return match?.[1]?.toLowerCase();
}

function replaceNames(
  tokens: readonly (RawToken | QuoteToken['tokens'][number])[],
  people: FoundPeople,
  replaced: PlacedSegment[],
): void {
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token?.kind === 'quote') replaceNames(token.tokens, people, replaced);
    const named = nameAt(tokens, index);
    const candidates = named?.readings.map((reading) => reading.name) ?? [];
    const decided = findNamed({ candidates }, people);
    const reading = named?.readings.find((one) => one.name === decided?.name);
    const person = decided?.found[0];
    if (named === undefined || reading === undefined || person === undefined || decided?.found.length !== 1) {
      index += 1;
      continue;
    }
    const label = person.label ?? reading.name;
    replaced.push({
      start: named.start,
      end: reading.end,
      segment: { kind: 'person', id: person.id, label },
    });
    index += reading.tokens;
  }
}

interface NameWord {
  text: string;
  end: number;
}

function followingWords(tokens: readonly RawToken[], index: number): NameWord[] {
  const words: NameWord[] = [];
  let before = tokens[index];
  for (let at = index + 1; at < tokens.length && words.length < MOST_WORDS_IN_A_NAME - 1; at += 1) {
    const token = tokens[at];
    if (before?.kind !== 'word' || endsPhrase(before.raw)) break;
    if (token?.kind !== 'word' || !isNameWord(token)) break;
    words.push(cleanWord(token, 0));
    before = token;
  }
  return words;
}

function isNameWord(token: WordToken): boolean {
  if (token.url !== undefined || token.folded === '' || CONNECTIVES.has(token.folded)) return false;
  return /^[\p{L}\p{M}\p{Pd}\p{Cf}'’‘.,;:!?*_~)]+$/u.test(token.raw);
}

/** Whether punctuation after the word ends a name; the full stop of an initial does not. */
function endsPhrase(raw: string): boolean {
  if (/^[*_@]*\p{L}\.$/u.test(raw)) return false;
  return /[.,;:!?)]$/u.test(raw);
}

function cleanWord(token: WordToken, skip: number): NameWord {
  const typed = token.raw.slice(skip);
  const kept = /^\p{L}\.$/u.test(typed) ? typed : trimEndWhere(typed, /[.,;:!?)*_~"”'’]/u);
  const text = kept.replace(/^[*_~(]+/u, '').replace(/\p{Cf}/gu, '');
  return { text, end: token.start + skip + kept.length };
}

/** How many of the words are most probably the name: particles, and what is written as a name. */
function likelyCount(words: readonly string[]): number {
  let count = 1;
  let capitals = 0;
  let particle = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (NAME_PARTICLES.has(word.toLowerCase().replace(/^['’‘]/u, ''))) {
      particle = true;
      continue;
    }
    const capital = /^['’‘]?\p{Lu}/u.test(word);
    const hyphens = word.match(/\p{Pd}/gu)?.length ?? 0;
    if (hyphens > 1 || (hyphens === 1 && !capital)) break;
    if (!capital && !particle) break;
    if (capital) capitals += 1;
    if (capitals > 3) break;
    count = at + 1;
    particle = false;
  }
  return count;
}
