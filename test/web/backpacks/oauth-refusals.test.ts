import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorActor } from '../../../src/domain/actor.ts';
import { backpackScopes } from '../../../src/domain/backpack.ts';
import { erasePerson } from '../../../src/use-cases/erase-person.ts';
import { exportPerson } from '../../../src/use-cases/export-person.ts';
import { mergePersons } from '../../../src/use-cases/merge-persons.ts';
import { setBackpackStatus } from '../../../src/use-cases/manage-backpacks.ts';
import { buildLinkedIdentity, buildPerson } from '../../builders/build-person.ts';
import { visitor } from '../browser-like.ts';
import { fixedIds } from '../demo-app.ts';
import { awarder, learner } from '../demo-awards.ts';
import {
  backpackWorld,
  redirectUri,
  type Answered,
  type BackpackWorld,
  type TestClient,
} from './backpack-world.ts';

let world: BackpackWorld;
let client: TestClient;
beforeAll(async () => {
  world = await backpackWorld();
  client = await world.client();
});
afterAll(() => world.close());

const fault = ({ status, body }: Answered) => `${status} ${String(body['error'])}`;
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
};
const deps = () => ({ store: world.store, clock: () => world.now, ids: fixedIds(crypto.randomUUID()) });
const works = async (access: string) => (await world.api('/profile', access)).status;

describe('registration', () => {
  it('gives a secret that is kept as a hash, and says what was registered', async () => {
    const { status, body, headers } = await world.register();
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      client_name: 'De Rugzak',
      redirect_uris: [redirectUri],
      client_secret_expires_at: 0,
      token_endpoint_auth_method: 'client_secret_basic',
    });
    const kept = JSON.stringify(await world.store.backpacks.clients.find(String(body['client_id'])));
    expect(kept).not.toContain(String(body['client_secret']));
  });

  it.each<readonly [string, object]>([
    ['400 invalid_redirect_uri', { redirect_uris: [] }],
    ['400 invalid_redirect_uri', { redirect_uris: ['http://rugzak.example/terug'] }],
    ['400 invalid_redirect_uri', { redirect_uris: ['https://rugzak.example/terug#deel'] }],
    ['400 invalid_redirect_uri', { redirect_uris: ['rugzak:terug'] }],
    ['400 invalid_redirect_uri', { redirect_uris: ['https://iemand@rugzak.example/'] }],
    ['400 invalid_redirect_uri', { redirect_uris: ['javascript:alert(1)'] }],
    ['400 invalid_client_metadata', { client_name: ' ' }],
    ['400 invalid_client_metadata', { client_uri: 'http://rugzak.example/' }],
    ['400 invalid_client_metadata', { scope: 'openid' }],
    ['400 invalid_client_metadata', { scope: 'offline_access' }],
    ['400 invalid_client_metadata', { grant_types: ['password'] }],
    ['400 invalid_client_metadata', { token_endpoint_auth_method: 'private_key_jwt' }],
  ])('is refused: %s for %j', async (expected, change) => {
    expect(fault(await world.register(change))).toBe(expected);
  });

  it('is for so many a day as the owner lets, or for none', async () => {
    const few = await backpackWorld({ backpackRegistrationsPerDay: 2 });
    try {
      const answers = [await few.register(), await few.register(), await few.register()];
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
      few.now = new Date(few.now.getTime() + 25 * 60 * 60_000);
      expect((await few.register()).status).toBe(201);
    } finally {
      await few.close();
    }
    const closed = await backpackWorld({ backpackRegistrationsPerDay: 0 });
    try {
      expect(fault(await closed.register())).toBe('403 access_denied');
    } finally {
      await closed.close();
    }
  });
});

