import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { NotNow } from '../../src/ports/not-now.ts';
import type { SlackDeps } from './slack-deps.ts';
import { isInstallationTrouble, slackFailure } from './slack-failure.ts';
import type { SlackRequest } from './slack-request.ts';
import { readCarried } from './slack-view.ts';
import { callMs } from './slack-web-client.ts';

/** Somebody who waits hears of Slack's trouble when this attempt fails too, some six seconds after they asked. */
const toldAtAttempt = 3;

/**
 * Carries a request out; when Slack keeps that from happening, whoever waits is told what the matter is, by the
 * request's own answer address, which needs no token. Throws as the work does, so that it is tried again.
 */
export async function troubleTold(
  deps: Pick<SlackDeps, 'fetch'>,
  request: SlackRequest,
  item: Pick<InboxItem, 'attempts'>,
  work: () => Promise<'done' | 'not-connected'>,
): Promise<void> {
  try {
    if ((await work()) === 'not-connected') await say(deps, request, 'notConnected');
  } catch (error) {
    if (isInstallationTrouble(error)) {
      if (item.attempts === 1) await say(deps, request, 'connectionBroken');
    } else if (item.attempts === toldAtAttempt) await say(deps, request, 'takesLonger');
    const failure = slackFailure(error);
    if (failure.kind === 'again' && failure.turnedAway === true)
      throw new NotNow(failure.error, failure.afterMs ?? 0, { cause: error });
    throw error;
  }
}

/** The sender's language may be what could not be asked for, so both are used. */
async function say(
  deps: Pick<SlackDeps, 'fetch'>,
  request: SlackRequest,
  what: 'notConnected' | 'connectionBroken' | 'takesLonger',
): Promise<void> {
  const address = answerAddressOf(request);
  if (address === undefined) return;
  const text = `${chatWords('nl')[what]}\n${chatWords('en')[what]}`;
  try {
    await deps.fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, response_type: 'ephemeral', replace_original: false }),
      signal: AbortSignal.timeout(callMs),
    });
  } catch {
    // Nothing of Slack's answers; the request itself is tried again.
  }
}

function answerAddressOf(request: SlackRequest): string | undefined {
  if ('response_url' in request) return request.response_url;
  return 'view' in request ? readCarried(request.view.private_metadata)?.answerAt : undefined;
}
