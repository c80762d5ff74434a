import { z } from 'zod';
import { accessory, actionsElement, contextElement, inputElement } from './elements.ts';
import type { Interactive } from './elements.ts';
import { address, anyText, identifier, plainText, text } from './text-object.ts';

const id = { block_id: identifier.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });
const divider = z.strictObject({ type: z.literal('divider'), ...id });
const header = z.strictObject({ type: z.literal('header'), ...id, text: plainText(150) });
const context = z.strictObject({
  type: z.literal('context'),
  ...id,
  elements: z.array(contextElement).min(1).max(10),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  ...id,
  elements: z.array(actionsElement).min(1).max(25),
});
const image = z
  .strictObject({
    type: z.literal('image'),
    ...id,
    alt_text: text(2000),
    title: plainText(2000).optional(),
    image_url: address.optional(),
    slack_file: z.strictObject({ id: text(255).optional(), url: address.optional() }).optional(),
  })
  .refine((block) => (block.image_url === undefined) !== (block.slack_file === undefined), {
    error: 'must define either `image_url` or `slack_file`',
  });
const markdown = z.strictObject({ type: z.literal('markdown'), ...id, text: text(12_000) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...id,
  elements: z.array(z.looseObject({ type: z.string() })),
});
const input = z.strictObject({
  type: z.literal('input'),
  ...id,
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

/** One layout block of Block Kit, as strictly as the platform takes it. */
export const block = z.discriminatedUnion('type', [
  section,
  divider,
  header,
  context,
  actions,
  image,
  markdown,
  richText,
  input,
]);

export type Block = z.infer<typeof block>;

/** The pressable and fillable elements of a block. */
export function interactiveElements(one: Block): Interactive[] {
  if (one.type === 'actions') return one.elements;
  if (one.type === 'input') return [one.element];
  if (one.type !== 'section' || one.accessory === undefined || one.accessory.type === 'image') return [];
  return [one.accessory];
}

/** The addresses of the pictures in a block. */
export function imageAddresses(one: Block): string[] {
  const pictures =
    one.type === 'image'
      ? [one]
      : one.type === 'context'
        ? one.elements.filter((element) => element.type === 'image')
        : one.type === 'section' && one.accessory?.type === 'image'
          ? [one.accessory]
          : [];
  return pictures.flatMap((picture) => (picture.image_url === undefined ? [] : [picture.image_url]));
}

function duplicates(values: (string | undefined)[]): string[] {
  const given = values.filter((value) => value !== undefined);
  return [...new Set(given.filter((value, index) => given.indexOf(value) !== index))];
}

/** `block_id` is unique in the message or view; `action_id` is unique in its block. */
export function duplicateFaults(blocks: readonly Block[]): string[] {
  const doubleBlocks = duplicates(blocks.map((one) => one.block_id)).map(
    (value) => `\`block_id\` values must be unique: ${value} already exists [json-pointer:/blocks]`,
  );
  const doubleActions = blocks.flatMap((one, index) =>
    duplicates(interactiveElements(one).map((element) => element.action_id)).map(
      (value) => `\`action_id\` "${value}" already exists [json-pointer:/blocks/${index}/elements]`,
    ),
  );
  return [...doubleBlocks, ...doubleActions];
}
