import { z } from 'zod';

/**
 * The part of Adaptive Cards 1.5 that Teams shows in messages and dialogs (adaptivecards.io/schemas, and "Cards
 * reference" of the Teams platform). Strict: what is not in it is refused, so that a slip shows here and not in Teams.
 */
const text = z.string().min(1);
const spacing = z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']).optional();
const separator = z.boolean().optional();
const shown = { spacing, separator, isVisible: z.boolean().optional(), id: z.string().optional() };
const address = z.string().regex(/^https?:\/\//u);
const actionData = z.record(z.string(), z.json());
const style = z.enum(['default', 'positive', 'destructive']).optional();

const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), title: text, url: address, style });
const submit = z.strictObject({
  type: z.literal('Action.Submit'),
  title: text,
  data: actionData.optional(),
  style,
  associatedInputs: z.enum(['auto', 'none']).optional(),
});
const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  title: text.optional(),
  verb: text,
  data: actionData.optional(),
  style,
  associatedInputs: z.enum(['auto', 'none']).optional(),
});
const action = z.discriminatedUnion('type', [openUrl, submit, execute]);

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text,
  wrap: z.boolean().optional(),
  weight: z.enum(['default', 'lighter', 'bolder']).optional(),
  size: z.enum(['default', 'small', 'medium', 'large', 'extraLarge']).optional(),
  isSubtle: z.boolean().optional(),
  color: z.enum(['default', 'accent', 'good', 'warning', 'attention']).optional(),
  style: z.enum(['default', 'heading']).optional(),
  maxLines: z.int().positive().optional(),
  ...shown,
});
const image = z.strictObject({
  type: z.literal('Image'),
  url: address,
  altText: text,
  size: z.enum(['auto', 'stretch', 'small', 'medium', 'large']).optional(),
  width: z.string().optional(),
  ...shown,
});
const choice = z.strictObject({ title: text, value: text });
const input = {
  id: text,
  label: text.optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
  spacing,
  separator,
};
const textInput = z.strictObject({
  type: z.literal('Input.Text'),
  ...input,
  value: z.string().optional(),
  placeholder: z.string().optional(),
  isMultiline: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
});
const choiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...input,
  choices: z.array(choice),
  value: z.string().optional(),
  placeholder: z.string().optional(),
  isMultiSelect: z.boolean().optional(),
  wrap: z.boolean().optional(),
  style: z.enum(['compact', 'expanded', 'filtered']).optional(),
  'choices.data': z.strictObject({ type: z.literal('Data.Query'), dataset: text }).optional(),
});

type Element = z.infer<typeof leaf> | { type: 'Container' | 'ColumnSet' | 'ActionSet' };
const leaf = z.discriminatedUnion('type', [textBlock, image, textInput, choiceSet]);
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  // Teams shows six actions at most, in the card and in each set.
  actions: z.array(action).min(1).max(6),
  ...shown,
});
const element: z.ZodType<Element> = z.lazy(() => z.union([leaf, container, columnSet, actionSet]));
const container = z.strictObject({
  type: z.literal('Container'),
  items: z.array(element).min(1),
  style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']).optional(),
  bleed: z.boolean().optional(),
  ...shown,
});
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z
    .array(
      z.strictObject({
        type: z.literal('Column'),
        width: z.union([z.enum(['auto', 'stretch']), z.string().regex(/^\d+px$/u), z.int()]).optional(),
        items: z.array(element).min(1),
        verticalContentAlignment: z.enum(['top', 'center', 'bottom']).optional(),
      }),
    )
    .min(1),
  ...shown,
});

const mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>.+<\/at>$/u),
  mentioned: z.strictObject({ id: text, name: text }),
});

const card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.string().optional(),
  version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
  body: z.array(element),
  actions: z.array(action).max(6).optional(),
  refresh: z.strictObject({ action: execute, userIds: z.array(text).min(1).max(60).optional() }).optional(),
  fallbackText: z.string().optional(),
  lang: z.string().optional(),
  speak: z.string().optional(),
  msteams: z
    .strictObject({ width: z.literal('Full').optional(), entities: z.array(mention).optional() })
    .optional(),
});

/** What Teams refuses past, for a whole card. */
export const mostBytes = 28 * 1024;

/** Why Teams would not take a card; undefined when it does. `pictureAt`: whether a PNG or the like is there. */
export async function cardFault(
  content: unknown,
  pictureAt?: (url: string) => Promise<boolean>,
): Promise<string | undefined> {
  const written = JSON.stringify(content) ?? '';
  if (Buffer.byteLength(written) > mostBytes) return 'the card is larger than 28 KB';
  const parsed = card.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `the card is not valid at ${issue?.path.join('.') ?? ''}: ${z.prettifyError(parsed.error).slice(0, 600)}`;
  }
  const { msteams, ...visible } = parsed.data;
  const inputs = [...nodesOf(visible)].flatMap((node) =>
    'type' in node && String(node.type).startsWith('Input.') && 'id' in node ? [String(node.id)] : [],
  );
  if (new Set(inputs).size < inputs.length) return 'two inputs of the card have the same id';
  const mentioned = new Set(textsOf(visible).flatMap((line) => line.match(/<at>[^<]+<\/at>/gu) ?? []));
  const entities = new Set((msteams?.entities ?? []).map((entity) => entity.text));
  for (const tag of mentioned) if (!entities.has(tag)) return `the card mentions ${tag} without an entity`;
  for (const tag of entities) if (!mentioned.has(tag)) return `the card does not show its entity ${tag}`;
  for (const node of nodesOf(visible)) {
    if (!('type' in node) || node.type !== 'Image' || !('url' in node)) continue;
    const url = String(node.url);
    if (/\.svg(\?|$)/iu.test(url)) return `Teams shows no SVG: ${url}`;
    if (pictureAt !== undefined && !(await pictureAt(url))) return `no picture that Teams shows: ${url}`;
  }
  return undefined;
}

/** Every object inside a value, itself included. */
function* nodesOf(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function textsOf(value: unknown): string[] {
  return [...nodesOf(value)].flatMap((node) =>
    'type' in node && node.type === 'TextBlock' && 'text' in node ? [String(node.text)] : [],
  );
}
