import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { botScopes } from '../../adapters/slack/slack-receiver.ts';
import { startSlackStandIn, type SlackStandIn } from '../../playground/slack/stand-in.ts';
import { botToken, community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';
import { wireProxy, type WireProxy } from './wire-proxy.ts';

const channel = 'C0WERKPLAATS';
const appToken = 'xapp-1-A0SPELDJE-stand-in';

let town: Community;
let proxy: WireProxy;
let slack: SlackStandIn;
let service: RunningService;

beforeAll(async () => {
  town = await community();
  proxy = await wireProxy(town.database.uri);
  slack = await startSlackStandIn({
    serviceUrl: 'http://127.0.0.1:9',
    signingSecret: 'unused',
    botToken,
    appToken,
    scopes: botScopes,
    retryDelaysMs: [0, 500, 2_000, 4_000],
  });
  // The first attempt to connect fails.
  slack.failNext('apps.connections.open', { status: 503 });
  service = await runService({
    mongoUri: proxy.uri,
    port: town.port,
    environment: { SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl },
  });
  await connected();
});

afterAll(async () => {
  await service?.kill('SIGKILL');
  await slack?.stop();
  await proxy?.close();
  await town?.close();
});

const connected = () => until('a connection', () => slack.socketConnections() > 0);
const count = (collection: string, filter: Record<string, unknown> = {}) =>
  town.db.collection(collection).countDocuments(filter);
const settled = () => town.settled();
const heard = (user: string) => JSON.stringify(slack.ephemerals(user));
const give = async (user: string, text: string) => {
  const { status } = await slack.slashCommand({ user, channel, text });
  await settled();
  return status;
};

describe('Socket Mode', () => {
  it('takes commands, forms, searches and events, and answers them', async () => {
    expect(await give('U0BO', 'toekennen <@U0SAM> adviseur-lerende-regio')).toBe(200);
    const [announcement] = slack.messages(channel);
    expect(slack.directMessages('U0SAM')).toHaveLength(1);
    await slack.say({ user: 'U0ALI', channel, threadTs: announcement?.ts ?? '', text: 'Ik zag het' });
    await until('the evidence', async () => (await count('evidence')) === 1);

    await give('U0BO', 'toekennen <@U0NOOR>');
    const view = slack.views('U0BO').at(-1)?.id ?? '';
    const found = await slack.blockSuggestion({
      user: 'U0BO',
      view,
      actionId: 'search:badge-to-award',
      value: 'samen',
    });
    expect(found.options.map(({ text }) => text.text)).toContain(
      'Samenwerken · Praktijkacademie De Veerstoep',
    );
    expect(await slack.submitView({ user: 'U0BO', values: { badge: 'samenwerken' } })).toMatchObject({
      outcome: 'closed',
    });
    await settled();
    expect(await count('awards')).toBe(2);

    await give('U0NOOR', 'ervaring');
    const values = { kind: 'course', title: 'Lassen', from: '2023', until: '2022' };
    expect(await slack.submitView({ user: 'U0NOOR', values })).toMatchObject({ outcome: 'errors' });
  });

  it('takes nothing over HTTP, where nothing could be trusted without a signing secret', async () => {
    const body = commandBody({
      text: 'hulp',
      user: 'U0BO',
      channel,
      triggerId: 'http.1',
      responseUrl: 'http://127.0.0.1:9/nobody',
    });
    const before = await count('inbox');
    expect((await postToSlackEndpoint(town.serviceUrl, body, { secret: signingSecret })).status).toBe(404);
    expect(await count('inbox')).toBe(before);
  });

  it.each([
    ['changes machines', true],
    ['breaks the connection off', false],
  ])('connects again when Slack %s, and nothing is lost or doubled', async (_, warning) => {
    const awards = await count('awards');
    slack.disconnectSockets(warning);
    const badge = warning ? 'presenteren' : 'ondernemen';
    // Said while there is no connection, perhaps: Slack sends an event again.
    await slack.say({ user: 'U0BO', channel, text: `@speldje toekennen @Student Sam ${badge}` });
    await connected();
    await until('the award', async () => (await count('awards')) === awards + 1);
    await settled();
    expect(
      slack
        .messages(channel)
        .filter(({ text }) => text.toLowerCase().includes(badge) && !text.includes('toekennen')),
    ).toHaveLength(1);
  });

  it('acknowledges nothing before it is stored', async () => {
    const awards = await count('awards');
    proxy.breakOff();
    await slack.slashCommand({ user: 'U0ALI', channel, text: 'hulp' });
    expect(heard('U0ALI')).toContain('Nothing was stored');
    const event = slack.say({
      user: 'U0BO',
      channel,
      text: '@speldje toekennen @Student Ali adviseur-lerende-regio',
    });
    await until(
      'an attempt failed',
      () => slack.deliveries.at(-1)?.attempts.some(({ status }) => status === 0) === true,
    );
    proxy.mend();
    await event;
    await until('the award', async () => (await count('awards')) === awards + 1);
  });

  it('stops with exit code 0, and no request that was acknowledged is lost', async () => {
    const awards = await count('awards');
    const given = await Promise.all(
      ['U0CHRIS', 'U0KIM'].map((user) =>
        slack.slashCommand({ user: 'U0BO', channel, text: `toekennen <@${user}> samenwerken` }),
      ),
    );
    expect(given.map(({ status }) => status)).toEqual([200, 200]);
    expect(await service.kill('SIGTERM')).toBe(0);
    expect(slack.socketConnections()).toBe(0);
    service = await runService({
      mongoUri: proxy.uri,
      port: town.port,
      environment: { SLACK_APP_TOKEN: 'xapp-wrong', SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl },
    });
    await until('both awards', async () => (await count('awards')) === awards + 2);
    // A token that Slack does not take is said, and everything else goes on.
    await until('words', () => service.output().includes('SLACK_APP_TOKEN'));
    expect((await fetch(`${town.serviceUrl}/readyz`)).status).toBe(200);
  });
});
