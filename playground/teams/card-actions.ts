import { z } from 'zod';

const action = z.looseObject({
  type: z.string(),
  title: z.string().default(''),
  verb: z.string().optional(),
  url: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type CardAction = z.infer<typeof action>;

const withCard = z.looseObject({
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).nullish(),
});

/** The Adaptive Card of a message; undefined when it has none. */
export function cardOf(activity: unknown): unknown {
  const parsed = withCard.safeParse(activity);
  return parsed.success
    ? parsed.data.attachments?.find(({ contentType }) => contentType.endsWith('.card.adaptive'))?.content
    : undefined;
}

/** What can be clicked on a card, in order. */
export function actionsIn(card: unknown): CardAction[] {
  return [...nodesOf(card)].flatMap((node) => {
    const lists = Object.entries(node).flatMap(([name, value]) =>
      name === 'actions' && Array.isArray(value) ? [value] : [],
    );
    return lists.flat().flatMap((one: unknown) => {
      const parsed = action.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    });
  });
}

const refreshing = z.looseObject({
  refresh: z.looseObject({ action, userIds: z.array(z.string()).optional() }),
});

/** The action by which a card comes up to date for somebody; undefined when it does not, or not for them. */
export function refreshIn(card: unknown, user: string): CardAction | undefined {
  const parsed = refreshing.safeParse(card);
  if (!parsed.success) return undefined;
  const { action: refresh, userIds } = parsed.data.refresh;
  return userIds === undefined || userIds.includes(user) ? refresh : undefined;
}

const input = z.looseObject({
  type: z.string().regex(/^Input\./u),
  id: z.string(),
  value: z.string().optional(),
});

/** What the inputs of a card hold before anybody fills them in. */
export function inputsIn(card: unknown): Record<string, string> {
  return Object.fromEntries(
    [...nodesOf(card)].flatMap((node) => {
      const parsed = input.safeParse(node);
      return parsed.success ? [[parsed.data.id, parsed.data.value ?? '']] : [];
    }),
  );
}

/** All words that a card shows. */
export function wordsIn(card: unknown): string {
  return [...nodesOf(card)]
    .flatMap((node) =>
      'text' in node && 'type' in node && node.type === 'TextBlock' && typeof node.text === 'string'
        ? [node.text]
        : [],
    )
    .join('\n');
}

function* nodesOf(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}
