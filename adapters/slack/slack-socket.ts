import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { slackReception, type Listening, type Reception } from './slack-reception.ts';
import { callMs } from './slack-web-client.ts';

/** Slack's requests over a socket that is opened from here. */
export type SlackSocket = {
  /** Connects, and again whenever the connection ends, until it is stopped. */
  start(): void;
  /** Takes nothing in any more; resolves once what was being taken in is stored. */
  stop(): Promise<void>;
};

const envelope = z.object({
  type: z.string(),
  body: z.unknown(),
  ack: z.custom<(answer?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
});
const interaction = z.object({ type: z.string() });

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Socket Mode, for those who cannot open a port: the same requests as over HTTP, acknowledged once they are stored.
 * Bolt's own receiver for it acknowledges events before its listeners are done, so the client is used as it is. It is
 * connected again from here, since the client ends the process over a failed call when it does that by itself.
 */
export function slackSocket(
  deps: Listening & {
    readonly appToken: string;
    readonly apiUrl: string;
    readonly later: (work: () => void, ms: number) => void;
  },
): SlackSocket {
  const reception = slackReception(deps);
  const underway = new Set<Promise<void>>();
  let client: SocketModeClient | undefined;
  let stopped = false;
  let failures = 0;

  const take = async (args: unknown): Promise<void> => {
    const parsed = envelope.safeParse(args);
    if (!parsed.success) return;
    const { type, body, ack } = parsed.data;
    try {
      await ack(await takeIn(reception, type, body));
    } catch (error) {
      // What is not acknowledged comes again, or the person is told by Slack that it failed.
      deps.log.error('a request over the socket was not acknowledged', error);
    }
  };

  const again = () => {
    if (stopped) return;
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
    failures += 1;
    deps.later(connect, failures === 1 ? 0 : pause);
  };

  const connect = (): void => {
    if (stopped) return;
    const made = new SocketModeClient({
      appToken: deps.appToken,
      autoReconnectEnabled: false,
      logger: { ...deps.log, getLevel: () => LogLevel.INFO },
      clientOptions: {
        slackApiUrl: deps.apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: callMs,
      },
    });
    client = made;
    made.on('slack_event', (args: unknown) => {
      const taken = take(args).finally(() => underway.delete(taken));
      underway.add(taken);
    });
    void begin(made);
  };

  const begin = async (made: SocketModeClient): Promise<void> => {
    try {
      await made.start();
      failures = 0;
      made.once('disconnected', again);
      deps.log.info('connected by Socket Mode');
    } catch (error) {
      deps.log.error(
        'Socket Mode does not connect (SLACK_APP_TOKEN, connections:write?); tried again',
        error,
      );
      again();
    }
  };

  return {
    start: connect,
    async stop() {
      stopped = true;
      // First what is being taken in, so that it can still be acknowledged.
      await Promise.all(underway);
      await client?.disconnect();
    },
  };
}

async function takeIn(
  reception: Reception,
  type: string,
  body: unknown,
): Promise<Record<string, unknown> | undefined> {
  if (type === 'slash_commands') return reception.command(body);
  if (type !== 'interactive') {
    await reception.keep(body);
    return undefined;
  }
  const kind = interaction.safeParse(body).data?.type;
  if (kind === 'block_suggestion') return reception.suggestion(body);
  if (kind === 'view_submission') return reception.submission(body);
  await reception.keep(body);
  return undefined;
}
