import { type Token, type WordToken, tokenise } from './command-tokens.ts';
import { BECAUSE, FOR } from './connectives.ts';
import { foldText } from './fold-text.ts';
import { COURTESY } from './noise.ts';
import { unquote } from './quotes.ts';
import { endsBadge, isFiller, startsReason } from './token-roles.ts';

/** A word of the phrase: folded, and where it stands in the phrase's text (quotation marks included). */
export interface PhraseWord {
  folded: string;
  start: number;
  end: number;
  /** The badge's slug, where the word is the address of a badge page. */
  slug?: string;
}

/**
 * What was typed for a badge and, perhaps, a reason. Only the catalogue can tell where an unmarked reason
 * begins (`adviseur lerende regio sterk advies`): give the phrase to `resolveBadge`.
 */
export interface BadgePhrase {
  /** As typed, without the people it is addressed to. */
  text: string;
  words: readonly PhraseWord[];
  /** The first word that is probably the badge's, past a preposition, an article, or the word "badge". */
  badgeAt: number;
  /** The first word of a reason that quotation marks, a dash, a colon, or "because" mark as one. */
  reasonAt?: number;
  /** That reason, as typed, less the quotation marks around it. */
  reason?: string;
}

/** The words that were most probably meant as the badge, folded. */
export function badgeWords(phrase: BadgePhrase): string[] {
  return phrase.words.slice(phrase.badgeAt, phrase.reasonAt).map((word) => word.folded);
}

/** A phrase from plain text, such as a form's field or a search. */
export function phraseOf(text: string): BadgePhrase | undefined {
  const { source, tokens } = tokenise([{ kind: 'text', text }]);
  const words = tokens.flatMap((token): Token[] => (token.kind === 'atom' ? [] : [token]));
  return phraseFrom(source, words, []);
}

/**
 * What the phrase says after its first `count` words: as typed, less a separating dash or colon before it
 * and the quotation marks around it. `undefined` when nothing is said there.
 */
export function reasonAfter(phrase: BadgePhrase, count: number): string | undefined {
  const end = phrase.words[count - 1]?.end ?? 0;
  const rest = phrase.text.slice(end).replace(/^(?::(?!\S+:)|[\s,;.\p{Pd}\u2212]|[*_~](?=\s))+/u, '');
  const connective = /^(\p{L}+)[\s:]+/u.exec(rest);
  const word = connective?.[1]?.toLowerCase() ?? '';
  if (connective !== null && (BECAUSE.has(word) || FOR.has(word))) {
    const after = rest.slice(connective[0].length);
    const inner = unquote(after);
    if (inner !== after.trim()) return said(inner);
  }
  return said(unquote(rest));
}

/**
 * The phrase that the tokens before and after the recipients make; `undefined` when they hold no word. What
 * comes after recipients that have words before them is a reason.
 */
export function phraseFrom(
  source: string,
  before: readonly Token[],
  after: readonly Token[],
): BadgePhrase | undefined {
  const lead = before.some((token) => !isFiller(token)) ? before : [];
  const tokens = [...lead, ...after];
  const { text, offsets } = joinText(source, tokens);
  const words: PhraseWord[] = [];
  let reasonAt: number | undefined;
  let badgeAt = 0;
  let separated = false;
  for (const [index, token] of tokens.entries()) {
    const offset = offsets[index] ?? 0;
    const begun = words.length > badgeAt;
    if (lead.length > 0 && index === lead.length && begun) separated = true;
    const found = wordsOf(token, offset);
    const marks = separated || token.kind === 'quote' || startsReason(token);
    if (found.length > 0 && begun && marks) reasonAt ??= words.length;
    if (!begun && badgeAt === words.length && isFiller(token)) badgeAt += found.length;
    words.push(...found);
    separated ||= words.length > badgeAt && endsBadge(token);
  }
  if (words.length === 0) return undefined;
  const phrase: BadgePhrase = { text, words, badgeAt: badgeAt === words.length ? 0 : badgeAt };
  if (reasonAt === undefined) return phrase;
  const reason = reasonAfter(phrase, reasonAt);
  return reason === undefined ? phrase : { ...phrase, reasonAt, reason };
}

// `:tada:` alone is no reason, just as 🎉 alone is none.
const EMOJI_CODES = /:[\p{L}\p{N}_+'-]{1,40}:/gu;

function said(text: string): string | undefined {
  const folded = foldText(text.replace(EMOJI_CODES, ''));
  return COURTESY.has(folded) || !/[\p{L}\p{N}]/u.test(folded) ? undefined : text.trim();
}

function wordsOf(token: Token, offset: number): PhraseWord[] {
  if (token.kind === 'person') return [];
  if (token.kind === 'word') return token.folded === '' ? [] : [phraseWord(token, offset)];
  const inside = token.tokens.filter((one) => one.kind === 'word').filter((one) => one.folded !== '');
  return inside.map((one, index) => {
    const word = phraseWord(one, offset);
    // The marks go with the words they enclose, so that no reason begins with a closing mark.
    const start = index === 0 ? token.start - offset : word.start;
    const end = index === inside.length - 1 ? token.end - offset : word.end;
    return { ...word, start, end };
  });
}

function phraseWord(token: WordToken, offset: number): PhraseWord {
  const word = { folded: token.folded, start: token.start - offset, end: token.end - offset };
  const slug = /\/badges\/([^/?#\s]+)/u.exec(token.url ?? token.raw)?.[1];
  return slug === undefined ? word : { ...word, slug };
}

/** The typed text of the tokens; where tokens between them were left out, a space stands. */
function joinText(source: string, tokens: readonly Token[]): { text: string; offsets: number[] } {
  let text = '';
  let reached: number | undefined;
  const offsets: number[] = [];
  for (const token of tokens) {
    if (reached !== undefined) {
      const gap = source.slice(reached, token.start);
      text += token.start >= reached && gap.trim() === '' ? gap : ' ';
    }
    offsets.push(token.start - text.length);
    text += source.slice(token.start, token.end);
    reached = token.end;
  }
  return { text, offsets };
}
