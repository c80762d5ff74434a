import { z } from 'zod';
import type { Identifiers } from '../identifiers.ts';
import type { Json } from '../json.ts';
import { faultsOf } from '../slack-error.ts';
import { block, duplicateFaults } from './blocks.ts';
import { nameBlocks } from './check-blocks.ts';
import { explainIssue } from './explain-issue.ts';
import { plainText } from './text-object.ts';

const common = {
  blocks: z.array(block).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({ type: z.literal('home'), ...common });

export type ModalDefinition = z.infer<typeof modal>;
export type HomeDefinition = z.infer<typeof home>;

function refuse(messages: string[]): never {
  throw faultsOf('invalid_arguments', messages);
}

function parse<T>(schema: z.ZodType<T>, value: Json): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse(parsed.error.issues.map((issue) => explainIssue(issue, '/view')));
}

/**
 * Checks a modal: at most 100 blocks, title, submit and close of at most 24 characters, private metadata
 * of at most 3000, and a submit button where there is something to fill in.
 * @throws SlackError `invalid_arguments` with each fault
 */
export function checkModal(value: Json, ids: Identifiers): ModalDefinition {
  const view = parse(modal, value);
  const faults = duplicateFaults(view.blocks).map((fault) =>
    fault.replace('json-pointer:', 'json-pointer:/view'),
  );
  if (view.submit === undefined && view.blocks.some((one) => one.type === 'input')) {
    faults.push('must define `submit` when there is an input block [json-pointer:/view/submit]');
  }
  if (faults.length > 0) refuse(faults);
  return { ...view, blocks: nameBlocks(view.blocks, ids) };
}

/**
 * Checks what is shown in App Home: the same limits, and none of a modal's title and buttons.
 * @throws SlackError `invalid_arguments` with each fault
 */
export function checkHome(value: Json, ids: Identifiers): HomeDefinition {
  const view = parse(home, value);
  const faults = duplicateFaults(view.blocks).map((fault) =>
    fault.replace('json-pointer:', 'json-pointer:/view'),
  );
  if (faults.length > 0) refuse(faults);
  return { ...view, blocks: nameBlocks(view.blocks, ids) };
}
