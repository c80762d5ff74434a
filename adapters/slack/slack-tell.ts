import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { NotNow } from '../../src/ports/not-now.ts';
import type { ChatContext } from '../chat/command/chat-context.ts';
import type { ChatResult } from '../chat/command/chat-result.ts';
import { formAsReply } from '../chat/form/form-as-reply.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { answer, answeredAlready } from './slack-answer.ts';
import { slackMessage } from './slack-blocks.ts';
import type { SlackDeps } from './slack-deps.ts';
import { deliveryKeyOf, type SlackRequest } from './slack-request.ts';
import type { Whereabouts } from './slack-sender.ts';
import type { SlackBot } from './slack-tokens.ts';
import { formView, replyView } from './slack-view.ts';

/** Where a request that is carried out came from. */
export type At = {
  readonly deps: SlackDeps;
  readonly bot: SlackBot;
  readonly workspaceId: string;
  readonly item: Pick<InboxItem, 'attempts' | 'receivedAt'>;
};

/** An answer that Slack did not take; the request is carried out again later, and nothing happens twice. */
class AnswerNotTaken extends Error {
  override readonly name = 'AnswerNotTaken';
}

/** Shows somebody what came of what they asked for: a form where one can be opened, else words for them alone. */
export async function tell(
  at: At,
  request: SlackRequest,
  context: ChatContext,
  where: Whereabouts,
  result: ChatResult,
): Promise<void> {
  const { deps, bot, workspaceId } = at;
  const key = deliveryKeyOf(request);
  const trigger = 'trigger_id' in request ? request.trigger_id : undefined;
  if (result.kind === 'form') {
    const { form } = result;
    if (trigger === undefined) return say(at, context, formAsReply(form, false));
    const shown = await deps.forms.show(bot, key, trigger, formView(form, where, workspaceId));
    if (shown === 'too-late') await say(at, context, formAsReply(form, true));
    return;
  }
  if (result.kind === 'done') return;
  // A form was begun, and there are words instead: they go where the form would have been.
  if (trigger !== undefined && deps.forms.begun(key)) {
    const view = replyView(result.reply, workspaceId, context.locale);
    if ((await deps.forms.show(bot, key, trigger, view)) === 'shown') return;
  }
  await say(at, context, result.reply);
}

async function say({ deps, bot, workspaceId, item }: At, context: ChatContext, reply: Reply): Promise<void> {
  const key = `${context.deliveryKey}:said`;
  // What went wrong the last time may have been what came after the answer.
  if (item.attempts > 1 && (await answeredAlready(bot, context.answerTo, key, item.receivedAt))) return;
  const message = slackMessage(reply, workspaceId, context.locale);
  const result = await answer(deps.fetch, bot, context.answerTo, message, key);
  if (result.kind !== 'again') return;
  throw result.afterMs === undefined
    ? new AnswerNotTaken(result.error)
    : new NotNow(result.error, result.afterMs);
}
