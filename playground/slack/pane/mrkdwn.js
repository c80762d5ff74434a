import { h } from './dom.js';
import { emoji } from './emoji.js';

function unescape(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** `:codes:` in plain text. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+)(?:::skin-tone-\d)?:/g, (whole, code) => emoji(code) ?? whole);
}

function entity(inner, names) {
  const [target, label] = inner.split('|');
  if (target.startsWith('@')) {
    const id = target.slice(1);
    return h(
      'span',
      { class: id === names.me ? 'mention me' : 'mention' },
      `@${names.user(id) ?? label ?? id}`,
    );
  }
  if (target.startsWith('#'))
    return h('span', { class: 'mention' }, `#${names.channel(target.slice(1)) ?? label}`);
  if (target.startsWith('!subteam^')) {
    return h(
      'span',
      { class: 'mention' },
      `@${names.group(target.slice(9)) ?? label?.replace(/^@/, '') ?? ''}`,
    );
  }
  if (target.startsWith('!date^')) return document.createTextNode(unescape(label ?? ''));
  if (target.startsWith('!')) return h('span', { class: 'mention' }, `@${label ?? target.slice(1)}`);
  if (!/^(https?:|mailto:|tel:)/.test(target)) return document.createTextNode(`<${unescape(inner)}>`);
  return h('a', { href: unescape(target), target: '_blank', rel: 'noopener' }, unescape(label ?? target));
}

const INLINE =
  /<([^<>]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}])/u;

function inline(text, names) {
  const nodes = [];
  let rest = text;
  while (rest !== '') {
    const found = INLINE.exec(rest);
    const before = found ? rest.slice(0, found.index) : rest;
    if (before !== '') nodes.push(document.createTextNode(withEmoji(unescape(before))));
    if (!found) break;
    const [whole, inner, code, bold, italic, struck] = found;
    if (inner !== undefined) nodes.push(entity(inner, names));
    else if (code !== undefined) nodes.push(h('code', {}, unescape(code)));
    else if (bold !== undefined) nodes.push(h('strong', {}, inline(bold, names)));
    else if (italic !== undefined) nodes.push(h('em', {}, inline(italic, names)));
    else nodes.push(h('s', {}, inline(struck, names)));
    rest = rest.slice(found.index + whole.length);
  }
  return nodes;
}

const BULLET = /^\s*[•◦▪-]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;
const QUOTE = /^(?:&gt;|>)\s?/;

/** Slack's mrkdwn as elements: paragraphs, lists, quotes and code. */
export function mrkdwn(text, names) {
  const parts = text.split(/```\n?([\s\S]*?)\n?```/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [h('pre', {}, h('code', {}, unescape(part)))];
    return blocksOf(part, names);
  });
}

function blocksOf(text, names) {
  const made = [];
  let open;
  const into = (kind, make) => {
    if (open?.kind !== kind) {
      open = { kind, element: make() };
      made.push(open.element);
    }
    return open.element;
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (QUOTE.test(line)) {
      const quote = into('quote', () => h('blockquote'));
      if (quote.childNodes.length > 0) quote.append(h('br'));
      quote.append(...inline(line.replace(QUOTE, ''), names));
    } else if (BULLET.test(line)) {
      into('ul', () => h('ul')).append(h('li', {}, inline(line.replace(BULLET, ''), names)));
    } else if (NUMBER.test(line)) {
      const number = Number.parseInt(line, 10);
      into('ol', () => h('ol', { start: String(number) })).append(
        h('li', {}, inline(line.replace(NUMBER, ''), names)),
      );
    } else {
      const paragraph = into('p', () => h('p'));
      if (paragraph.childNodes.length > 0) paragraph.append(h('br'));
      paragraph.append(...inline(line, names));
    }
  }
  return made;
}

/** A text object of Block Kit, as nodes for one line. */
export function textNodes(object, names) {
  if (!object) return [];
  if (object.type === 'plain_text') return [document.createTextNode(withEmoji(object.text))];
  return mrkdwn(object.text, names);
}
