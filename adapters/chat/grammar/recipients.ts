import type { RawToken, Token } from './command-tokens.ts';
import { AND, BECAUSE, TO } from './connectives.ts';
import { nameAt } from './named-people.ts';
import type { Mentions, PersonReference } from './person-reference.ts';
import { endsBadge, isFiller, startsReason } from './token-roles.ts';

/** Recipients, and the tokens before and after them. */
export interface Recipients extends Mentions {
  before: readonly Token[];
  after: readonly Token[];
}

// "… samengewerkt met @jan": somebody who was there, not somebody who receives.
const TOGETHER_WITH: ReadonlySet<string> = new Set(['met', 'with', 'door', 'by', 'samen', 'together']);

/** The tokens with people read where they stand outside quotations. */
export function withPersonTokens(raw: readonly RawToken[]): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < raw.length) {
    const token = raw[index];
    if (token === undefined) break;
    if (token.kind === 'atom') {
      const { start, end } = token;
      tokens.push({ kind: 'person', reference: referenceOf(token.segment), start, end });
      index += 1;
      continue;
    }
    const named = nameAt(raw, index);
    if (named === undefined) {
      tokens.push(token);
      index += 1;
      continue;
    }
    const candidates = [...new Set(named.readings.map((reading) => reading.name))];
    const reference: PersonReference = { kind: 'named', name: named.likely.name, candidates };
    const end = raw[index + named.likely.tokens - 1]?.end ?? token.end;
    tokens.push({ kind: 'person', reference, start: token.start, end });
    index += named.likely.tokens;
  }
  return tokens;
}

/**
 * Who a command about a badge is addressed to: the first run of people that stands outside quotations and
 * before any marked reason. Everybody else is `alsoMentioned`, because a badge given to somebody who was
 * only spoken of is worse than a question.
 *
 * `isBadge` tells whether tokens are exactly a badge's title: then those after it are recipients, although
 * the title holds what otherwise marks a reason (`Zorg voor elkaar @jan`).
 */
export function readRecipients(
  tokens: readonly Token[],
  isBadge: (title: readonly Token[]) => boolean,
): Recipients {
  const first = firstRecipient(tokens) ?? recipientAfterTitle(tokens, isBadge);
  if (first === undefined) {
    return { people: [], alsoMentioned: mentionedIn(tokens), before: [], after: tokens };
  }
  const run = runFrom(tokens, first);
  let before = withoutTrailingFillers(tokens.slice(0, first));
  let after = tokens.slice(run);
  let members = tokens.slice(first, run);
  const second = before.some((token) => !isFiller(token)) ? undefined : secondRun(after);
  if (second !== undefined) {
    members = [...members, ...after.slice(second.start, second.end)];
    before = withoutTrailingFillers(after.slice(0, second.start));
    after = after.slice(second.end);
  }
  const people = mentionedIn(members);
  return { people, alsoMentioned: without(mentionedIn([...before, ...after]), people), before, after };
}

/** Everybody in the tokens, quotations included, each once, in order. */
export function mentionedIn(tokens: readonly Token[]): PersonReference[] {
  return without(tokens.flatMap(referencesIn), []);
}

/** Where the people that begin at `first` end: past the last of those joined by commas, "and", and such. */
export function runFrom(tokens: readonly Token[], first: number): number {
  let end = first + 1;
  for (let at = end; at < tokens.length; at += 1) {
    if (tokens[at]?.kind === 'person') end = at + 1;
    else if (!isGlue(tokens[at])) break;
  }
  return end;
}

function firstRecipient(tokens: readonly Token[]): number | undefined {
  let begun = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'person') return index;
    if (token.kind === 'word') {
      if (BECAUSE.has(token.folded)) return undefined;
      const marks = endsBadge(token) || startsReason(token) || TOGETHER_WITH.has(token.folded);
      const leadsToPerson = nextBeyondFillers(tokens, index + 1)?.kind === 'person';
      const speaksOf = TOGETHER_WITH.has(token.folded) && leadsToPerson;
      if (begun && marks && (speaksOf || (!leadsToPerson && !TOGETHER_WITH.has(token.folded))))
        return undefined;
    }
    begun ||= !isFiller(token);
  }
  return undefined;
}

function recipientAfterTitle(
  tokens: readonly Token[],
  isBadge: (title: readonly Token[]) => boolean,
): number | undefined {
  const first = tokens.findIndex((token) => token.kind === 'person');
  if (first === -1) return undefined;
  return isBadge(withoutTrailingFillers(tokens.slice(0, first))) ? first : undefined;
}

function nextBeyondFillers(tokens: readonly Token[], from: number): Token | undefined {
  // A handful: fillers in a row are few, and the look ahead must not make the pass quadratic.
  return tokens.slice(from, from + 5).find((token) => !isFiller(token));
}

/** `@a slug @b`: one word between, and nothing but a marked reason after. */
function secondRun(after: readonly Token[]): { start: number; end: number } | undefined {
  const start = after.slice(0, 8).findIndex((token) => token.kind === 'person');
  if (start < 1) return undefined;
  const between = after.slice(0, start);
  const words = between.filter((token) => !isFiller(token) && !isGlue(token));
  if (words.length !== 1 || words[0]?.kind !== 'word' || between.some((token) => startsReason(token)))
    return undefined;
  const end = runFrom(after, start);
  const next = after[end];
  const marked = next === undefined || next.kind === 'quote' || endsBadge(next) || startsReason(next);
  return marked ? { start, end } : undefined;
}

function withoutTrailingFillers(tokens: readonly Token[]): Token[] {
  let end = tokens.length;
  while (end > 0 && (isFiller(tokens[end - 1]) || isGlue(tokens[end - 1]))) end -= 1;
  return tokens.slice(0, end);
}

function isGlue(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false;
  return AND.has(token.folded) || TO.has(token.folded) || /^[,;&+/|]+$/u.test(token.raw);
}

function referenceOf(segment: { kind: 'person' | 'group'; id: string; label?: string }): PersonReference {
  const { id, label } = segment;
  if (segment.kind === 'group') return { kind: 'group', id, ...(label === undefined ? {} : { label }) };
  return { kind: 'mentioned', id, ...(label === undefined ? {} : { label }) };
}

function referencesIn(token: Token): PersonReference[] {
  if (token.kind === 'person') return [token.reference];
  if (token.kind === 'word') return [];
  return token.tokens.flatMap((inner) => (inner.kind === 'atom' ? [referenceOf(inner.segment)] : []));
}

/** The people once each, less the `others`. */
function without(people: readonly PersonReference[], others: readonly PersonReference[]): PersonReference[] {
  const seen = new Set(others.map(keyOf));
  return people.filter((person) => {
    const key = keyOf(person);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function keyOf(person: PersonReference): string {
  return person.kind === 'named' ? `named ${person.name.toLowerCase()}` : `${person.kind} ${person.id}`;
}
