import type { ChatSegment } from './chat-text.ts';
import { segmentText } from './chat-text.ts';
import { foldWord } from './fold-text.ts';
import type { PersonReference } from './person-reference.ts';
import { findQuote } from './quotes.ts';

/** What the platform resolved, at its place in the text. */
export interface AtomToken {
  kind: 'atom';
  segment: Extract<ChatSegment, { kind: 'person' | 'group' }>;
  start: number;
  end: number;
}

/**
 * A run of non-space characters, also a link or a channel. `folded` is empty for pure punctuation and for
 * emoji, written out (`:tada:`) or not. `url` is the address where the word is a link.
 */
export interface WordToken {
  kind: 'word';
  raw: string;
  folded: string;
  start: number;
  end: number;
  url?: string;
}

/** A quotation: `start` and `end` include the quotation marks, `tokens` are those inside. */
export interface QuoteToken {
  kind: 'quote';
  tokens: (WordToken | AtomToken)[];
  start: number;
  end: number;
}

export type RawToken = AtomToken | WordToken | QuoteToken;

/** A person or group in the text, resolved by the platform or only named. */
export interface PersonToken {
  kind: 'person';
  reference: PersonReference;
  start: number;
  end: number;
}

/** A token once the people have been read. */
export type Token = PersonToken | WordToken | QuoteToken;

/** A message cut into tokens; `start` and `end` of each are offsets in `source`. */
export interface TokenisedText {
  source: string;
  tokens: RawToken[];
  /** Every segment that is not plain text, at its place in `source`. */
  atoms: PlacedSegment[];
}

export interface PlacedSegment {
  start: number;
  end: number;
  segment: ChatSegment;
}

// Stands in `masked` for what a segment wrote, so that no quotation mark inside a name counts.
const MASK = '\uFFFC';

/** Cuts a message into words, quotations and what the platform resolved, in linear time. */
export function tokenise(segments: readonly ChatSegment[]): TokenisedText {
  const atoms: PlacedSegment[] = [];
  let source = '';
  let masked = '';
  for (const segment of segments) {
    const shown = segmentText(segment);
    if (shown === '') continue;
    if (segment.kind === 'text') {
      masked += shown.replaceAll(MASK, '?');
    } else {
      atoms.push({ start: source.length, end: source.length + shown.length, segment });
      masked += MASK.repeat(shown.length);
    }
    source += shown;
  }
  const cutter = { source, masked, atoms: new Map(atoms.map((atom) => [atom.start, atom])) };
  return { source, tokens: cutTokens(cutter), atoms };
}

interface Cutter {
  source: string;
  masked: string;
  atoms: ReadonlyMap<number, PlacedSegment>;
}

function cutTokens(cutter: Cutter): RawToken[] {
  const tokens: RawToken[] = [];
  const exhausted = new Set<string>();
  let at = 0;
  while (at < cutter.source.length) {
    const quote = findQuote(cutter.masked, at, exhausted);
    if (quote !== undefined) {
      tokens.push({
        kind: 'quote',
        start: at,
        end: quote.end,
        tokens: cutPlain(cutter, quote.innerStart, quote.innerEnd),
      });
      at = quote.end;
      continue;
    }
    at = cutOne(cutter, at, cutter.source.length, tokens);
  }
  return tokens;
}

function cutPlain(cutter: Cutter, from: number, to: number): (WordToken | AtomToken)[] {
  const tokens: (WordToken | AtomToken)[] = [];
  let at = from;
  while (at < to) at = cutOne(cutter, at, to, tokens);
  return tokens;
}

function cutOne(
  cutter: Cutter,
  at: number,
  limit: number,
  into: { push(token: WordToken | AtomToken): unknown },
) {
  const atom = cutter.atoms.get(at);
  if (atom !== undefined) {
    into.push(atomToken(atom.segment, cutter.source, at, atom.end));
    return atom.end;
  }
  const space = /\s+/uy;
  space.lastIndex = at;
  if (space.test(cutter.masked)) return Math.min(space.lastIndex, limit);
  // A quotation mark starts a new word, so that `slug:"why"` is two.
  const word = /[^\s\uFFFC][^\s\uFFFC“„«"]*/uy;
  word.lastIndex = at;
  const end = Math.min(word.test(cutter.masked) ? word.lastIndex : at + 1, limit);
  let start = at;
  for (const part of cutter.source.slice(at, end).split(/(?<=[,;&+/])(?=[@＠])/u)) {
    into.push(wordToken(part, start, start + part.length));
    start += part.length;
  }
  return end;
}

function atomToken(segment: ChatSegment, source: string, start: number, end: number): AtomToken | WordToken {
  if (segment.kind === 'person' || segment.kind === 'group') return { kind: 'atom', segment, start, end };
  const word = wordToken(source.slice(start, end), start, end);
  return segment.kind === 'link' ? { ...word, url: segment.url } : word;
}

function wordToken(raw: string, start: number, end: number): WordToken {
  const emoji = /^(?::[\p{L}\p{N}_+'-]+:)+$/u.test(raw);
  return { kind: 'word', raw, folded: emoji ? '' : foldWord(raw), start, end };
}
