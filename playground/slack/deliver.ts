import { setTimeout as sleep } from 'node:timers/promises';
import { signRequest } from './sign-request.ts';

/** What became of a request to the app: `status` 0 means that nobody answered (in time). */
export type Delivered = {
  status: number;
  body: string;
  tookMs: number;
  headers: { [name: string]: string };
  failure?: 'http_timeout' | 'connection_failed';
};

/** A signed request, as it went out and what came back. */
export type Wire = {
  kind: 'command' | 'interaction' | 'event';
  label: string;
  at: number;
  request: string;
  delivered: Delivered;
};

/** How one request may differ from what Slack would send, to try the app's guard. */
export type SendOptions = {
  kind: Wire['kind'];
  label: string;
  contentType: 'application/json' | 'application/x-www-form-urlencoded';
  headers?: { [name: string]: string };
  /** Whole seconds since 1970; the clock's time when left out. */
  timestamp?: number;
  signature?: string;
  secret?: string;
};

export type Deliver = (rawBody: string, options: SendOptions) => Promise<Delivered>;

export type DeliverOptions = {
  target: () => string;
  signingSecret: string;
  now: () => number;
  ackTimeoutMs: number;
  fetch: typeof fetch;
  sent: (wire: Wire) => void;
};

/** Sends signed requests to the app and waits for its answer as long as Slack does. */
export function createDeliver(options: DeliverOptions): Deliver {
  return async (rawBody, send) => {
    const timestamp = send.timestamp ?? Math.floor(options.now() / 1000);
    const signed = signRequest(send.secret ?? options.signingSecret, timestamp, rawBody);
    const started = performance.now();
    const took = () => Math.round((performance.now() - started) * 10) / 10;
    let delivered: Delivered;
    try {
      const response = await options.fetch(options.target(), {
        method: 'POST',
        headers: {
          'Content-Type': send.contentType,
          'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          Accept: 'application/json,*/*',
          ...signed,
          ...(send.signature === undefined ? {} : { 'X-Slack-Signature': send.signature }),
          ...send.headers,
        },
        body: rawBody,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.ackTimeoutMs),
      });
      const body = await response.text();
      delivered = {
        status: response.status,
        body,
        tookMs: took(),
        headers: Object.fromEntries(response.headers),
      };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const failure = timedOut ? 'http_timeout' : 'connection_failed';
      delivered = { status: 0, body: '', tookMs: took(), headers: {}, failure };
    }
    options.sent({ kind: send.kind, label: send.label, at: options.now(), request: rawBody, delivered });
    return delivered;
  };
}

/** Waits in real time. */
export async function waitFor(ms: number): Promise<void> {
  await sleep(ms);
}
