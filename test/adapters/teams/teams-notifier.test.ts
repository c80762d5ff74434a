import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseActivity } from '../../../adapters/teams/teams-activity.ts';
import { answerInvoke } from '../../../adapters/teams/teams-invoke.ts';
import { cardOf, refreshIn } from '../../../playground/teams/card-actions.ts';
import type { TeamsStandIn } from '../../../playground/teams/stand-in.ts';
import type { Post } from '../../../playground/teams/teams-state.ts';
import { bot, CHANNEL, SILENT, TENANT, users } from '../../../playground/teams/teams-world.ts';
import { reach } from '../../../src/use-cases/reach.ts';
import {
  announcement,
  sam,
  samKey,
  startTeams,
  teamsWorld,
  toSam,
  workspace,
  type TeamsWorld,
} from './teams-deps.ts';

let teams: TeamsStandIn;
let world: TeamsWorld;

beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams?.stop());
beforeEach(async () => {
  teams.reset();
  world = await teamsWorld(teams);
  await world.deps.store.persons.insert(sam());
});

const posting = /^POST .*\/activities$/u;
const standing = () => teams.fromBot(CHANNEL);
const minute = 60_000;
const addressOf = (input: string | URL | Request) =>
  input instanceof Request ? input.url : input.toString();

/** A client shows a card and brings it up to date. */
async function look(post: Post, user = users.noor): Promise<void> {
  const action = refreshIn(cardOf(post.activity), user.id);
  if (action === undefined) throw new Error('the card does not come up to date by itself');
  const { type, verb, data } = action;
  const activity = parseActivity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: teams.state.nextId(),
    channelId: 'msteams',
    serviceUrl: teams.connectorUrl,
    from: { id: user.id, name: user.name, aadObjectId: user.aad },
    recipient: bot,
    conversation: {
      id: post.thread === undefined ? post.conversation : `${post.conversation};messageid=${post.thread}`,
      conversationType: post.thread === undefined ? 'personal' : 'channel',
      tenantId: TENANT,
    },
    channelData: { tenant: { id: TENANT } },
    locale: user.locale,
    replyToId: post.id,
    value: { action: { type, verb, data }, trigger: 'automatic' },
  });
  if (activity === undefined) throw new Error('no activity');
  const answered = await answerInvoke(world.deps, activity);
  expect(answered).toMatchObject({ status: 200, body: { statusCode: 200 } });
  await world.idle();
}

describe('an announcement', () => {
  it('says where it came to stand, and in which thread', async () => {
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    const [post] = standing();
    expect(await world.row('k1')).toMatchObject({
      status: 'delivered',
      deliveredTo: { workspace, conversation: CHANNEL, thread: post?.id, message: post?.id },
    });
  });

  it.each([
    ['412', { status: 412, code: 'PreconditionFailed' }],
    ['429 with Retry-After', { status: 429, code: 'TooManyRequests', retryAfterS: 30 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['503', { status: 503, retryAfterS: 20 }],
    ['504', { status: 504 }],
  ])('is posted once when the first answer is %s', async (_, fault) => {
    teams.fail({ on: posting, ...fault });
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    const row = await world.row('k1');
    expect(row).toMatchObject({
      status: 'waiting',
      attempts: fault.status === 429 ? 0 : 1,
      lastError: `${fault.status} ${'code' in fault ? fault.code : 'ServiceError'}`,
    });
    const pause = (row?.nextAttemptAt.getTime() ?? 0) - world.now().getTime();
    const waited = 'retryAfterS' in fault ? fault.retryAfterS * 1000 : fault.status >= 500 ? 15_000 : 2_000;
    expect(pause).toBe(waited);
    world.pass(pause);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({ status: 'delivered' });
    expect(standing()).toHaveLength(1);
  });

  it('waits with growing pauses as long as it goes wrong, and is not lost', async () => {
    teams.fail({ on: posting, status: 412, times: 6 });
    await world.deps.store.outbox.insert([announcement('k1')]);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      await world.deliver();
      const row = await world.row('k1');
      if (row?.status !== 'waiting') break;
      pauses.push(row.nextAttemptAt.getTime() - world.now().getTime());
      world.pass(pauses.at(-1) ?? 0);
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 64_000]);
    expect(standing()).toHaveLength(1);
  });

  it.each([
    ['a 500', { status: 500 }],
    ['a 504', { status: 504 }],
    ['no answer in time', { status: 0, hang: true }],
  ])(
    'is not posted again when it was delivered and then answered by %s, once a client showed it',
    async (_, fault) => {
      teams.fail({ on: posting, afterDoing: true, ...fault });
      await world.deps.store.outbox.insert([announcement('k1')]);
      await world.deliver();
      const [post] = standing();
      if (post === undefined) throw new Error('it was not done');
      expect(await world.row('k1')).toMatchObject({ status: 'waiting' });
      await look(post);
      world.pass(minute);
      await world.deliver();
      expect(standing()).toHaveLength(1);
      expect(await world.row('k1')).toMatchObject({
        status: 'delivered',
        deliveredTo: { conversation: CHANNEL, thread: post.id, message: post.id },
      });
    },
    20_000,
  );

  it('is taken away where it stands twice, once a client shows the other one', async () => {
    teams.fail({ on: posting, afterDoing: true, status: 500 });
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    world.pass(minute);
    await world.deliver();
    // Nothing showed where the first one stands, so it was said again: not at all would be worse.
    const [first, second] = standing();
    if (first === undefined || second === undefined) throw new Error('both stand');
    expect((await world.row('k1'))?.deliveredTo?.message).toBe(second.id);
    await look(second);
    expect(standing()).toHaveLength(2);
    await look(first);
    expect(standing().map(({ id }) => id)).toEqual([second.id]);
  });

  it.each([
    ['403', { status: 403, code: 'BotNotInConversationRoster' }],
    ['404', { status: 404, code: 'ConversationNotFound' }],
  ])('is given up where the bot is not any more (%s), and the place is marked', async (_, fault) => {
    teams.fail({ on: posting, ...fault });
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({
      status: 'parked',
      lastError: `${fault.status} ${fault.code}`,
    });
    const known = await world.deps.store.conversationReferences.find(`${workspace}|${CHANNEL}`);
    expect(known?.gone).toEqual({ at: world.now(), reason: fault.code });
  });

  it('is said without pictures, and at last in words, when the card is not taken', async () => {
    teams.fail({ on: posting, status: 400, code: 'BadArgument', times: 2 });
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    const [post] = standing();
    expect(post?.text).toContain('Student Sam kreeg de badge Lassen');
    expect(cardOf(post?.activity)).toBeUndefined();
  });

  it('waits for a tenant to be connected again', async () => {
    await world.deps.store.workspaces.save({
      key: workspace,
      connectedAt: world.now(),
      disconnectedAt: world.now(),
    });
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({
      status: 'waiting',
      lastError: 'the tenant is not connected',
    });
    expect(teams.state.calls).toEqual([]);
  });
});

