import { trimEndWhere } from './fold-text.ts';

const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”“"',
  '”': '”"',
  '„': '”“"',
  '«': '»',
  '»': '«',
  '‘': "’'",
  '‚': '‘’',
  "'": "'’",
  '’': "’'",
};

const OPENS_AFTER = /[\s([{:,;\p{Pd}\uFFFC*_]/u;
const CLOSES_BEFORE = /[\s)\]}:,;.!?…\p{Pd}\uFFFC*_]/u;
// Dutch 't, 's, 'n, 'k: an apostrophe, not a quotation.
const CLITIC = /^['’‘](?:t|s|n|k|m)(?![\p{L}\p{N}])/iu;

/** A quotation: `end` is past its closing mark (past the text where it is missing). */
export interface Quote {
  innerStart: number;
  innerEnd: number;
  end: number;
}

/**
 * The quotation that opens at `at`, if one does. A double quotation that is never closed runs to the end of
 * the text; a single one that is never closed is an apostrophe. `exhausted` remembers, over one pass, the
 * marks that close nowhere further on, which keeps the pass linear.
 */
export function findQuote(text: string, at: number, exhausted: Set<string>): Quote | undefined {
  const opener = text.charAt(at);
  const closers = CLOSERS[opener];
  if (closers === undefined) return undefined;
  const before = text.charAt(at - 1);
  if (before !== '' && !OPENS_AFTER.test(before)) return undefined;
  if (isSingle(opener) && (CLITIC.test(text.slice(at, at + 3)) || !/\S/u.test(text.charAt(at + 1))))
    return undefined;
  const close = exhausted.has(opener) ? -1 : closingAt(text, at + 1, closers);
  if (close > at) return { innerStart: at + 1, innerEnd: close, end: close + 1 };
  exhausted.add(opener);
  if (isSingle(opener)) return undefined;
  return { innerStart: at + 1, innerEnd: text.length, end: text.length };
}

/**
 * The text without the quotation marks around the whole of it (and punctuation after them). Marks that
 * belong to a part of the text stay: `"a" and "b"` is left alone.
 */
export function unquote(text: string): string {
  const trimmed = text.trim();
  const opener = trimmed.charAt(0);
  const closers = CLOSERS[opener];
  if (closers === undefined || CLITIC.test(trimmed)) return trimmed;
  const body = trimEndWhere(trimmed, /[\s.,;!?]/u);
  if (body.length > 1 && closers.includes(body.charAt(body.length - 1))) {
    const inner = body.slice(1, -1);
    return isBalanced(inner, opener, closers) ? inner.trim() : trimmed;
  }
  const unclosed = !isSingle(opener) && closingAt(trimmed, 1, closers) === -1;
  return unclosed ? trimmed.slice(1).trim() : trimmed;
}

function isSingle(mark: string): boolean {
  return mark === "'" || mark === '’' || mark === '‘' || mark === '‚';
}

function closingAt(text: string, from: number, closers: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (closers.includes(text.charAt(at)) && closes(text, at)) return at;
  }
  return -1;
}

function closes(text: string, at: number): boolean {
  const after = text.charAt(at + 1);
  return after === '' || CLOSES_BEFORE.test(after);
}

/** Whether each quotation that ends inside also began inside. */
function isBalanced(inner: string, opener: string, closers: string): boolean {
  let depth = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const mark = inner.charAt(at);
    if (mark !== opener && !closers.includes(mark)) continue;
    const before = inner.charAt(at - 1);
    const opensHere = before === '' || OPENS_AFTER.test(before);
    if (opensHere && !(at > 0 && closes(inner, at))) depth += 1;
    else if (closes(inner, at)) depth -= 1;
    if (depth < 0) return false;
  }
  return true;
}
