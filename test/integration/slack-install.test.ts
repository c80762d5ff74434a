import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlackStandIn, type SlackStandIn } from '../../playground/slack/stand-in.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';

const client = { clientId: '1.2', clientSecret: 'client-secret-of-the-stand-in' };

let town: Community;
let slack: SlackStandIn;
let service: RunningService;
let redirectUri: string;

beforeAll(async () => {
  town = await community();
  redirectUri = `${town.serviceUrl}/slack/oauth_redirect`;
  slack = await startSlackStandIn({
    serviceUrl: town.serviceUrl,
    signingSecret,
    botToken: 'xoxb-never-given',
    oauth: { ...client, redirectUris: [redirectUri] },
  });
  service = await runService({
    mongoUri: town.database.uri,
    port: town.port,
    environment: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: client.clientId,
      SLACK_CLIENT_SECRET: client.clientSecret,
      SLACK_API_URL: slack.apiUrl,
    },
  });
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await slack?.stop();
  await town?.close();
});

/** What a browser does on `/slack/install`: it keeps the cookie and follows to Slack with the state. */
async function begin(): Promise<{ state: string; cookie: string }> {
  const response = await fetch(`${town.serviceUrl}/slack/install`, { redirect: 'manual' });
  const place = response.headers.get('location') ?? (await response.text());
  const state = /[?&;]state=([^"&]+)/u.exec(place)?.[1];
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (state === undefined || cookie === undefined) throw new Error('no state, or no cookie');
  return { state: decodeURIComponent(state), cookie };
}

const comeBack = (code: string, state: string, cookie: string) =>
  fetch(`${redirectUri}?${new URLSearchParams({ code, state }).toString()}`, { headers: { cookie } });
const agree = () => slack.authorize({ team: 'T0SPELDJE', user: 'U0KIM', redirectUri });
const workspace = () => town.db.collection('workspaces').findOne();
const awardSam = (triggerId: string) =>
  slack.slashCommand({
    user: 'U0BO',
    channel: 'C0WERKPLAATS',
    text: 'award @Student Sam adviseur-lerende-regio',
    triggerId,
  });

describe('installing the app by OAuth', () => {
  it('is refused with a state that this browser did not get, and nothing is kept', async () => {
    const { state } = await begin();
    const response = await comeBack(agree(), state, 'slack-app-oauth-state=another');
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await workspace()).toBeNull();
  });

  it('keeps the token sealed, serves the workspace, and forgets it when the app is removed', async () => {
    const { state, cookie } = await begin();
    const response = await comeBack(agree(), state, cookie);
    expect(response.status).toBe(200);
    const kept = await workspace();
    expect(kept).toMatchObject({ name: 'Maas en Waal' });
    expect(JSON.stringify(kept)).not.toContain('xoxb');

    await awardSam('installed');
    await until('the announcement', () => slack.messages('C0WERKPLAATS').length === 1);
    await until('the direct message', () => slack.directMessages('U0SAM').length === 1);

    await slack.uninstall('T0SPELDJE');
    await until('the workspace is disconnected', async () => (await workspace())?.['sealed'] === undefined);
    // A command that was on its way when the app was removed.
    const late = commandBody({
      text: 'award <@U0NOOR> adviseur-lerende-regio',
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      triggerId: 'late',
      responseUrl: 'http://127.0.0.1:9/nobody',
    });
    const { status } = await postToSlackEndpoint(town.serviceUrl, late, { secret: signingSecret });
    expect(status).toBe(200);
    await until(
      'the request was dropped',
      async () => (await town.db.collection('inbox').countDocuments({ status: 'waiting' })) === 0,
    );
    expect(slack.messages('C0WERKPLAATS')).toHaveLength(1);
  });
});
