import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Call, CallHook, Faults } from './faults.ts';
import { jsonValue, parseJson } from './json.ts';
import type { JsonObject } from './json.ts';
import type { RateGate } from './rate-limits.ts';
import type { ResponseUrls } from './response-url.ts';
import type { SocketMode } from './socket-mode.ts';
import { serveFile, takeUpload } from './serve-files.ts';
import { SlackError } from './slack-error.ts';
import { chatMethods } from './web-api/chat-methods.ts';
import { conversationMethods } from './web-api/conversation-methods.ts';
import { fileMethods } from './web-api/file-methods.ts';
import type { Arguments, Method, Realm } from './web-api/method.ts';
import type { OAuth } from './web-api/oauth-methods.ts';
import { userMethods } from './web-api/user-methods.ts';
import { viewMethods } from './web-api/view-methods.ts';
import type { Installation } from './workspace.ts';

const METHODS = new Map<string, Method>(
  Object.entries({ ...chatMethods, ...conversationMethods, ...userMethods, ...viewMethods, ...fileMethods }),
);

export type ApiServerOptions = {
  realm: Realm;
  oauth: OAuth;
  responseUrls: ResponseUrls;
  faults: Faults;
  rateGate: RateGate;
  hooks: Set<CallHook>;
  calls: Call[];
  /** Undefined where the app gets its requests over HTTP. */
  socketMode: () => SocketMode | undefined;
  /** Waits in real time; replaced in tests. */
  wait: (ms: number) => Promise<void>;
  /** Pages of the stand-in itself, such as the install page. */
  page: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;
};

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

type Received = { args: Arguments; token: string | undefined; warning: string | undefined };

/** Reads a call as Slack does: JSON only with the token in the header, forms with it in either place. */
async function receive(request: IncomingMessage, url: URL, body: Buffer, json: boolean): Promise<Received> {
  const type = request.headers['content-type'] ?? '';
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const query: Arguments = Object.fromEntries(url.searchParams);
  if (request.method === 'GET') return { args: query, token: bearer, warning: undefined };
  if (type.startsWith('application/json')) {
    const parsed = parseJson(body.toString('utf8'));
    if (parsed === undefined) throw new SlackError('invalid_json');
    const object = z.record(z.string(), jsonValue).safeParse(parsed);
    if (!object.success) throw new SlackError('json_not_object');
    const warning = /charset=/i.test(type) ? undefined : 'missing_charset';
    // Methods that read do not look at a JSON body: the arguments are simply missing.
    return { args: json ? object.data : query, token: bearer, warning };
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form: Arguments = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    const token = bearer ?? (typeof form['token'] === 'string' ? form['token'] : undefined);
    return { args: { ...query, ...form }, token, warning: undefined };
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const args: Arguments = { ...query };
    for (const [name, value] of form) if (typeof value === 'string') args[name] = value;
    const token = bearer ?? (typeof args['token'] === 'string' ? args['token'] : undefined);
    return { args, token, warning: undefined };
  }
  if (type === '') {
    if (body.byteLength > 0) throw new SlackError('missing_post_type');
    return { args: query, token: bearer, warning: undefined };
  }
  throw new SlackError('invalid_post_type');
}

function authenticate(realm: Realm, token: string | undefined): Installation {
  if (token === undefined) throw new SlackError('not_authed');
  const caller = realm.workspace.installations.get(token);
  if (!caller) throw new SlackError('invalid_auth');
  if (caller.state !== 'active') throw new SlackError(caller.state);
  return caller;
}

function checkScopes(caller: Installation, needed: readonly string[]): void {
  if (needed.length === 0 || needed.some((scope) => caller.scopes.has(scope))) return;
  throw new SlackError('missing_scope', { needed: needed.join(','), provided: [...caller.scopes].join(',') });
}

