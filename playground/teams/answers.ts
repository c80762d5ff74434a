import { z } from 'zod';
import { cardFault } from './card-rules.ts';

const adaptive = 'application/vnd.microsoft.card.adaptive';

const card = z.object({ contentType: z.literal(adaptive), content: z.unknown() });
const dialog = z.object({
  task: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('continue'),
      value: z.strictObject({
        title: z.string().min(1),
        width: z.union([z.enum(['small', 'medium', 'large']), z.number()]),
        height: z.union([z.enum(['small', 'medium', 'large']), z.number()]),
        card,
      }),
    }),
    z.strictObject({ type: z.literal('message'), value: z.string() }),
  ]),
});
const results = z.object({
  composeExtension: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('result'),
      attachmentLayout: z.enum(['list', 'grid']),
      attachments: z.array(
        card.extend({
          preview: z.object({
            contentType: z.literal('application/vnd.microsoft.card.thumbnail'),
            content: z.object({
              title: z.string(),
              text: z.string().optional(),
              images: z.array(z.object({ url: z.url(), alt: z.string().optional() })),
            }),
          }),
        }),
      ),
    }),
    z.strictObject({ type: z.literal('message'), text: z.string() }),
  ]),
});
const executed = z.discriminatedUnion('type', [
  z.strictObject({ statusCode: z.literal(200), type: z.literal(adaptive), value: z.unknown() }),
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string(),
  }),
  z.strictObject({
    statusCode: z.number(),
    type: z.literal('application/vnd.microsoft.error'),
    value: z.strictObject({ code: z.string(), message: z.string() }),
  }),
]);
const suggestions = z.strictObject({
  statusCode: z.literal(200),
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.strictObject({ results: z.array(z.strictObject({ value: z.string(), title: z.string() })) }),
});

/** What a client shows for the answer to an invoke. */
export type Shown =
  | { readonly kind: 'dialog'; readonly title: string; readonly card: unknown }
  | { readonly kind: 'closed' }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'card'; readonly card: unknown }
  | { readonly kind: 'fault'; readonly status: number; readonly words: string }
  | { readonly kind: 'badges'; readonly found: readonly { readonly title: string; readonly card: unknown }[] }
  | { readonly kind: 'choices'; readonly found: readonly { value: string; title: string }[] };

/**
 * Reads the answer to an invoke as Teams' clients do. Throws where a client would show "something went wrong": an
 * answer of another form, or a card that Teams does not show.
 */
export async function readAnswer(
  name: string,
  answered: { readonly status: number; readonly body: unknown },
  pictureAt?: (url: string) => Promise<boolean>,
): Promise<Shown> {
  if (answered.status !== 200) throw new Error(`${name} was answered with ${answered.status}`);
  const good = async (content: unknown) => {
    const fault = await cardFault(content, pictureAt);
    if (fault !== undefined) throw new Error(`${name}: ${fault}`);
    return content;
  };
  const { body } = answered;
  switch (name) {
    case 'composeExtension/query': {
      const { composeExtension } = results.parse(body);
      if (composeExtension.type === 'message') return { kind: 'words', words: composeExtension.text };
      const found = [];
      for (const { content, preview } of composeExtension.attachments)
        found.push({ title: preview.content.title, card: await good(content) });
      return { kind: 'badges', found };
    }
    case 'adaptiveCard/action': {
      const said = executed.parse(body);
      if (said.type === adaptive) return { kind: 'card', card: await good(said.value) };
      return typeof said.value === 'string'
        ? { kind: 'words', words: said.value }
        : { kind: 'fault', status: said.statusCode, words: said.value.message };
    }
    case 'application/search':
      return { kind: 'choices', found: suggestions.parse(body).value.results };
    default: {
      if (typeof body !== 'object' || body === null || !('task' in body)) return { kind: 'closed' };
      const { task } = dialog.parse(body);
      return task.type === 'message'
        ? { kind: 'words', words: task.value }
        : { kind: 'dialog', title: task.value.title, card: await good(task.value.card.content) };
    }
  }
}
