import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { startSlackStandIn } from '../../../playground/slack/stand-in.ts';
import type { SlackStandIn, SlackStandInOptions } from '../../../playground/slack/stand-in.ts';

export const SIGNING_SECRET = 'a-signing-secret-for-tests';
export const BOT_TOKEN = 'xoxb-tests';
/** 2026-11-25T04:00:00Z */
export const START = 1_795_579_200_000;

export type Received = { headers: { [name: string]: string }; raw: string };
export type Answer = {
  status?: number;
  body?: unknown;
  headers?: { [name: string]: string };
  hang?: boolean;
};

/** An app that records what Slack sends and answers as the test says, with the stand-in beside it. */
export type BotApp = {
  slack: SlackStandIn;
  client: webApi.WebClient;
  received: Received[];
  /** chat.postMessage by the client. */
  post: (message: { [name: string]: unknown }) => Promise<z.infer<typeof posted>>;
  /** What the app answers from now on; empty 200s at first. */
  answer: (how: (received: Received) => Answer) => void;
  /** Moves the clock on. */
  pass: (ms: number) => void;
  url: string;
  stop: () => Promise<void>;
};

const silent: webApi.Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => webApi.LogLevel.ERROR,
};

const posted = z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() });
const nothing: (received: Received) => Answer = () => ({});

const headers = z.record(z.string(), z.string());

/** Starts both on free ports, with a clock that stands still until the test moves it. */
export async function startBotApp(options: Partial<SlackStandInOptions> = {}): Promise<BotApp> {
  let now = START;
  let answer = nothing;
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(Buffer.from(part)));
    request.on('end', () => {
      const one = { headers: headers.parse({ ...request.headers }), raw: Buffer.concat(parts).toString() };
      received.push(one);
      const { status = 200, body, headers: extra = {}, hang } = answer(one);
      if (hang) return;
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, extra).end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  const slack = await startSlackStandIn({
    serviceUrl: url,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    clock: () => now,
    wait: async () => {},
    ...options,
  });
  const client = new webApi.WebClient(BOT_TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    allowAbsoluteUrls: false,
  });
  return {
    slack,
    client,
    received,
    post: async (message) => posted.parse(await client.apiCall('chat.postMessage', message)),
    answer(how) {
      answer = how;
    },
    pass(ms) {
      now += ms;
    },
    url,
    async stop() {
      await slack.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const platformFault = z.object({
  data: z.object({
    error: z.string(),
    response_metadata: z
      .object({ messages: z.array(z.string()) })
      .partial()
      .optional(),
  }),
});

/** The error code that a call was refused with, and Slack's messages; fails the test when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; messages: string[] }> {
  try {
    await call;
  } catch (error) {
    const { data } = platformFault.parse(error);
    return { code: data.error, messages: data.response_metadata?.messages ?? [] };
  }
  throw new Error('The call was not refused');
}

const interaction = z.looseObject({ type: z.string() });

/** The interaction payload in a form body. */
export function payloadIn(received: Received | undefined): { [key: string]: unknown } {
  return interaction.parse(JSON.parse(new URLSearchParams(received?.raw ?? '').get('payload') ?? ''));
}
