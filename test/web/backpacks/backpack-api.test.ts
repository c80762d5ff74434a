import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { allBackpackScopes, backpackScopes } from '../../../src/domain/backpack.ts';
import { foreignBadge, foreignKey, signForeign } from '../../credentials/foreign-credential.ts';
import { verifyWithLibrary } from '../../credentials/library-verifier.ts';
import { hideEntry } from '../../../src/use-cases/hide-entry.ts';
import { fixedIds } from '../demo-app.ts';
import { awardIds, issuerSlug, learner } from '../demo-awards.ts';
import { backpackWorld, type Answered, type BackpackWorld, type TestClient } from './backpack-world.ts';

let world: BackpackWorld;
let client: TestClient;
let access: string;
beforeAll(async () => {
  world = await backpackWorld();
  client = await world.client();
  ({ access } = await world.tokens(client));
});
afterAll(() => world.close());

const statusShape = z.object({
  imsx_codeMajor: z.literal('failure'),
  imsx_severity: z.enum(['error', 'status']),
  imsx_description: z.string(),
  imsx_codeMinor: z.object({
    imsx_codeMinorField: z.tuple([
      z.object({ imsx_codeMinorFieldName: z.string(), imsx_codeMinorFieldValue: z.string() }),
    ]),
  }),
});
const minor = ({ status, body }: Answered) =>
  `${status} ${statusShape.parse(body).imsx_codeMinor.imsx_codeMinorField[0].imsx_codeMinorFieldValue}`;
const jsonObject = z.record(z.string(), z.json());
const page = z.object({
  credential: z.array(jsonObject.and(z.object({ id: z.string() }))),
  compactJwsString: z.array(z.string()),
});
const links = (answer: Answered) =>
  Object.fromEntries(
    [...(answer.headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/gu)].map(([, url, rel]) => [
      rel,
      url,
    ]),
  );

describe('the badges of a passport', () => {
  it('come as they were signed, and verify', async () => {
    const answer = await world.api('/credentials', access);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-total-count')).toBe('4');
    const { credential, compactJwsString } = page.parse(answer.body);
    expect(compactJwsString).toEqual([]);
    expect(credential.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)).toSorted()).toEqual(
      [awardIds.published, awardIds.withoutEvidence, awardIds.private, awardIds.expired].toSorted(),
    );
    const did = jsonObject.parse(
      await (await fetch(`${world.app.url}/issuers/${issuerSlug}/did.json`)).json(),
    );
    const mine = credential.find(({ id }) => id.endsWith(awardIds.private)) ?? {};
    expect(JSON.stringify(mine)).toContain('Student Sam');
    expect(await verifyWithLibrary(mine, did, {}, world.now)).toMatchObject({ verified: true });
  });

  it('are none that the learner hides in the passport', async () => {
    const actor = { personId: learner.id, standing: 'member', via: 'web' } as const;
    const hide = (hidden: boolean) =>
      hideEntry(
        { store: world.store, clock: () => world.now, ids: fixedIds('hide') },
        { actor, entry: { kind: 'award', id: awardIds.published }, hidden },
      );
    await hide(true);
    const answer = await world.api('/credentials', access);
    await hide(false);
    expect(answer.headers.get('x-total-count')).toBe('3');
    expect(JSON.stringify(answer.body)).not.toContain(awardIds.published);
  });

  it('come in pages that lead to one another, each once', async () => {
    const seen: string[] = [];
    const first = await world.api('/credentials?limit=3', access);
    expect(Object.keys(links(first)).toSorted()).toEqual(['first', 'last', 'next']);
    for (
      let at: string | undefined = `${world.app.url}/ims/ob/v3p0/credentials?limit=3`;
      at !== undefined;
    ) {
      const answer = await world.api(at.slice(`${world.app.url}/ims/ob/v3p0`.length), access);
      seen.push(...page.parse(answer.body).credential.map(({ id }) => id));
      at = links(answer)['next'];
    }
    expect(new Set(seen).size).toBe(4);
    const last = await world.api('/credentials?limit=3&offset=3', access);
    expect(links(last)).toMatchObject({
      prev: expect.stringContaining('offset=0'),
      last: expect.stringContaining('offset=3'),
    });
    const beyond = await world.api('/credentials?limit=3&offset=300', access);
    expect([beyond.status, page.parse(beyond.body).credential]).toEqual([200, []]);
    const many = await world.api('/credentials?limit=5000', access);
    expect(links(many)['first']).toContain('limit=100');
  });

  it('can be asked for since a moment, and its pages go on with that', async () => {
    const none = await world.api('/credentials?since=2025-11-21T00:00:00Z', access);
    expect(none.headers.get('x-total-count')).toBe('0');
    const some = await world.api(
      `/credentials?limit=1&since=${encodeURIComponent('2025-11-20T14:00:00+02:00')}`,
      access,
    );
    expect(some.headers.get('x-total-count')).toBe('4');
    expect(new URL(links(some)['next'] ?? '').searchParams.get('since')).toBe('2025-11-20T14:00:00+02:00');
  });

  it.each(['limit=0', 'limit=-1', 'limit=x', 'offset=-1', 'offset=1.5', 'since=gisteren', 'limit=1&limit=2'])(
    'refuses %s: invalid_query_parameter',
    async (query) => {
      expect(minor(await world.api(`/credentials?${query}`, access))).toBe('400 invalid_query_parameter');
    },
  );
});

