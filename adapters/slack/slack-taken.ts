import { plainer, type Content } from './slack-blocks.ts';
import { slackErrorCode } from './slack-failure.ts';

/** Errors that mean: Slack does not take these blocks, for instance because it can't fetch a picture in them. */
const notTaken = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_attachments',
]);

/** Says it with blocks; without their pictures, and at last in mere words, when Slack does not take them. */
export async function asTaken<T>(content: Content, say: (content: Content) => Promise<T>): Promise<T> {
  let rest = plainer(content);
  let now = content;
  for (;;)
    try {
      return await say(now);
    } catch (error) {
      const [next, ...others] = rest;
      if (next === undefined || !notTaken.has(slackErrorCode(error) ?? '')) throw error;
      now = next;
      rest = others;
    }
}
