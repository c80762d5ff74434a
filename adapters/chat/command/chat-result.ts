import type { Form } from '../form/form.ts';
import type { Reply, ReplyPart, RichText } from '../reply/reply.ts';

/**
 * What comes of a command, a click or a form: something to say to the sender alone, a form to show them, or
 * nothing more, because the answer was written along with the change itself.
 */
export type ChatResult =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'done' };

export const done: ChatResult = { kind: 'done' };

export function reply(said: Reply): ChatResult {
  return { kind: 'reply', reply: said };
}

/** One line, and perhaps more below it. */
export function say(text: RichText, ...more: readonly ReplyPart[]): ChatResult {
  return reply({ summary: text, parts: [{ kind: 'text', text }, ...more] });
}
