import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { allBackpackScopes } from '../../../src/domain/backpack.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { WebDeps } from '../../../src/web/web-deps.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import type { Visitor } from '../browser-like.ts';
import { demoStore, fixedIds, importDemoCatalogue, serveApp, type RunningApp } from '../demo-app.ts';
import { addDemoAwards, learner } from '../demo-awards.ts';
import { signedInVisitor } from '../signed-in-visitor.ts';

export const redirectUri = 'https://rugzak.example/terug';

export type Answered = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
};

const bodyShape = z.record(z.string(), z.unknown());
async function answered(answer: Response): Promise<Answered> {
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text.startsWith('{') ? bodyShape.parse(JSON.parse(text)) : { text },
  };
}

export type TestClient = { readonly id: string; readonly secret: string };
export type Tokens = { readonly access: string; readonly refresh: string };
const basic = ({ id, secret }: TestClient) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
export const verifier = 'a-verifier-that-is-long-enough-to-be-one-of-rfc-7636';
export const challenge = createHash('sha256').update(verifier).digest('base64url');

export type BackpackWorld = {
  readonly store: Store;
  readonly app: RunningApp;
  now: Date;
  enter(personId?: string, language?: string): Promise<Visitor>;
  register(change?: object): Promise<Answered>;
  client(change?: object): Promise<TestClient>;
  /** The address of the authorization endpoint with a good request, changed so. */
  asked(client: TestClient, change?: Readonly<Record<string, string | undefined>>): string;
  /** What the address says that the decision sends the browser to. */
  decide(browser: Visitor, address: string, decision: 'allow' | 'deny'): Promise<URL>;
  code(client: TestClient, browser?: Visitor, change?: Readonly<Record<string, string>>): Promise<string>;
  token(client: TestClient | undefined, form: Readonly<Record<string, string>>): Promise<Answered>;
  redeem(client: TestClient, code: string, change?: Readonly<Record<string, string>>): Promise<Answered>;
  tokens(client: TestClient, change?: Readonly<Record<string, string>>): Promise<Tokens>;
  api(path: string, token: string | undefined, init?: RequestInit): Promise<Answered>;
  close(): Promise<void>;
};

/** The demo community with its awards, on a real database where races are tried. */
export async function backpackWorld(
  options: { readonly real?: true } & Partial<WebDeps> = {},
): Promise<BackpackWorld> {
  const { real, ...given } = options;
  const { store, close } = real ? await demoStore() : await memoryDemo();
  await addDemoAwards(store);
  const clock = () => world.now;
  const ids = {
    id: () => crypto.randomUUID(),
    token: () => randomBytes(32).toString('base64url'),
    below: (limit: number) => randomBytes(4).readUInt32BE() % limit,
  };
  const app = await serveApp({ backpackRegistrationsPerDay: 1000, ...given, store, clock, ids });
  const url = (path: string) => `${app.url}${path}`;
  const post = async (path: string, headers: Record<string, string>, body: string | URLSearchParams) =>
    answered(await fetch(url(path), { method: 'POST', headers, body }));
  const metadata = {
    client_name: 'De Rugzak',
    client_uri: 'https://rugzak.example/',
    redirect_uris: [redirectUri],
    scope: allBackpackScopes.join(' '),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  };
  const text = (value: unknown) => z.string().parse(value);
  const world: BackpackWorld = {
    store,
    app,
    now: new Date('2025-11-25T09:30:00Z'),
    enter: (personId = learner.id, language = 'nl') =>
      signedInVisitor({ store, clock, ids: fixedIds(crypto.randomUUID()) }, app.url, personId, language),
    register: (change = {}) =>
      post(
        '/oauth/register',
        { 'content-type': 'application/json' },
        JSON.stringify({ ...metadata, ...change }),
      ),
    async client(change = {}) {
      const { status, body } = await world.register(change);
      if (status !== 201) throw new Error(`registration gave ${status}: ${JSON.stringify(body)}`);
      return { id: text(body['client_id']), secret: text(body['client_secret'] ?? '') };
    },
    asked(client, change = {}) {
      const parameters = {
        response_type: 'code',
        client_id: client.id,
        redirect_uri: redirectUri,
        scope: allBackpackScopes.join(' '),
        state: 'state-1',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...change,
      };
      const given = Object.entries(parameters).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as [string, string]],
      );
      return `/oauth/authorize?${new URLSearchParams(given).toString()}`;
    },
    async decide(browser, address, decision) {
      const page = await browser.get(address);
      if (page.status !== 200) throw new Error(`the page of consent gave ${page.status} ${page.location}`);
      const { status, location } = await browser.send('/oauth/authorize', { decision });
      if (status !== 303) throw new Error(`the decision gave ${status}`);
      return new URL(location);
    },
    async code(client, browser, change = {}) {
      const visitor = browser ?? (await world.enter());
      const back = await world.decide(visitor, world.asked(client, change), 'allow');
      return back.searchParams.get('code') ?? '';
    },
    token: (client, form) =>
      post('/oauth/token', client === undefined ? {} : basic(client), new URLSearchParams(form)),
    redeem: (client, code, change = {}) =>
      world.token(client, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...change,
      }),
    async tokens(client, change = {}) {
      const { body } = await world.redeem(client, await world.code(client, undefined, change));
      return { access: text(body['access_token']), refresh: text(body['refresh_token'] ?? '') };
    },
    async api(path, token, init = {}) {
      const headers = new Headers(init.headers);
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      return answered(await fetch(url(`/ims/ob/v3p0${path}`), { ...init, headers }));
    },
    close: async () => {
      await app.close();
      await close();
    },
  };
  return world;
}

async function memoryDemo() {
  const store = createMemoryStore();
  await importDemoCatalogue(store);
  return { store, close: async () => undefined };
}