describe('a message to somebody', () => {
  it('opens their chat once, and remembers it', async () => {
    await world.deps.store.conversationReferences.save({
      key: samKey,
      workspace,
      identity: samKey,
      userId: users.sam.id,
      serviceUrl: teams.connectorUrl,
      seenAt: world.now(),
    });
    await world.deps.store.outbox.insert([toSam('k1'), toSam('k2')]);
    await world.deliver();
    expect(teams.directMessages(users.sam)).toHaveLength(2);
    expect(teams.state.calls.filter(({ path }) => path === '/v3/conversations')).toHaveLength(1);
  });

  it('opens it anew when the one that was remembered is gone', async () => {
    await world.deps.store.conversationReferences.save({
      key: samKey,
      workspace,
      identity: samKey,
      conversation: 'a:of-long-ago',
      serviceUrl: teams.connectorUrl,
      seenAt: world.now(),
    });
    await world.deps.store.outbox.insert([toSam('k1')]);
    await world.deliver();
    expect(teams.directMessages(users.sam)).toHaveLength(1);
  });

  it('stops what is sent to who blocked the bot or left: the next one goes elsewhere', async () => {
    const before = await world.deps.store.persons.find('sam');
    expect(before && reach(before, workspace)).toMatchObject({ identity: samKey });
    teams.state.blocked.add(users.sam.id);
    await world.deps.store.outbox.insert([toSam('k1')]);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({
      status: 'parked',
      lastError: expect.stringContaining('403'),
    });
    const after = await world.deps.store.persons.find('sam');
    expect(after?.identities[0]).toMatchObject({ key: samKey, goneAt: world.now() });
    expect(after && reach(after, workspace)).toMatchObject({ identity: 'email:sam@example.org' });
  });

  it('does not take trouble that passes for somebody who left', async () => {
    for (const status of [429, 500, 502]) teams.fail({ status });
    await world.deps.store.outbox.insert([toSam('k1')]);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await world.deliver();
      world.pass(10 * minute);
    }
    expect(await world.row('k1')).toMatchObject({ status: 'delivered' });
    expect((await world.deps.store.persons.find('sam'))?.identities[0]).not.toHaveProperty('goneAt');
  });
});

describe('the token for the connector', () => {
  it('is asked for once, and again when it was taken back', async () => {
    let asked = 0;
    world = await teamsWorld(teams, (input, init) => {
      if (addressOf(input).includes('/oauth2/')) asked += 1;
      return fetch(input, init);
    });
    await world.deps.store.outbox.insert([announcement('k1'), announcement('k2'), announcement('k3')]);
    await world.deliver();
    expect(asked).toBe(1);
    teams.tokens.revokeAll();
    await world.deps.store.outbox.insert([announcement('k4')]);
    await world.deliver();
    expect(asked).toBe(2);
    expect(standing()).toHaveLength(4);
    world.pass(60 * minute);
    await world.deps.store.outbox.insert([announcement('k5')]);
    await world.deliver();
    expect(asked).toBe(3);
  });

  it('is not there with a wrong secret: nothing is lost, and it is tried again later', async () => {
    world = await teamsWorld(teams, (input, init) =>
      addressOf(input).includes('/oauth2/')
        ? Promise.resolve(new Response('{"error":"invalid_client"}', { status: 401 }))
        : fetch(input, init),
    );
    await world.deps.store.outbox.insert([announcement('k1')]);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({ status: 'waiting', lastError: '401 NoToken' });
  });

  it('goes nowhere over plain HTTP, but to this machine', async () => {
    await world.deps.store.conversationReferences.save({
      key: `${workspace}|${SILENT}`,
      workspace,
      conversation: SILENT,
      serviceUrl: 'http://smba.example/emea/',
      seenAt: world.now(),
    });
    const message = announcement('k1');
    if (message.destination.kind !== 'conversation') throw new Error('not here');
    const place = { ...message.destination.place, conversation: SILENT };
    await world.deps.store.outbox.insert([{ ...message, destination: { ...message.destination, place } }]);
    await world.deliver();
    expect(await world.row('k1')).toMatchObject({
      status: 'waiting',
      lastError: 'no answer InsecureServiceUrl',
    });
  });
});
