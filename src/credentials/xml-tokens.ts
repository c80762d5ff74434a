import { CredentialError } from './credential-error.ts';

/** A piece of an XML text and where it stands in it. */
export type XmlToken = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: readonly XmlAttribute[];
      readonly closed: boolean;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other' }
);

export type XmlAttribute = {
  readonly name: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
};

const name = String.raw`[A-Za-z_:\u{80}-\u{10ffff}][\w:.\-\u{80}-\u{10ffff}]*`;
const tagName = new RegExp(name, 'uy');
const attribute = new RegExp(String.raw`\s+(${name})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const tagEnd = /\s*(\/?)>/uy;
const entity = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));|&/gu;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Pictures with more than that are read no further. */
const mostTokens = 200_000;
const mostAttributes = 100;

function damaged(problem: string): CredentialError {
  return new CredentialError('svg-damaged', { problem });
}

function decode(text: string): string {
  return text.replace(entity, (_, hex?: string, decimal?: string, word?: string) => {
    if (word !== undefined) return named[word] ?? '';
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    // An entity of its own needs a DOCTYPE, which is refused.
    if (Number.isNaN(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw damaged('entity');
    return String.fromCodePoint(code);
  });
}

function find(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  if (at < 0) throw damaged('unclosed');
  return at + wanted.length;
}

/**
 * Reads well-formed XML 1.0 (§2.1), tag by tag, elements properly nested within one root. There are no entities but
 * the five of XML, hence no DOCTYPE. Throws CredentialError `svg-damaged` {problem}.
 */
export function readXml(text: string): readonly XmlToken[] {
  const tokens: XmlToken[] = [];
  const open: string[] = [];
  let roots = 0;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    if (tokens.length >= mostTokens) throw damaged('too-many-tags');
    const from = at;
    if (text.startsWith('<!--', at)) {
      at = find(text, '-->', at + 4);
      tokens.push({ kind: 'other', from, to: at });
    } else if (text.startsWith('<![CDATA[', at)) {
      at = find(text, ']]>', at + 9);
      if (open.length === 0) throw damaged('outside-root');
      tokens.push({ kind: 'text', text: text.slice(from + 9, at - 3), from, to: at });
    } else if (text.startsWith('<?', at)) {
      at = find(text, '?>', at + 2);
      if (/^<\?xml-stylesheet/iu.test(text.slice(from, at))) throw damaged('stylesheet');
      tokens.push({ kind: 'other', from, to: at });
    } else if (text.startsWith('<!', at)) {
      throw damaged('doctype');
    } else if (text.startsWith('</', at)) {
      at = find(text, '>', at);
      const closing = text.slice(from + 2, at - 1).trimEnd();
      if (open.pop() !== closing) throw damaged('nesting');
      tokens.push({ kind: 'close', name: closing, from, to: at });
    } else if (text.startsWith('<', at)) {
      const token = readTag(text, at);
      if (open.length === 0 && ++roots > 1) throw damaged('outside-root');
      if (!token.closed) open.push(token.name);
      tokens.push(token);
      at = token.to;
    } else {
      const next = text.indexOf('<', at);
      at = next < 0 ? text.length : next;
      const found = text.slice(from, at);
      if (open.length === 0 && found.trim() !== '') throw damaged('outside-root');
      tokens.push({ kind: 'text', text: decode(found), from, to: at });
    }
  }
  if (open.length > 0) throw damaged('unclosed');
  if (roots === 0) throw damaged('empty');
  return tokens;
}

function readTag(text: string, from: number): XmlToken & { readonly kind: 'open' } {
  tagName.lastIndex = from + 1;
  const [tag] = tagName.exec(text) ?? [];
  if (tag === undefined) throw damaged('tag');
  const attributes: XmlAttribute[] = [];
  let at = from + 1 + tag.length;
  for (;;) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null) break;
    const [all, key = '', double, single] = match;
    if (attributes.length >= mostAttributes) throw damaged('too-many-attributes');
    if (attributes.some((known) => known.name === key)) throw damaged('attribute-twice');
    attributes.push({ name: key, value: decode(double ?? single ?? ''), from: at, to: at + all.length });
    at += all.length;
  }
  tagEnd.lastIndex = at;
  const end = tagEnd.exec(text);
  if (end === null) throw damaged('tag');
  return { kind: 'open', name: tag, attributes, closed: end[1] === '/', from, to: at + end[0].length };
}
