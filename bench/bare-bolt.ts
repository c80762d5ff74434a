import { App, ExpressReceiver, LogLevel } from '@slack/bolt';

/** The peer: a Bolt app that does nothing but acknowledge. Its port is its first argument. */
const receiver = new ExpressReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({ receiver, authorize: async () => ({}), logLevel: LogLevel.ERROR });
app.command('/badge', async ({ ack }) => {
  await ack();
});
await app.start(Number(process.argv[2]));
process.stdout.write('listening\n');
