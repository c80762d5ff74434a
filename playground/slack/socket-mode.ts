import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { parseJson, type JsonObject } from './json.ts';
import { SlackError } from './slack-error.ts';

/** Socket Mode: the app fetches an address with its app-level token, connects, and gets its requests there. */
export type SocketMode = {
  /** `apps.connections.open`. @throws SlackError `invalid_auth`, `not_allowed_token_type` */
  open(token: string | undefined): JsonObject;
  /** Sends what would be posted to the app over its socket, and gives its acknowledgement as the answer. */
  readonly fetch: typeof fetch;
  /** Ends all connections, after a warning as Slack gives it when it changes machines, or without. */
  disconnect(warning: boolean): void;
  /** How many connections the app has open. */
  connections(): number;
  stop(): Promise<void>;
};

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown() });

/** @param secret makes tickets and envelope ids */
export function createSocketMode(options: {
  readonly server: Server;
  readonly appToken: string;
  readonly secret: () => string;
  readonly origin: () => string;
}): SocketMode {
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const sockets = new WebSocketServer({ noServer: true });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const ticket = url.searchParams.get('ticket') ?? '';
    // Each address is good for one connection.
    if (url.pathname !== '/link/' || !tickets.delete(ticket)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connected) => {
      connected.setMaxListeners(0);
      connected.on('message', (data) => {
        const text = Array.isArray(data)
          ? Buffer.concat(data).toString()
          : Buffer.from(data as Buffer).toString();
        const parsed = acknowledgement.safeParse(parseJson(text));
        if (parsed.success) waiting.get(parsed.data.envelope_id)?.(parsed.data.payload);
      });
      connected.send(
        JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0SPELDJE' } }),
      );
    });
  };
  options.server.on('upgrade', upgrade);

  const live = () => [...sockets.clients].filter(({ readyState }) => readyState === WebSocket.OPEN);

  return {
    open(token) {
      if (token === undefined) throw new SlackError('not_authed');
      if (token !== options.appToken) {
        throw new SlackError(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
      }
      const ticket = options.secret();
      tickets.add(ticket);
      return { url: `${options.origin().replace('http', 'ws')}/link/?ticket=${ticket}` };
    },
    async fetch(_url, init) {
      const [socket] = live();
      if (socket === undefined) throw new Error('the app has no connection');
      const body = typeof init?.body === 'string' ? init.body : '';
      const id = options.secret();
      const { signal } = init ?? {};
      let ended = () => {};
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
        ended = () => reject(new Error('the connection ended'));
        socket.once('close', ended);
      });
      socket.send(JSON.stringify({ envelope_id: id, accepts_response_payload: true, ...envelopeOf(body) }));
      try {
        const payload = await answered;
        return new Response(isNothing(payload) ? '' : JSON.stringify(payload), { status: 200 });
      } finally {
        waiting.delete(id);
        socket.off('close', ended);
      }
    },
    disconnect(warning) {
      for (const socket of live()) {
        if (warning) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
        else socket.terminate();
      }
    },
    connections: () => live().length,
    async stop() {
      options.server.off('upgrade', upgrade);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await once(sockets, 'close');
    },
  };
}

/** Slack's own client acknowledges without an answer by an empty object, which Slack takes as none. */
function isNothing(payload: unknown): boolean {
  return payload === undefined || JSON.stringify(payload) === '{}';
}

/** What is posted as JSON is an event, as a form with `payload` an interaction, and any other form a command. */
function envelopeOf(body: string): JsonObject {
  const event = parseJson(body);
  if (event !== undefined) return { type: 'events_api', payload: event, retry_attempt: 0, retry_reason: '' };
  const form = new URLSearchParams(body);
  const interaction = parseJson(form.get('payload') ?? '');
  if (interaction !== undefined) return { type: 'interactive', payload: interaction };
  return { type: 'slash_commands', payload: Object.fromEntries(form) };
}
