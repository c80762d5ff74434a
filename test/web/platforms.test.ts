import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { readOrigins } from '../../src/web/admin/platform-form.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { hiddenFields, visitor, type Fields, type Visitor } from './browser-like.ts';
import { demoStore, fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;
let owner: Visitor;
let issuer: { readonly id: string; readonly slug: string };
const ids = fixedIds('platforms');

beforeAll(async () => {
  const demo = await demoStore();
  ({ store } = demo);
  closeStore = demo.close;
  app = await serveApp({
    store,
    publicUrl: 'https://speldje.example',
    isPublicHost: (host) => Promise.resolve(/\.(?:example|brightspace\.com)$/u.test(host)),
  });
  const [first] = await store.issuers.list();
  if (first === undefined) throw new Error('no issuer');
  issuer = first;
  owner = await entered('Eigenaar Els', true);
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

beforeEach(async () => {
  for (const { id } of await store.lti.platforms.list()) await store.lti.platforms.remove(id);
});

async function entered(name: string, isOwner: boolean): Promise<Visitor> {
  const person: Person = buildPerson({ name });
  await store.persons.insert(person);
  if (isOwner)
    await store.roles.insert(
      buildRoleGrant({
        issuerId: issuer.id,
        role: 'owner',
        grantee: { kind: 'person', personId: person.id },
      }),
    );
  const browser = visitor(app.url);
  const { token } = await makeSignInLink(
    { store, ids, clock: () => now },
    { personId: person.id, by: 'chat' },
  );
  const link = `/sign-in/${token}`;
  const page = await browser.get(link);
  await browser.post(link, hiddenFields(page.text, ''));
  return browser;
}

const moodle: Fields = {
  kind: 'moodle',
  name: 'Moodle van het ROC',
  issuer: 'https://moodle.example',
  clientId: 'aBcDeFgHiJkLmNo',
  deployments: '163\n164',
};

async function add(fields: Fields) {
  await owner.get('/admin/platforms/new');
  return owner.send('/admin/platforms', fields);
}

async function waiting(): Promise<LtiPlatform> {
  const platform: LtiPlatform = {
    id: 'w1',
    name: 'moodle · nieuw.example',
    issuer: 'https://nieuw.example',
    clientId: 'c1',
    authUrl: 'https://nieuw.example/auth',
    tokenUrl: 'https://nieuw.example/token',
    jwksUrl: 'https://nieuw.example/certs',
    deployments: [],
    status: 'waiting',
    extraTeachingRoles: [],
    vouchesForEmail: false,
    frameOrigins: [],
    createdAt: now,
    version: 1,
  };
  await store.lti.platforms.insert(platform);
  return platform;
}

describe('an owner', () => {
  it('connects a Moodle by its platform id and client id, and may launch from it at once', async () => {
    const answer = await add(moodle);
    expect(answer.status).toBe(303);
    const [platform] = await store.lti.platforms.list();
    expect(platform).toMatchObject({
      status: 'accepted',
      name: 'Moodle van het ROC',
      authUrl: 'https://moodle.example/mod/lti/auth.php',
      jwksUrl: 'https://moodle.example/mod/lti/certs.php',
      deployments: [{ id: '163' }, { id: '164' }],
      vouchesForEmail: false,
    });
    expect(answer.location).toBe(`/admin/platforms/${platform?.id}?done=added`);
    const page = await owner.get(answer.location);
    expect(page.text).toContain('De leeromgeving is aangesloten.');
    expect(page.text).toContain('https://speldje.example/lti/jwks');
    expect(await store.workspaces.find(`lti:${platform?.id}`)).toMatchObject({ name: 'Moodle van het ROC' });
    expect((await owner.get('/admin/platforms')).text).toContain('Moodle van het ROC');
  });

  it('connects a Brightspace with the audience that it wants', async () => {
    await add({ ...moodle, kind: 'brightspace', issuer: 'https://school.example' });
    expect((await store.lti.platforms.list())[0]).toMatchObject({
      authUrl: 'https://school.example/d2l/lti/authenticate',
      tokenUrl: 'https://auth.brightspace.com/core/connect/token',
      tokenAudience: 'https://api.brightspace.com/auth/token',
    });
  });

  it('is told of each field that is wrong, and finds what was typed', async () => {
    const answer = await add({ kind: 'other', name: 'Onze <leeromgeving>', issuer: 'http://10.0.0.1' });
    expect(answer.status).toBe(422);
    for (const id of ['issuer', 'clientId', 'deployments', 'authUrl', 'tokenUrl', 'jwksUrl'])
      expect(answer.text).toContain(`id="${id}-fault"`);
    expect(answer.text).toContain('value="Onze &lt;leeromgeving>"');
    expect(await store.lti.platforms.list()).toEqual([]);
  });

  it.each([
    ['a host on the inside', { issuer: 'https://intranet.local' }, 'issuer'],
    ['plain http', { issuer: 'http://moodle.example' }, 'issuer'],
    ['a key set on the inside', { kind: 'other', jwksUrl: 'https://169.254.169.254/' }, 'jwksUrl'],
    ['a word in the address', { tokenUrl: 'https://user:word@moodle.example/' }, 'tokenUrl'],
    ['a frame with a path', { frameOrigins: 'https://a.example/path' }, 'frameOrigins'],
  ])('can’t have %s asked', async (_, wrong, field) => {
    const answer = await add({
      ...moodle,
      authUrl: 'https://moodle.example/a',
      tokenUrl: 'https://moodle.example/t',
      jwksUrl: 'https://moodle.example/k',
      ...wrong,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-fault"`);
    expect(await store.lti.platforms.list()).toEqual([]);
  });

  it('can’t connect the same platform twice, nor by a form that is sent twice', async () => {
    await owner.get('/admin/platforms/new');
    const answers = await Promise.all([
      owner.send('/admin/platforms', moodle),
      owner.send('/admin/platforms', moodle),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect(await store.lti.platforms.list()).toHaveLength(1);
  });

  it('accepts a platform that registered itself', async () => {
    const { id } = await waiting();
    const page = await owner.get('/admin/platforms');
    expect(page.text).toContain('Wacht op jou');
    const answer = await owner.send(`/admin/platforms/${id}/accept`);
    expect(answer.location).toBe(`/admin/platforms/${id}?done=accepted`);
    expect((await store.lti.platforms.find(id))?.status).toBe('accepted');
  });

  it('turns one away that nobody knows, but none that was let in', async () => {
    const { id } = await waiting();
    const page = await owner.get('/admin/platforms');
    const proof = hiddenFields(page.text, `/admin/platforms/${id}/accept`);
    expect((await owner.post(`/admin/platforms/${id}/turn-away`, proof)).location).toBe(
      '/admin/platforms?done=turnedAway',
    );
    expect(await store.lti.platforms.list()).toEqual([]);
    await waiting();
    await owner.post(`/admin/platforms/${id}/accept`, proof);
    expect((await owner.post(`/admin/platforms/${id}/turn-away`, proof)).status).toBe(409);
    expect(await store.lti.platforms.list()).toHaveLength(1);
  });

  it('sets, turns off and turns on a platform; a page that is behind changes nothing', async () => {
    const { location } = await add(moodle);
    const [path = ''] = location.split('?');
    await owner.get(path);
    const changed = await owner.send(path, {
      name: 'Anders',
      frameOrigins: 'https://leren.example',
      teaching: ['TeachingAssistant', 'Learner'],
      trustEmail: '1',
    });
    expect(changed.location).toBe(`${path}?done=saved`);
    const id = path.split('/').at(-1) ?? '';
    expect(await store.lti.platforms.find(id)).toMatchObject({
      name: 'Anders',
      frameOrigins: ['https://leren.example'],
      extraTeachingRoles: ['TeachingAssistant'],
      vouchesForEmail: true,
    });
    const behind = await owner.send(path, { name: 'Nog anders' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Iemand anders wijzigde dit');
    await owner.get(path);
    await owner.send(`${path}/disable`);
    expect((await store.lti.platforms.find(id))?.status).toBe('disabled');
    await owner.get(path);
    await owner.send(`${path}/accept`);
    expect((await store.lti.platforms.find(id))?.status).toBe('accepted');
    expect(await store.workspaces.find(`lti:${id}`)).not.toHaveProperty('disconnectedAt');
  });

  it('accepts the deployment that was refused, from the list of refusals', async () => {
    const { location } = await add(moodle);
    const [path = ''] = location.split('?');
    const id = path.split('/').at(-1) ?? '';
    await store.lti.refusals.add({
      id: 'r1',
      at: now,
      code: 'deployment-unknown',
      claim: 'https://purl.imsglobal.org/spec/lti/claim/deployment_id',
      platformId: id,
      issuer: 'https://moodle.example',
      found: '165',
    });
    await store.lti.refusals.add({
      id: 'r2',
      at: now,
      code: 'signature-wrong',
      claim: 'id_token',
      platformId: 'gone',
    });
    const page = await owner.get('/admin/platforms');
    expect(page.text).toContain('deployment_id');
    expect(page.text).toContain('signature-wrong');
    const one = await owner.get(path);
    expect(one.text).not.toContain('signature-wrong');
    const deployments = async () =>
      (await store.lti.platforms.find(id))?.deployments.map((known) => known.id);
    const proof = hiddenFields(page.text, `${path}/deployments`);
    expect(proof['deployment']).toBe('165');
    await owner.post(`${path}/deployments`, proof);
    expect(await deployments()).toEqual(['163', '164', '165']);
    await owner.post(`${path}/deployments`, { ...proof, deployment: '', drop: '163' });
    expect(await deployments()).toEqual(['164', '165']);
  });

  it('lets teachers of the platform award and review for an issuer of their own', async () => {
    const { location } = await add(moodle);
    const [path = ''] = location.split('?');
    const key = `teachers:lti:${path.split('/').at(-1)}`;
    const roles = async () => (await store.roles.ofGrantees([key])).map(({ role }) => role).toSorted();
    const page = await owner.get(path);
    expect(page.text.match(/name="issuer" value=/gu)).toHaveLength(1);
    await owner.send(`${path}/teachers`, { role: ['awarder', 'reviewer', 'owner'] });
    expect(await roles()).toEqual(['awarder', 'reviewer']);
    await owner.send(`${path}/teachers`, { role: 'reviewer' });
    expect(await roles()).toEqual(['reviewer']);
    const [, other] = await store.issuers.list();
    const foreign = await owner.send(`${path}/teachers`, { issuer: other?.slug ?? '', role: 'awarder' });
    expect(foreign.status).toBe(403);
  });
});

describe('nobody else', () => {
  it('sees a platform or changes one', async () => {
    const { id } = await waiting();
    const stranger = await entered('Student Sam', false);
    for (const path of ['/admin/platforms', '/admin/platforms/new', `/admin/platforms/${id}`])
      expect((await stranger.get(path)).status).toBe(403);
    const proof = hiddenFields((await stranger.get('/me')).text, '/sign-out');
    for (const path of [
      '',
      `/${id}`,
      ...['accept', 'turn-away', 'disable', 'deployments', 'teachers'].map((name) => `/${id}/${name}`),
    ])
      expect((await stranger.post(`/admin/platforms${path}`, { ...moodle, ...proof })).status).toBe(403);
    expect(await store.lti.platforms.list()).toMatchObject([{ id, status: 'waiting', version: 1 }]);
  });

  it('who is not signed in gets further than the way in', async () => {
    const answer = await visitor(app.url).get('/admin/platforms');
    expect(answer.location).toBe('/sign-in?next=%2Fadmin%2Fplatforms');
  });

  it('makes an owner’s browser do it from another page', async () => {
    const { id } = await waiting();
    await owner.get('/admin/platforms');
    expect((await owner.post(`/admin/platforms/${id}/accept`, {})).status).toBe(403);
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect((await owner.send(`/admin/platforms/${id}/accept`, {}, crossSite)).status).toBe(403);
    expect((await store.lti.platforms.find(id))?.status).toBe('waiting');
  });

  it('finds what is not there', async () => {
    expect((await owner.get('/admin/platforms/nothing')).status).toBe(404);
  });
});

describe('origins, one a line', () => {
  it.each([
    ['', []],
    [
      'https://a.example\n\n https://a.example/ , http://b.example:8080',
      ['https://a.example', 'http://b.example:8080'],
    ],
    ['https://a.example/x', undefined],
    ['a.example', undefined],
    ['javascript:alert(1)', undefined],
    ['https://a.example?x', undefined],
  ])('%j', (written, expected) => {
    expect(readOrigins(written)).toEqual(expected);
  });
});
