import type { App } from '@slack/bolt';
import { slackReception, type Listening } from './slack-reception.ts';

/** Bolt's requests over HTTP: acknowledged once they are stored. */
export function listenToSlack(bolt: App, deps: Listening): void {
  const reception = slackReception(deps);
  bolt.command(/^/u, async ({ body, ack }) => ack(await reception.command(body)));
  // What fails here is answered with 500: Slack sends an event again, and shows a person that a click failed.
  bolt.action(/^/u, async ({ body, ack }) => {
    await reception.keep(body);
    await ack();
  });
  bolt.shortcut(/^/u, async ({ body, ack }) => {
    await reception.keep(body);
    await ack();
  });
  bolt.view(/^/u, async ({ body, ack }) => {
    const errors = await reception.submission(body);
    await (errors === undefined ? ack() : ack(errors));
  });
  bolt.options(/^/u, async ({ body, ack }) => ack(await reception.suggestion(body)));
  bolt.event(/^/u, async ({ body }) => reception.keep(body));
}