describe('a badge from elsewhere', () => {
  const key = foreignKey();
  const hash = (address: string) => `sha256$${createHash('sha256').update(`${address}zout`).digest('hex')}`;
  const badge = (number: number, address = 'sam@example.org') =>
    signForeign(
      foreignBadge(key.did, {
        id: `https://elders.example.com/badges/${number}`,
        credentialSubject: {
          type: ['AchievementSubject'],
          identifier: [
            {
              type: 'IdentityObject',
              hashed: true,
              identityHash: hash(address),
              identityType: 'emailAddress',
              salt: 'zout',
            },
          ],
          achievement: {
            id: 'https://elders.example.com/achievements/1',
            type: ['Achievement'],
            name: 'Lasser',
            description: 'Last staal',
            criteria: { narrative: 'Last' },
          },
        },
      }),
      key.privateKey,
      `${key.did}#${key.multikey}`,
    );
  const send = (body: string, type = 'application/vc+ld+json') =>
    world.api('/credentials', access, { method: 'POST', headers: { 'content-type': type }, body });

  it('is taken in once: 201, then 200, and is among the badges from then on', async () => {
    const text = JSON.stringify(await badge(1));
    const first = await send(text);
    expect([first.status, JSON.stringify(first.body)]).toEqual([201, text]);
    expect((await send(text, 'application/json')).status).toBe(200);
    const { credential } = page.parse((await world.api('/credentials', access)).body);
    expect(credential).toContainEqual(JSON.parse(text));
  });

  it('that is not theirs, or not right, is refused with the check that failed', async () => {
    const stranger = await send(JSON.stringify(await badge(2, 'iemand@example.org')));
    expect(minor(stranger)).toBe('422 invalid_data');
    expect(stranger.body['imsx_description']).toContain('recipient: recipient-mismatch');
    const forged = await send(JSON.stringify({ ...(await badge(3)), name: 'Directeur' }));
    expect(minor(forged)).toBe('422 invalid_data');
    expect(forged.body['imsx_description']).toContain('signature: signature-bad');
    expect(world.app.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that was awarded here is there already: 200', async () => {
    const { credential } = page.parse((await world.api('/credentials', access)).body);
    const own = credential.find(({ id }) => id.endsWith(awardIds.published));
    expect((await send(JSON.stringify(own))).status).toBe(200);
    const jwt = await (await fetch(`${world.app.url}/awards/${awardIds.published}.jwt`)).text();
    const answer = await send(jwt, 'text/plain');
    expect([answer.status, answer.body['text']]).toEqual([200, jwt]);
  });

  it.each([
    ['text/plain', 'https://elders.example.com/badge.json'],
    ['application/json', '"https://elders.example.com/badge.json"'],
    ['application/json', '[]'],
    ['application/json', ''],
    ['application/xml', '<badge/>'],
  ])('is refused as %s: %s', async (type, body) => {
    expect((await send(body, type)).status).toBe(400);
  });

  it('is refused when it is too large', async () => {
    const answer = await send(`{"a":"${'x'.repeat(1_100_000)}"}`);
    expect(minor(answer)).toBe('413 invalid_data');
  });
});

describe('a profile', () => {
  const put = (body: unknown) =>
    world.api('/profile', access, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('says who it is, and takes another name', async () => {
    const { body } = await world.api('/profile', access);
    expect(body).toMatchObject({ type: ['Profile'], name: 'Student Sam', email: 'sam@example.org' });
    const changed = await put({ ...body, name: ' Sam de Vries ' });
    expect([changed.status, changed.body['name']]).toEqual([200, 'Sam de Vries']);
    expect((await world.store.persons.find(learner.id))?.name).toBe('Sam de Vries');
    expect((await put({ type: ['Profile'] })).body['name']).toBe('Sam de Vries');
  });

  it.each<readonly [string, unknown]>([
    ['422 invalid_data', { id: 'urn:uuid:iemand-anders', name: 'X' }],
    ['422 invalid_data', { email: 'directeur@example.org', name: 'X' }],
    ['422 invalid_data', { name: ' \u202E ' }],
    ['422 invalid_data', { name: 'x'.repeat(300) }],
    ['400 invalid_data', { name: 7 }],
    ['400 invalid_data', '{'],
  ])('is refused: %s for %j', async (expected, body) => {
    expect(minor(await put(body))).toBe(expected);
  });
});

describe('access', () => {
  const operations = [
    ['GET', '/credentials', backpackScopes.readCredentials],
    ['POST', '/credentials', backpackScopes.addCredentials],
    ['GET', '/profile', backpackScopes.readProfile],
    ['PUT', '/profile', backpackScopes.changeProfile],
  ] as const;

  it.each(operations)('%s %s needs its token and its scope', async (method, path, scope) => {
    const none = await world.api(path, undefined, { method });
    expect(minor(none)).toBe('401 unauthorizedrequest');
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    const wrong = await world.api(path, 'geraden', { method });
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    const others = allBackpackScopes.filter((one) => one !== scope).join(' ');
    const other = await world.client();
    const { access: few } = await world.tokens(other, { scope: others });
    const refused = await world.api(path, few, { method });
    expect(minor(refused)).toBe('403 forbidden');
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="${scope}"`,
    );
  });

  it('of other kinds is no endpoint, or no method: 404, 405', async () => {
    expect(minor(await world.api('/nothing', access))).toBe('404 not_found');
    const deleted = await world.api('/credentials', access, { method: 'DELETE' });
    expect(minor(deleted)).toBe('405 not_allowed');
    expect(deleted.headers.get('allow')).toBe('OPTIONS, GET, POST');
  });
});

describe('the service description', () => {
  const documentShape = z.object({
    openapi: z.string(),
    info: z.looseObject({
      title: z.string(),
      version: z.string(),
      termsOfService: z.url(),
      'x-imssf-privacyPolicyUrl': z.url(),
    }),
    servers: z.tuple([z.object({ url: z.url() })]),
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.looseObject({ security: z.array(z.object({ OAuth2ACG: z.tuple([z.string()]) })) }),
      ),
    ),
    components: z.object({
      securitySchemes: z.object({
        OAuth2ACG: z.looseObject({
          type: z.literal('oauth2'),
          'x-imssf-registrationUrl': z.url(),
          flows: z.object({
            authorizationCode: z.object({
              authorizationUrl: z.url(),
              tokenUrl: z.url(),
              refreshUrl: z.url(),
              scopes: z.record(z.string(), z.string()),
            }),
          }),
        }),
      }),
    }),
  });

  it('is true to what is served: every path, method and scope in it, and no others', async () => {
    const answer = await world.api('/discovery', undefined);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const document = documentShape.parse(answer.body);
    const base = document.servers[0].url.slice(world.app.url.length);
    expect(base).toBe('/ims/ob/v3p0');
    const scopes = new Set<string>();
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
        const described = methods[method];
        const need = described?.security[0];
        const expected = described === undefined ? 405 : need === undefined ? 200 : 401;
        const said = await world.api(path, undefined, { method: method.toUpperCase() });
        expect([method, path, said.status]).toEqual([method, path, expected]);
        if (need === undefined) continue;
        const [scope] = need.OAuth2ACG;
        scopes.add(scope);
        const { access: just } = await world.tokens(await world.client(), { scope });
        const allowed = await world.api(path, just, { method: method.toUpperCase() });
        expect([401, 403, 404, 405]).not.toContain(allowed.status);
      }
    const { flows, ...scheme } = document.components.securitySchemes.OAuth2ACG;
    const { authorizationUrl, tokenUrl, refreshUrl, scopes: offered } = flows.authorizationCode;
    expect(Object.keys(offered).toSorted()).toEqual([...scopes, 'offline_access'].toSorted());
    const metadata: Record<string, unknown> = await (
      await fetch(`${world.app.url}/.well-known/oauth-authorization-server`)
    ).json();
    expect(metadata).toMatchObject({
      authorization_endpoint: authorizationUrl,
      token_endpoint: tokenUrl,
      registration_endpoint: scheme['x-imssf-registrationUrl'],
    });
    expect(refreshUrl).toBe(tokenUrl);
    expect((await fetch(document.info.termsOfService)).status).toBe(200);
  });
});
