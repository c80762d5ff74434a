import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackStandIn } from '../../playground/slack/stand-in.ts';
import { community, signingSecret, type Community } from './community.ts';
import { beginInstallation, finishInstallation, installableSlack } from './install-slack.ts';
import { until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';

let town: Community;
let slack: SlackStandIn;
let service: RunningService;
let redirectUri: string;

beforeAll(async () => {
  town = await community();
  ({ slack, service, redirectUri } = await installableSlack(town));
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await slack?.stop();
  await town?.close();
});

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
    const { state } = await beginInstallation(town.serviceUrl);
    const cookie = 'slack-app-oauth-state=another';
    const response = await finishInstallation(town.serviceUrl, { code: agree(), state, cookie });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await workspace()).toBeNull();
  });

  it('keeps the token sealed, serves the workspace, and forgets it when the app is removed', async () => {
    const begun = await beginInstallation(town.serviceUrl);
    const response = await finishInstallation(town.serviceUrl, { code: agree(), ...begun });
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