/** The Web API, `response_url`s, uploads and private files, as one HTTP server that is not yet listening. */
export function createApiServer(options: ApiServerOptions): Server {
  const { realm, faults, hooks, calls } = options;

  async function carryOut(
    name: string,
    request: IncomingMessage,
    url: URL,
    body: Buffer,
    call: Call,
  ): Promise<{ status: number; answer: JsonObject; headers: Record<string, string> }> {
    const method = METHODS.get(name);
    try {
      const received = await receive(request, url, body, method?.json ?? false);
      const { token: _secret, client_secret: _clientSecret, ...args } = received.args;
      call.args = args;
      if (name === 'apps.connections.open') {
        const opened = options.socketMode()?.open(received.token);
        if (opened === undefined) throw new SlackError('unknown_method', { req_method: name });
        return { status: 200, answer: { ok: true, ...opened }, headers: {} };
      }
      if (name === 'oauth.v2.access') {
        return {
          status: 200,
          answer: { ok: true, ...options.oauth.access(received.args, basicOf(request)) },
          headers: {},
        };
      }
      if (!method && name !== 'auth.revoke') throw new SlackError('unknown_method', { req_method: name });
      const caller = authenticate(realm, received.token);
      if (!method) {
        caller.state = 'token_revoked';
        return { status: 200, answer: { ok: true, revoked: true }, headers: {} };
      }
      const retryAfter = options.rateGate(caller.token, name, args);
      if (retryAfter !== undefined) {
        const headers = { 'Retry-After': String(retryAfter) };
        return { status: 429, answer: { ok: false, error: 'ratelimited' }, headers };
      }
      const scopes = method.scopes(args, realm);
      checkScopes(caller, scopes);
      const result = await method.run(caller, args, realm);
      const headers = {
        'X-OAuth-Scopes': [...caller.scopes].join(','),
        'X-Accepted-OAuth-Scopes': scopes.join(','),
      };
      const warning = received.warning
        ? { warning: received.warning, response_metadata: { warnings: [received.warning] } }
        : {};
      return { status: 200, answer: { ok: true, ...warning, ...result }, headers };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return { status: 200, answer: { ok: false, error: error.code, ...error.details }, headers: {} };
    }
  }

  async function answerCall(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const body = await readBody(request);
    const call: Call = { method: name, args: {}, at: realm.workspace.now() };
    calls.push(call);
    const fault = faults.take(name);
    if (fault?.delayMs) await options.wait(fault.delayMs);
    for (const hook of hooks) await hook('before', call);
    const failed = fault && (fault.status !== undefined || fault.error !== undefined || fault.drop);
    const outcome =
      failed && !fault.deliverThenFail ? undefined : await perform(name, request, url, body, call);
    let { status, answer, headers } = outcome ?? { status: 200, answer: '', headers: {} };
    if (failed) {
      status = fault.status ?? 200;
      const error = fault.error ?? (status === 429 ? 'ratelimited' : undefined);
      answer = error === undefined ? '' : JSON.stringify({ ok: false, error });
      headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
    }
    call.status = fault?.drop ? 0 : status;
    call.answer = parseJson(answer) ?? answer;
    for (const hook of hooks) await hook('after', call);
    realm.workspace.changed();
    if (fault?.drop) {
      request.socket.destroy();
      return;
    }
    const type = answer.startsWith('{') ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(answer);
  }

  async function perform(name: string, request: IncomingMessage, url: URL, body: Buffer, call: Call) {
    if (name !== 'response_url') {
      const { status, answer, headers } = await carryOut(name, request, url, body, call);
      return { status, answer: JSON.stringify(answer), headers };
    }
    const sent = parseJson(body.toString('utf8'));
    call.args = { url: url.pathname, body: sent };
    const { status, text } = options.responseUrls.use(url.pathname, sent);
    return { status, answer: text, headers: {} };
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const method = /^\/api\/([A-Za-z0-9._]+)$/.exec(url.pathname)?.[1];
    if (method) return answerCall(method, request, response, url);
    if (url.pathname.startsWith('/actions/')) return answerCall('response_url', request, response, url);
    if (url.pathname.startsWith('/upload/v1/')) {
      return takeUpload(
        realm.workspace,
        url,
        request.headers['content-type'] ?? '',
        await readBody(request),
        response,
      );
    }
    if (url.pathname.startsWith('/files-pri/')) {
      const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      return serveFile(realm.workspace, url, token, response);
    }
    if (options.page(request, response, url)) return;
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
  }

  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const why = error instanceof Error ? error.message : 'fault';
      return response
        .writeHead(500, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ ok: false, error: 'fatal_error', why }));
    });
  });
}

function basicOf(request: IncomingMessage): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}
