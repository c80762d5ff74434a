import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAddress, type AnswerAddress } from './answer-address.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';
import { wireProxy, type WireProxy } from './wire-proxy.ts';

let town: Community;
let proxy: WireProxy;
let answer: AnswerAddress;
let service: RunningService;

beforeAll(async () => {
  town = await community();
  proxy = await wireProxy(town.database.uri);
  answer = await answerAddress();
  service = await runService({ mongoUri: proxy.uri, port: town.port, environment: town.environment });
});

afterAll(async () => {
  await service?.kill('SIGKILL');
  await proxy?.close();
  await answer?.close();
  await town?.close();
});

const give = (triggerId: string, user: string) =>
  postToSlackEndpoint(
    town.serviceUrl,
    commandBody({
      text: `award <@${user}> adviseur-lerende-regio`,
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      triggerId,
      responseUrl: answer.url,
    }),
    { secret: signingSecret },
  );
const awards = () => town.db.collection('awards').countDocuments();

describe('the database away', () => {
  it('has a command answered within three seconds, stores nothing, and recovers by itself', async () => {
    proxy.breakOff();
    const began = Date.now();
    const refused = await give('away.1', 'U0SAM');
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(refused.status).toBe(200);
    expect(refused.body).toContain('niets opgeslagen');
    expect(refused.body).toContain('Nothing was stored');
    expect((await fetch(`${town.serviceUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${town.serviceUrl}/healthz`)).status).toBe(200);

    proxy.mend();
    await until('it is ready again', async () => (await fetch(`${town.serviceUrl}/readyz`)).ok);
    expect(await awards()).toBe(0);
    expect((await give('away.2', 'U0SAM')).body).not.toContain('niets opgeslagen');
    await until('the award', async () => (await awards()) === 1);
    await until('the announcement', () => town.slack.messages('C0WERKPLAATS').length === 1);
  });
});

describe('a stop', () => {
  it('loses no command that was acknowledged, and ends with exit code 0', async () => {
    const given = await Promise.all(['U0NOOR', 'U0ALI', 'U0CHRIS'].map((user) => give(`stop.${user}`, user)));
    expect(given.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await service.kill('SIGTERM')).toBe(0);
    service = await runService({
      mongoUri: proxy.uri,
      port: town.port,
      environment: town.environment,
    });
    await until('all awards', async () => (await awards()) === 4);
    await until('all announcements', () => town.slack.messages('C0WERKPLAATS').length === 4);
    expect(await town.db.collection('inbox').countDocuments({ status: 'failed' })).toBe(0);
  });
});

describe('a fault in the configuration', () => {
  it('keeps the service from starting, and names every variable', async () => {
    const faulty = await runService({
      mongoUri: 'postgres://nowhere',
      environment: { PUBLIC_URL: 'ftp://speldje', SPELDJE_SECRET: 'short', SLACK_BOT_TOKEN: 'xoxb-1' },
      ready: false,
    });
    expect(await faulty.exited).toBe(1);
    for (const name of ['MONGODB_URI', 'PUBLIC_URL', 'SPELDJE_SECRET', 'SLACK_SIGNING_SECRET'])
      expect(faulty.output()).toContain(name);
    expect(faulty.output()).not.toContain('xoxb-1');
  });
});
