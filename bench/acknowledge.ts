import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startSlackStandIn } from '../playground/slack/stand-in.ts';
import { commandBody } from '../test/integration/slack-client.ts';
import { freePort, runService } from '../test/integration/run-service.ts';
import { median, quantile } from './statistics.ts';

const secret = 'signing-secret-of-the-bench';
const atOnce = 50;
const commands = 2_000;
const rounds = 3;

/**
 * How long a command waits for its acknowledgement, beside a Bolt app that does nothing but acknowledge. Both get the
 * same signed requests, in turn. The service stores each before it answers; what it does afterwards (answering the
 * help command) goes on at the same time, as in real life.
 */
export async function benchAcknowledge(mongoUri: string, report: (line: string) => void): Promise<void> {
  const slack = await startSlackStandIn({
    serviceUrl: 'http://localhost:1',
    signingSecret: secret,
    botToken: 'xoxb-bench',
  });
  const service = await runService({
    mongoUri,
    environment: {
      SLACK_SIGNING_SECRET: secret,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: 'error',
    },
  });
  const peerPort = await freePort();
  const peer = spawn(process.execPath, ['--import', 'tsx', 'bench/bare-bolt.ts', String(peerPort)], {
    env: { ...process.env, SLACK_SIGNING_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(peer.stdout, 'data');

  const ours: number[] = [];
  const theirs: number[] = [];
  await crowd(service.port, 'warm', 300);
  await crowd(peerPort, 'warm', 300);
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(...(await crowd(peerPort, `p${round}`, commands)));
    ours.push(...(await crowd(service.port, `s${round}`, commands)));
    // What was acknowledged is carried out before the other has its turn.
    await pause(3_000);
  }
  const ratio = median(ours) / median(theirs);
  report(
    `acknowledge a command, ${atOnce} at once, ${rounds} × ${commands}: median ${median(ours).toFixed(1)} ms, p99 ${quantile(ours, 0.99).toFixed(1)} ms (limit 100)`,
  );
  report(
    `  beside a bare Bolt app: median ${median(theirs).toFixed(1)} ms, p99 ${quantile(theirs, 0.99).toFixed(1)} ms; ratio of medians ${ratio.toFixed(2)} (aim: at most 1.5)`,
  );
  peer.kill();
  await service.kill('SIGKILL');
  await slack.stop();
}

/** Sends commands, so many at once; the milliseconds that each waited. */
async function crowd(port: number, name: string, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const waited: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const triggerId = `${name}.${next}`;
        next += 1;
        const body = commandBody({
          text: 'help',
          user: 'U0BO',
          channel: 'C0WERKPLAATS',
          triggerId,
          responseUrl: 'http://127.0.0.1:9/gone',
        });
        waited.push(await send(agent, port, body));
      }
    }),
  );
  agent.destroy();
  return waited;
}

function send(agent: Agent, port: number, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - began);
          else reject(new Error(`status ${response.statusCode}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
