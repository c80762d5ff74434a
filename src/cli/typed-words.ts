/**
 * The words of a line as a shell would take it apart: by blanks, with '…' and "…" to keep blanks in a word and \ to
 * keep the next character; # at the start of a word begins a remark. Undefined where a quote is not closed.
 */
export function typedWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\' && quote !== "'" && at + 1 < line.length) {
      at += 1;
      word = `${word ?? ''}${line.charAt(at)}`;
    } else if (character === quote) quote = undefined;
    else if (quote !== undefined) word = `${word ?? ''}${character}`;
    else if (character === '"' || character === "'") {
      quote = character;
      // Two quotes with nothing between are a word too.
      word ??= '';
    } else if (/\s/u.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '#' && word === undefined) break;
    else word = `${word ?? ''}${character}`;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
