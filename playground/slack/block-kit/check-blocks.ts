import { z } from 'zod';
import type { Identifiers } from '../identifiers.ts';
import type { Json } from '../json.ts';
import { faultsOf, SlackError } from '../slack-error.ts';
import { block, duplicateFaults, interactiveElements } from './blocks.ts';
import type { Block } from './blocks.ts';
import { explainIssue } from './explain-issue.ts';

/** The platform names blocks and actions that the app left without a name. */
export function nameBlocks(blocks: readonly Block[], ids: Identifiers): Block[] {
  return blocks.map((one) => {
    const copy = structuredClone(one);
    copy.block_id ??= ids.id('b');
    for (const element of interactiveElements(copy)) element.action_id ??= ids.id('a');
    return copy;
  });
}

/**
 * Checks the blocks of a message: at most 50, each as Block Kit allows it.
 * @throws SlackError `invalid_blocks_format` when it is no list, `invalid_blocks` with each fault otherwise
 */
export function checkMessageBlocks(value: Json, ids: Identifiers): Block[] {
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format');
  const parsed = z.array(block).max(50).safeParse(value);
  if (!parsed.success) {
    throw faultsOf(
      'invalid_blocks',
      parsed.error.issues.map((issue) => explainIssue(issue, '/blocks')),
    );
  }
  const doubles = duplicateFaults(parsed.data);
  for (const [index, one] of parsed.data.entries()) {
    if (one.type === 'input' && one.element.type === 'file_input') {
      doubles.push(`unsupported type: file_input [json-pointer:/blocks/${index}/element]`);
    }
  }
  if (doubles.length > 0) throw faultsOf('invalid_blocks', doubles);
  return nameBlocks(parsed.data, ids);
}
