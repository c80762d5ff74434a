import type { Inline, ReplyPart, RichText } from '../chat/reply/reply.ts';

function plain(text: RichText, someone: string): string {
  return text
    .map((piece) => inline(piece, someone))
    .join('')
    .trim();
}

function inline(piece: Inline, someone: string): string {
  if (typeof piece === 'string') return piece;
  if ('bold' in piece) return piece.bold;
  if ('code' in piece) return piece.code;
  if ('person' in piece) return piece.person.name ?? someone;
  return `${piece.label} <${piece.link}>`;
}

/** A reply for who reads mail as text: the same parts in the same order, with every address written out. */
export function partText(part: ReplyPart, someone: string): string {
  switch (part.kind) {
    case 'heading':
      return `${part.text}\n${'='.repeat(Math.min(60, part.text.length))}`;
    case 'text':
    case 'small':
      return plain(part.text, someone);
    case 'quote':
      return part.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'picture':
      return '';
    case 'line':
      return '-'.repeat(40);
    case 'buttons':
      return part.buttons
        .flatMap((button) => ('url' in button ? [`${button.label}: ${button.url}`] : []))
        .join('\n');
  }
}
