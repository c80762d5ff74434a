import { App, ExpressReceiver, type Logger } from '@slack/bolt';
import type { Express, RequestHandler } from 'express';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { nearestLocale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { deliveryKeyOf, parseSlackRequest } from './slack-request.ts';

const path = '/slack/events';
const toleranceMs = 5 * 60_000;

/**
 * Bolt on our own Express app, at `POST /slack/events`: it checks the signature over the raw body, so it is
 * mounted before any body parser. A request is stored before it is acknowledged, and carried out afterwards
 * from what was stored; one that can't be stored is answered with "not now" at once.
 */
export function mountSlackReceiver(
  app: Express,
  deps: {
    readonly signingSecret: string;
    readonly clock: Clock;
    /** Keeps a request; rejects when the database can't be reached. */
    readonly keep: (item: InboxItem) => Promise<void>;
    readonly log: Logger;
  },
): void {
  app.post(path, refuseOtherTimes(deps.clock));
  const receiver = new ExpressReceiver({
    app,
    signingSecret: deps.signingSecret,
    endpoints: path,
    // The answer waits until the request is stored; for events, Bolt would acknowledge first otherwise.
    processBeforeResponse: true,
    logger: deps.log,
  });
  const bolt = new App({
    receiver,
    // Tokens are looked up when a request is carried out, not while Slack waits for its acknowledgement.
    authorize: async () => ({}),
    ignoreSelf: false,
    attachFunctionToken: false,
    logger: deps.log,
  });
  const keep = async (body: unknown) => {
    const request = parseSlackRequest(body);
    if (request === undefined) return;
    const now = deps.clock();
    await deps.keep({
      key: deliveryKeyOf(request),
      source: 'slack',
      payload: request,
      receivedAt: now,
      status: 'waiting',
      attempts: 0,
      nextAttemptAt: now,
    });
  };
  bolt.command(/^/u, async ({ body, ack }) => {
    try {
      await keep(body);
    } catch (error) {
      deps.log.error('a command could not be stored', error);
      await ack({ response_type: 'ephemeral', text: notNow() });
      return;
    }
    await ack();
  });
  // What fails here is answered with 500: Slack sends an event again, and shows a person that a click failed.
  bolt.action(/^/u, async ({ body, ack }) => {
    await keep(body);
    await ack();
  });
  bolt.event(/^/u, async ({ body }) => keep(body));
}

/** The sender's language is in the database that can't be reached, so both are used. */
function notNow(): string {
  return `${chatWords(nearestLocale('nl')).notNow}\n${chatWords(nearestLocale('en')).notNow}`;
}

/** Bolt takes timestamps of up to an hour ahead; both sides of five minutes are refused here. */
function refuseOtherTimes(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const seconds = Number(request.headers['x-slack-request-timestamp']);
    if (Number.isFinite(seconds) && Math.abs(clock().getTime() - seconds * 1000) <= toleranceMs) next();
    else response.status(401).end();
  };
}
