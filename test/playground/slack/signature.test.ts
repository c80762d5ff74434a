import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signRequest } from '../../../playground/slack/sign-request.ts';
import { SIGNING_SECRET, START, startBotApp } from './bot-app.ts';
import type { BotApp } from './bot-app.ts';

/** Written from the platform's description, apart from the stand-in's own code. */
function independent(secret: string, timestamp: string, raw: string): string {
  const mac = createHmac('sha256', secret);
  mac.write('v0');
  mac.write(':');
  mac.write(timestamp);
  mac.write(':');
  mac.write(raw);
  mac.end();
  return `v0=${Buffer.from(mac.read()).toString('hex')}`;
}

describe('the signature of requests', () => {
  let app: BotApp;
  beforeAll(async () => {
    app = await startBotApp();
  });
  afterAll(() => app.stop());
  beforeEach(() => {
    app.received.length = 0;
  });

  test('follows the published example of the algorithm', () => {
    // Slack's own worked example in "Verifying requests from Slack".
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(signRequest('8f742231b10e8888abcd99yyyzzz85a5', 1_531_420_618, body)).toEqual({
      'X-Slack-Request-Timestamp': '1531420618',
      'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    });
  });

  test('covers the raw form body of a command', async () => {
    await app.slack.slashCommand({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'help “me” – nu' });
    const [command] = app.received;
    expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(command?.headers['x-slack-request-timestamp']).toBe(String(START / 1000));
    expect(command?.headers['x-slack-signature']).toBe(
      independent(SIGNING_SECRET, String(START / 1000), command?.raw ?? ''),
    );
    expect(new URLSearchParams(command?.raw).get('text')).toBe('help “me” – nu');
  });

  test('covers the raw JSON body of an event', async () => {
    await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'Goed zo' });
    const [event] = app.received;
    expect(event?.headers['content-type']).toBe('application/json');
    expect(event?.headers['x-slack-signature']).toBe(
      independent(SIGNING_SECRET, String(START / 1000), event?.raw ?? ''),
    );
  });

  test('can be made wrong or old on purpose', async () => {
    const plain = { kind: 'command', label: 'x', contentType: 'application/x-www-form-urlencoded' } as const;
    await app.slack.send('a=1', { ...plain, secret: 'another' });
    await app.slack.send('a=1', { ...plain, timestamp: 17 });
    const [wrong, old] = app.received;
    expect(wrong?.headers['x-slack-signature']).toBe(independent('another', String(START / 1000), 'a=1'));
    expect(old?.headers['x-slack-request-timestamp']).toBe('17');
    expect(old?.headers['x-slack-signature']).toBe(independent(SIGNING_SECRET, '17', 'a=1'));
  });
});