describe('the page of consent', () => {
  it('asks who is not signed in to do so, and comes back with the whole request', async () => {
    const address = world.asked(client);
    const { status, location } = await visitor(world.app.url).get(address);
    expect(status).toBe(303);
    expect(new URL(location, world.app.url).searchParams.get('next')).toBe(address);
  });

  it.each<readonly [string, Readonly<Record<string, string | undefined>>]>([
    ['another redirect_uri', { redirect_uri: 'https://rugzak.example/terug/' }],
    ['a redirect_uri with more behind it', { redirect_uri: `${redirectUri}?x=1` }],
    ['a redirect_uri elsewhere', { redirect_uri: 'https://elders.example/' }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['an unknown client', { client_id: 'niemand' }],
  ])('sends nobody anywhere for %s', async (_, change) => {
    const page = await (await world.enter()).get(world.asked(client, change));
    expect([page.status, page.location]).toEqual([404, '']);
    expect(page.text).not.toMatch(/(?:href|action)="https?:\/\/(?:elders|rugzak)\.example/u);
  });

  it.each<readonly [string, Readonly<Record<string, string | undefined>>]>([
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_request', { code_challenge: 'short' }],
    ['invalid_request', { response_type: undefined }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_scope', { scope: undefined }],
    ['invalid_scope', { scope: `${backpackScopes.readProfile} everything` }],
  ])('tells the backpack: %s for %j', async (error, change) => {
    const { status, location } = await (await world.enter()).get(world.asked(client, change));
    const back = new URL(location);
    expect([status, `${back.origin}${back.pathname}`]).toEqual([303, redirectUri]);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error,
      state: 'state-1',
      iss: world.app.url,
    });
  });

  it('gives no more than a client was registered for', async () => {
    const reader = await world.client({ scope: backpackScopes.readCredentials });
    const { location } = await (await world.enter()).get(
      world.asked(reader, { scope: backpackScopes.addCredentials }),
    );
    expect(new URL(location).searchParams.get('error')).toBe('invalid_scope');
  });

  it('says what is asked, by whom, in both languages, and lets its form end at the backpack alone', async () => {
    const nl = await (await world.enter()).get(world.asked(client));
    expect(nl.text).toContain('Mag De Rugzak bij je paspoort?');
    expect(nl.text).toContain('Badges aan je paspoort toevoegen.');
    expect(nl.text).toContain('rugzak.example');
    expect(nl.headers.get('content-security-policy')).toContain("form-action 'self' https://rugzak.example;");
    const en = await (await world.enter(learner.id, 'en')).get(`${world.asked(client)}&lang=en`);
    expect(en.text).toContain('May De Rugzak reach your passport?');
  });

  it('takes no for an answer, and nothing from another site', async () => {
    const browser = await world.enter();
    const back = await world.decide(browser, world.asked(client), 'deny');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      state: 'state-1',
      iss: world.app.url,
    });
    const bare = Object.fromEntries(new URL(world.asked(client), world.app.url).searchParams);
    expect((await browser.post('/oauth/authorize', { ...bare, decision: 'allow' })).status).toBe(403);
    expect(await world.store.backpacks.grants.ofPerson(learner.id)).toEqual([]);
  });
});

