import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient, type Db } from 'mongodb';
import { startSlackStandIn, type SlackStandIn } from '../playground/slack/stand-in.ts';
import { answerAddress } from '../test/integration/answer-address.ts';
import { commandLine } from '../test/integration/community.ts';
import { freePort, runService, until, type RunningService } from '../test/integration/run-service.ts';
import { commandBody } from '../test/integration/slack-client.ts';
import { answered, signedRequest } from './raw-request.ts';
import { median, quantile } from './statistics.ts';

const secret = 'signing-secret-of-the-bench';
const channel = 'C0WERKPLAATS';
const perSecond = 200;
/** A minute; less for a quick look. */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const users = 3_000;
const latestMs = 1_000;
/** The heap that the service may use. */
const heapMb = 192;
/** Of the memory in use in the second quarter of the minute, at the end of it. */
const mostGrowth = 1.25;

/**
 * Two hundred people a second ask something, for a minute, whether the service keeps up or not: help and passports,
 * awards, and replies in a thread that is watched. Measured: how long each waits for the acknowledgement, whether each
 * request is carried out, and the memory of the service.
 */
export async function benchSlackLoad(mongoUri: string, report: (line: string) => void): Promise<void> {
  const port = await freePort();
  await commandLine(mongoUri, `http://localhost:${port}`, ['catalogue', 'import', 'catalogue', '--yes']);
  const slack = await startSlackStandIn({
    serviceUrl: `http://localhost:${port}`,
    signingSecret: secret,
    botToken: 'xoxb-bench',
  });
  addMembers(slack);
  const environment = {
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'error',
    // V8 lets garbage lie while the machine has memory to spare; held to this, what grows is what is kept.
    NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
  };
  const service = await runService({ mongoUri, port, environment });
  const client = await new MongoClient(mongoUri).connect();
  const answers = await answerAddress();
  try {
    await measure(service, client.db(), slack, answers.url, report);
  } finally {
    await answers.close();
    await client.close();
    await service.kill('SIGKILL');
    await slack.stop();
  }
}

function addMembers({ workspace }: SlackStandIn): void {
  const like = workspace.members.get('U0SAM');
  const place = workspace.channels.get(channel);
  if (like === undefined || place === undefined) throw new Error('the demo community is gone');
  for (let at = 0; at < users; at += 1) {
    const id = `U1LOAD${at}`;
    workspace.members.set(id, {
      ...like,
      id,
      name: `load${at}`,
      realName: `Persoon ${at}`,
      email: `l${at}@load.example`,
    });
    place.members.push(id);
  }
}

async function measure(
  service: RunningService,
  db: Db,
  slack: SlackStandIn,
  responseUrl: string,
  report: (line: string) => void,
): Promise<void> {
  await slack.slashCommand({ user: 'U0BO', channel, text: 'toekennen <@U0SAM> adviseur-lerende-regio' });
  const [announcement] = await until('the announcement', () => {
    const all = slack.messages(channel);
    return all.length > 0 && all;
  });
  const threadTs = announcement?.ts ?? '';
  // What the bot says comes back as events; here, nobody sends them.
  slack.holdEvents();

  // The service closes what is idle for five seconds.
  const idle: { readonly socket: Socket; readonly since: number }[] = [];
  const waited: number[] = [];
  const memory: number[] = [];
  const faults: unknown[] = [];
  const broken: Error[] = [];
  const ask = async (at: number) => {
    const { body, contentType } = requestOf(at, threadTs, responseUrl);
    const free = idle.pop();
    let socket = free !== undefined && performance.now() - free.since < 2_000 ? free.socket : undefined;
    if (socket === undefined) {
      socket = connect(service.port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
      socket.on('error', (error) => void broken.push(error));
      await once(socket, 'connect');
    }
    const began = performance.now();
    socket.write(signedRequest(body, secret, contentType));
    await answered(socket);
    waited.push(performance.now() - began);
    idle.push({ socket, since: performance.now() });
  };

  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let at = 0; at < perSecond * seconds; at += 1) {
    const due = began + (at * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    if (at % perSecond === 0) memory.push(await residentBytes(service.process.pid));
    asked.push(
      ask(at).catch((error: unknown) => void faults.push(error instanceof Error ? error.message : error)),
    );
  }
  await Promise.all(asked);
  memory.push(await residentBytes(service.process.pid));
  const backlog = await db.collection('inbox').countDocuments({ status: 'waiting' });
  const drainBegan = performance.now();
  const waiting = async () => (await db.collection('inbox').countDocuments({ status: 'waiting' })) > 0;
  await until('everything is carried out', async () => !(await waiting()), 900_000);
  const drained = (performance.now() - drainBegan) / 1000;
  for (const { socket } of idle) socket.destroy();

  const done = await db.collection('inbox').countDocuments({ status: 'done', _id: /load/u });
  const lost = perSecond * seconds - done;
  const early = median(memory.slice(15, 30));
  const late = median(memory.slice(-10));
  const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  report(
    `${perSecond} people a second for ${seconds} s, ${users} in all: acknowledged after ${median(waited).toFixed(1)} ms (median), ${quantile(waited, 0.99).toFixed(1)} ms (p99), ${Math.max(...waited).toFixed(0)} ms (latest; limit ${latestMs}); not acknowledged: ${faults.length}${faults.length === 0 ? '' : ` (${String(faults[0])})`}`,
  );
  report(
    `  lost: ${lost} of ${perSecond * seconds} (limit 0); ${backlog} waited at the end of the minute and were carried out in ${drained.toFixed(0)} s`,
  );
  report(
    `  memory of the service, its heap held to ${heapMb} MB: ${mb(early)} after a quarter of it, ${mb(late)} at the end, ratio ${(late / early).toFixed(2)} (limit ${mostGrowth})`,
  );
  if (Math.max(...waited) > latestMs || faults.length > 0 || lost !== 0 || late / early > mostGrowth)
    throw new Error('a limit was passed');
}

/** Of ten requests: five for help, two for a passport, two replies as evidence, one award. */
function requestOf(at: number, threadTs: string, responseUrl: string): { body: string; contentType: string } {
  const user = `U1LOAD${at % users}`;
  const key = `load-${at}`;
  const kind = at % 10;
  if (kind === 3 || kind === 7)
    return { body: replyEvent(user, key, threadTs), contentType: 'application/json' };
  const form = 'application/x-www-form-urlencoded';
  const command = (text: string, by: string) =>
    commandBody({ text, user: by, channel, triggerId: key, responseUrl });
  if (kind === 5)
    return { body: command(`award <@${user}> adviseur-lerende-regio`, 'U0BO'), contentType: form };
  return { body: command(kind % 5 === 1 ? 'paspoort' : 'hulp', user), contentType: form };
}

function replyEvent(user: string, key: string, threadTs: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const ts = `${seconds}.${key.slice('load-'.length).padStart(6, '0')}`;
  return JSON.stringify({
    type: 'event_callback',
    team_id: 'T0SPELDJE',
    api_app_id: 'A0SPELDJE',
    event_id: `Ev${key}`,
    event_time: seconds,
    authorizations: [{ enterprise_id: null, team_id: 'T0SPELDJE', user_id: 'U0SPELDJE', is_bot: true }],
    event: {
      type: 'message',
      channel,
      channel_type: 'channel',
      user,
      text: `Ik zag het ook, ${key}`,
      ts,
      event_ts: ts,
      thread_ts: threadTs,
      parent_user_id: 'U0SPELDJE',
    },
  });
}

/** Linux alone says how much memory another process has. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) * 1024;
}
