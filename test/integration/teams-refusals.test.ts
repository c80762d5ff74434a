import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANNEL, OTHER_TENANT, TENANT, users } from '../../playground/teams/teams-world.ts';
import type { TokenWish } from '../../playground/teams/token-issuer.ts';
import { commandLine } from './community.ts';
import { runService } from './run-service.ts';
import { teamsTown, type TeamsTown } from './teams-town.ts';

let town: TeamsTown;
let activity: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  town = await teamsTown();
});
afterAll(() => town?.close());
beforeEach(() => {
  const id = town.teams.state.nextId();
  const said = '@Speldje toekennen @Student Sam adviseur-lerende-regio';
  const post = { id, conversation: CHANNEL, thread: id, from: users.bo.id, text: said, files: [] };
  activity = town.teams.activityOf({ ...post, edited: false, deleted: false, at: new Date() });
});

const nothingStored = async () => {
  for (const name of ['inbox', 'awards', 'outbox', 'deliveries', 'conversationReferences'])
    expect(await town.db.collection(name).countDocuments(), name).toBe(0);
  const person = await town.db.collection('persons').findOne({ name: users.bo.name });
  expect(person).toBeNull();
};

describe('what is not from the Bot Connector', () => {
  const app = { audience: 'b0b00000-0000-4000-8000-00000000b0b1' };
  const refused: [string, Partial<TokenWish> & { bare?: boolean }][] = [
    ['no token', { bare: true }],
    ['another audience', app],
    ['another issuer', { issuer: 'https://api.botframework.example' }],
    [
      'the issuer of the emulator',
      { issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' },
    ],
    ['the issuer of a tenant', { issuer: `https://sts.windows.net/${TENANT}/` }],
    ['another service URL', { serviceUrl: 'https://smba.example/emea/' }],
    ['a token that ended six minutes ago', { expires: -360 }],
    ['a token that begins in six minutes', { notBefore: 360 }],
    ['a token made in six minutes', { issuedAt: 360 }],
    ['no end', { leaveOut: ['exp'] }],
    ['no audience', { leaveOut: ['aud'] }],
    ['no issuer', { leaveOut: ['iss'] }],
    ['no service URL', { leaveOut: ['serviceurl'] }],
    ['a bad signature', { forged: true }],
    ['a key that is endorsed for another channel', { key: 'unendorsed' }],
    ['a key that is in no key set', { key: 'unknown' }],
    ['the algorithm none', { algorithm: 'none' }],
    ['HS256 with the public key as its secret', { algorithm: 'HS256' }],
  ];
  it.each(refused)('is answered with 401 and stores nothing: %s', async (_, wish) => {
    expect((await town.teams.deliver(activity, wish)).status).toBe(401);
    await nothingStored();
  });

  it.each([
    ['basic credentials', 'Basic c3BlbGRqZTpnZWhlaW0='],
    ['the scheme alone', 'Bearer'],
    ['what is no token', 'Bearer eyJ.eyJ.x'],
    ['two tokens', 'Bearer a.b.c a.b.c'],
  ])('is answered with 401: %s', async (_, authorization) => {
    const response = await fetch(`${town.serviceUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBe(401);
    await nothingStored();
  });

  it('is answered with 401: an activity of another channel, or without a service URL', async () => {
    expect((await town.teams.deliver({ ...activity, channelId: 'webchat' })).status).toBe(401);
    const { serviceUrl: _, ...without } = activity;
    expect((await town.teams.deliver(without)).status).toBe(401);
    await nothingStored();
  });

  it('takes a token within five minutes of its begin and its end', async () => {
    const typing = { ...activity, type: 'typing' };
    expect((await town.teams.deliver(typing, { notBefore: 240, issuedAt: 240 })).status).toBe(200);
    expect((await town.teams.deliver(typing, { expires: -240 })).status).toBe(200);
    await nothingStored();
  });
});

describe('what the Bot Connector sends and is not carried out', () => {
  const ofTenant = (id: string) => ({
    ...activity,
    conversation: { ...Object(activity['conversation']), tenantId: id },
    channelData: { ...Object(activity['channelData']), tenant: { id } },
  });

  it('answers 403 to a tenant that nobody connected, before anything is stored', async () => {
    expect((await town.teams.deliver(ofTenant(OTHER_TENANT))).status).toBe(403);
    expect(
      (await town.teams.deliver({ ...ofTenant(OTHER_TENANT), type: 'invoke', name: 'task/fetch' })).status,
    ).toBe(403);
    const { channelData: _, ...rest } = activity;
    const { tenantId: __, ...conversation } = Object(activity['conversation']);
    expect((await town.teams.deliver({ ...rest, conversation })).status).toBe(403);
    await nothingStored();
  });

  it('answers 403 to a tenant from the moment that it is disconnected', async () => {
    const run = (...words: string[]) => commandLine(town.uri, town.serviceUrl, words);
    await run('teams', 'disconnect', TENANT);
    try {
      expect((await town.teams.deliver(activity)).status).toBe(403);
      await nothingStored();
      expect(await run('teams', 'list')).toContain('"disconnectedAt"');
    } finally {
      await run('teams', 'connect', TENANT.toUpperCase());
    }
    expect((await town.teams.deliver({ ...activity, type: 'typing' })).status).toBe(200);
    expect(await run('teams', 'list')).toContain('"name": "Maas en Waal"');
  });

  it.each([
    ['broken JSON', '{"type":'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('answers 400 or 401 to %s, and goes on', async (_, body) => {
    expect([400, 401]).toContain((await town.teams.deliver(body)).status);
    await nothingStored();
  });

  it('answers 400 to an activity without a sender, and 413 to one of a megabyte', async () => {
    const { from: _, ...without } = activity;
    expect((await town.teams.deliver(without)).status).toBe(400);
    expect((await town.teams.deliver({ ...activity, text: 'a'.repeat(1_000_000) })).status).toBe(413);
    await nothingStored();
  });

  it('acknowledges kinds of activities that nothing is done about', async () => {
    for (const type of ['typing', 'endOfConversation', 'event', 'messageReaction', 'iets'])
      expect((await town.teams.deliver({ ...activity, type })).status).toBe(200);
    await nothingStored();
  });

  it('refuses to connect what is no tenant', async () => {
    await expect(
      commandLine(town.uri, town.serviceUrl, ['teams', 'connect', 'maas-en-waal']),
    ).rejects.toThrow('is not a tenant id');
  });
});

describe('the keys of the Bot Connector out of reach', () => {
  it('answers 503, so that it is sent again', async () => {
    const service = await runService({
      mongoUri: town.uri,
      environment: {
        ...town.teams.environment,
        BOT_OPENID_METADATA_URL: `${town.teams.url}/v1/nothing-here`,
      },
    });
    try {
      const token = town.teams.tokens.sign({
        audience: town.teams.environment.MICROSOFT_APP_ID,
        serviceUrl: town.teams.connectorUrl,
      });
      const response = await fetch(`${service.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(activity),
      });
      expect(response.status).toBe(503);
      await nothingStored();
    } finally {
      await service.kill('SIGTERM');
    }
  });
});