describe('the token endpoint', () => {
  it('gives tokens that are kept as hashes, for what was allowed', async () => {
    const answer = await world.redeem(client, await world.code(client));
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const access = String(answer.body['access_token']);
    expect(await works(access)).toBe(200);
    expect(await world.store.backpacks.tokens.find(access)).toBeUndefined();
    const reader = await world.redeem(
      client,
      await world.code(client, undefined, { scope: backpackScopes.readProfile }),
    );
    expect(reader.body['scope']).toBe(backpackScopes.readProfile);
    expect(reader.body['refresh_token']).toBeUndefined();
  });

  it('wants the client to show itself as it registered: invalid_client', async () => {
    const code = await world.code(client);
    const wrong = await world.redeem({ ...client, secret: 'geraden' }, code);
    expect(fault(wrong)).toBe('401 invalid_client');
    expect(wrong.headers.get('www-authenticate')).toContain('Basic');
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    expect(fault(await world.token(undefined, form))).toBe('401 invalid_client');
    const inForm = { ...form, client_id: client.id, client_secret: client.secret };
    expect(fault(await world.token(undefined, inForm))).toBe('401 invalid_client');
    expect(fault(await world.token(undefined, { ...form, client_id: client.id }))).toBe('401 invalid_client');
    expect(fault(await world.token(client, inForm))).toBe('400 invalid_request');
    const nobody = await world.redeem({ id: 'niemand', secret: 'x' }, code);
    expect(fault(nobody)).toBe('401 invalid_client');
  });

  it('lets public clients in without a secret, by PKCE alone', async () => {
    const open = await world.client({ token_endpoint_auth_method: 'none' });
    expect(open.secret).toBe('');
    const code = await world.code(open);
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: open.id };
    expect(fault(await world.token(undefined, form))).toBe('400 invalid_request');
    expect(fault(await world.token(undefined, { ...form, code_verifier: 'x'.repeat(50) }))).toBe(
      '400 invalid_grant',
    );
    const verifier = 'a-verifier-that-is-long-enough-to-be-one-of-rfc-7636';
    expect((await world.token(undefined, { ...form, code_verifier: verifier })).status).toBe(200);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['400 invalid_grant', { code_verifier: 'another-verifier-that-is-long-enough-to-be-one-of-them' }],
    ['400 invalid_request', { code_verifier: 'short' }],
    ['400 invalid_grant', { redirect_uri: 'https://rugzak.example/elders' }],
    ['400 invalid_grant', { code: 'geraden' }],
    ['400 invalid_request', { code: '' }],
  ])('refuses a code: %s for %j', async (expected, change) => {
    expect(fault(await world.redeem(client, await world.code(client), change))).toBe(expected);
  });

  it("refuses another client's code, and one that is older than a minute: invalid_grant", async () => {
    const other = await world.client();
    expect(fault(await world.redeem(other, await world.code(client)))).toBe('400 invalid_grant');
    const code = await world.code(client);
    later(2);
    expect(fault(await world.redeem(client, code))).toBe('400 invalid_grant');
  });

  it('takes a code once; a second time ends all that came of it', async () => {
    const code = await world.code(client);
    const { body } = await world.redeem(client, code);
    const access = String(body['access_token']);
    expect(await works(access)).toBe(200);
    expect(fault(await world.redeem(client, code))).toBe('400 invalid_grant');
    expect(await works(access)).toBe(401);
    const refreshed = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    expect(fault(await world.token(client, refreshed))).toBe('400 invalid_grant');
  });

  it('gives one of 20 who bring a code at once its tokens, and then nobody', async () => {
    // On a real database: it is its writes that meet.
    const real = await backpackWorld({ real: true });
    try {
      const registered = await real.client();
      const code = await real.code(registered);
      const answers = await Promise.all(Array.from({ length: 20 }, () => real.redeem(registered, code)));
      const good = answers.filter(({ status }) => status === 200);
      expect(good.length).toBeLessThanOrEqual(1);
      for (const { body } of good)
        expect((await real.api('/profile', String(body['access_token']))).status).toBe(401);
    } finally {
      await real.close();
    }
  });

  it('rotates refresh tokens; one that comes a second time lets the backpack out', async () => {
    const { refresh } = await world.tokens(client);
    const again = (refresh_token: string, more = {}) =>
      world.token(client, { grant_type: 'refresh_token', refresh_token, ...more });
    const second = await again(refresh);
    expect(second.status).toBe(200);
    const newer = String(second.body['refresh_token']);
    expect(newer).not.toBe(refresh);
    expect(fault(await again(refresh))).toBe('400 invalid_grant');
    expect(fault(await again(newer))).toBe('400 invalid_grant');
    expect(await works(String(second.body['access_token']))).toBe(401);
  });

  it('gives fewer scopes on refresh where fewer are asked, and never more', async () => {
    const few = `${backpackScopes.readProfile} offline_access`;
    const { refresh } = await world.tokens(client, { scope: few });
    const more = {
      grant_type: 'refresh_token',
      refresh_token: refresh,
      scope: backpackScopes.addCredentials,
    };
    expect(fault(await world.token(client, more))).toBe('400 invalid_scope');
    expect(fault(await world.token(client, { ...more, scope: 'everything' }))).toBe('400 invalid_scope');
    const fewer = await world.token(client, { ...more, scope: backpackScopes.readProfile });
    expect(fewer.body['scope']).toBe(backpackScopes.readProfile);
    const other = await world.client();
    const stolen = { grant_type: 'refresh_token', refresh_token: String(fewer.body['refresh_token']) };
    expect(fault(await world.token(other, stolen))).toBe('400 invalid_grant');
  });

  it('ends: access after an hour, refresh after ninety days', async () => {
    const { access, refresh } = await world.tokens(client);
    later(61);
    expect(await works(access)).toBe(401);
    later(91 * 24 * 60);
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    expect(fault(await world.token(client, form))).toBe('400 invalid_grant');
  });
});

