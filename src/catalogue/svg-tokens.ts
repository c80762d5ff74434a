/** An attribute as written: references such as `&#35;` are not resolved. */
export interface SvgAttribute {
  readonly name: string;
  readonly value: string;
  readonly offset: number;
}

/** A piece of an SVG's text; `offset` is where it starts, in UTF-16 code units. */
export type SvgToken =
  | {
      readonly kind: 'open';
      readonly offset: number;
      readonly name: string;
      readonly attributes: readonly SvgAttribute[];
      readonly selfClosing: boolean;
    }
  | { readonly kind: 'close'; readonly offset: number }
  | { readonly kind: 'text'; readonly offset: number; readonly text: string }
  | { readonly kind: 'declaration'; readonly offset: number }
  | { readonly kind: 'instruction'; readonly offset: number; readonly target: string }
  | { readonly kind: 'malformed'; readonly offset: number };

const textForm = /[^<]+/uy;
const commentForm = /<!--[\s\S]*?-->/uy;
const cdataForm = /<!\[CDATA\[[\s\S]*?\]\]>/uy;
const instructionForm = /<\?([^\s?]+)[\s\S]*?\?>/uy;
const closeForm = /<\/[^\s<>/]+\s*>/uy;
const openForm = /<([^\s<>/!?="']+)/uy;
const attributeForm = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const openEndForm = /\s*(\/?)>/uy;

function matchAt(form: RegExp, text: string, offset: number): RegExpExecArray | null {
  form.lastIndex = offset;
  return form.exec(text);
}

/**
 * Cuts an SVG in tokens, comments left out. After a `malformed` token nothing follows. Well-formed XML gives
 * no `malformed` token, but not all that passes is well-formed: that is for the drawing to say.
 */
export function* svgTokens(text: string): Generator<SvgToken> {
  let offset = 0;
  while (offset < text.length) {
    const start = offset;
    const passive = matchAt(textForm, text, start) ?? matchAt(cdataForm, text, start);
    if (passive) {
      yield { kind: 'text', offset: start, text: passive[0] };
      offset += passive[0].length;
      continue;
    }
    const comment = matchAt(commentForm, text, start);
    if (comment) {
      offset += comment[0].length;
      continue;
    }
    const instruction = matchAt(instructionForm, text, start);
    if (instruction) {
      yield { kind: 'instruction', offset: start, target: instruction[1] ?? '' };
      offset += instruction[0].length;
      continue;
    }
    if (text.startsWith('<!', start)) {
      // What follows a document type could redefine everything: nobody needs to read on.
      yield { kind: 'declaration', offset: start };
      return;
    }
    const close = matchAt(closeForm, text, start);
    if (close) {
      yield { kind: 'close', offset: start };
      offset += close[0].length;
      continue;
    }
    const opened = readOpenTag(text, start);
    if (!opened) {
      yield { kind: 'malformed', offset: start };
      return;
    }
    yield opened.token;
    offset = opened.end;
  }
}

function readOpenTag(text: string, offset: number): { token: SvgToken; end: number } | undefined {
  const open = matchAt(openForm, text, offset);
  if (!open) return undefined;
  const attributes: SvgAttribute[] = [];
  let end = offset + open[0].length;
  for (;;) {
    const attribute = matchAt(attributeForm, text, end);
    if (!attribute) break;
    const leading = attribute[0].length - attribute[0].trimStart().length;
    attributes.push({
      name: attribute[1] ?? '',
      value: attribute[2] ?? attribute[3] ?? '',
      offset: end + leading,
    });
    end += attribute[0].length;
  }
  const ending = matchAt(openEndForm, text, end);
  if (!ending) return undefined;
  const token: SvgToken = {
    kind: 'open',
    offset,
    name: open[1] ?? '',
    attributes,
    selfClosing: ending[1] === '/',
  };
  return { token, end: end + ending[0].length };
}