describe('revocation', () => {
  const revoke = async (by: TestClient, token: string) => {
    const authorization = `Basic ${Buffer.from(`${by.id}:${by.secret}`).toString('base64')}`;
    const answer = await fetch(`${world.app.url}/oauth/revoke`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ token }),
    });
    return answer.status;
  };

  it('ends an access token alone, and a refresh token with all that it belongs to', async () => {
    const { access, refresh } = await world.tokens(client);
    expect(await revoke(client, access)).toBe(200);
    expect(await works(access)).toBe(401);
    const second = await world.token(client, { grant_type: 'refresh_token', refresh_token: refresh });
    expect(second.status).toBe(200);
    expect(await revoke(client, String(second.body['refresh_token']))).toBe(200);
    expect(await works(String(second.body['access_token']))).toBe(401);
    expect(await revoke(client, 'unknown')).toBe(200);
  });

  it("refuses another client's token, and who does not show itself", async () => {
    const { access } = await world.tokens(client);
    expect(await revoke(await world.client(), access)).toBe(400);
    expect(await revoke({ ...client, secret: 'geraden' }, access)).toBe(401);
    expect(await works(access)).toBe(200);
  });
});

describe('who was let in', () => {
  it('is on the person’s own page, and goes out from there at once', async () => {
    const { access } = await world.tokens(await world.client({ client_name: 'Mijn Map' }));
    const browser = await world.enter();
    const page = await browser.get('/me/backpacks');
    expect(page.text).toContain('Mijn Map');
    expect(page.text).toContain('Je naam veranderen.');
    const mine = page.text.split('<h2>').find((part) => part.startsWith('Mijn Map')) ?? '';
    const action = /action="(\/me\/backpacks\/[^"]+\/stop)"/u.exec(mine)?.[1] ?? '';
    const bo = await world.enter(awarder.id);
    await bo.get('/me/backpacks');
    const csrf = /name="csrf" value="([^"]*)"/u.exec((await bo.get('/me/backpacks')).text)?.[1] ?? '';
    expect((await bo.post(action, { csrf })).status).toBe(403);
    expect(await works(access)).toBe(200);
    expect((await browser.send(action)).status).toBe(303);
    expect(await works(access)).toBe(401);
    expect((await browser.get('/me/backpacks')).text).not.toContain('Mijn Map');
  });

  it('is let in once: a new consent ends the earlier one', async () => {
    const first = await world.tokens(client);
    const second = await world.tokens(client);
    expect(await works(first.access)).toBe(401);
    expect(await works(second.access)).toBe(200);
    expect(await world.store.backpacks.grants.ofClient(client.id)).toHaveLength(1);
  });

  it('stays out while the operator has disabled it', async () => {
    const other = await world.client();
    const { access, refresh } = await world.tokens(other);
    const set = (status: 'active' | 'disabled') =>
      setBackpackStatus(deps(), { actor: operatorActor, clientId: other.id, status });
    expect((await set('disabled')).ok).toBe(true);
    expect(await works(access)).toBe(401);
    expect(fault(await world.token(other, { grant_type: 'refresh_token', refresh_token: refresh }))).toBe(
      '401 invalid_client',
    );
    expect((await (await world.enter()).get(world.asked(other))).status).toBe(404);
    await set('active');
    expect(await works(access)).toBe(200);
    const byOther = await setBackpackStatus(deps(), {
      actor: { personId: learner.id, standing: 'member', via: 'web' },
      clientId: other.id,
      status: 'disabled',
    });
    expect(byOther).toMatchObject({ ok: false, refusal: { code: 'not-yours' } });
  });

  it('follows a merge of the person, is in their record, and ends with their erasure', async () => {
    const person = (name: string) =>
      buildPerson({
        name,
        identities: [buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: name })],
      });
    const [keep, absorb] = [person('Blijft'), person('Gaat-op')];
    await world.store.persons.insert(keep);
    await world.store.persons.insert(absorb);
    const browser = await world.enter(absorb.id);
    const { body } = await world.redeem(client, await world.code(client, browser));
    const access = String(body['access_token']);
    await mergePersons(deps(), { actor: operatorActor, keep: keep.id, absorb: absorb.id });
    expect((await world.api('/profile', access)).body).toMatchObject({ id: `urn:uuid:${keep.id}` });
    const exported = await exportPerson(deps(), { actor: operatorActor, personId: keep.id });
    expect(exported.ok && exported.record.backpacks).toHaveLength(1);
    await erasePerson(deps(), { actor: operatorActor, personId: keep.id });
    expect(await works(access)).toBe(401);
    expect(await world.store.backpacks.grants.ofPerson(keep.id)).toEqual([]);
  });
});
