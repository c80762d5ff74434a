import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { answerAddress } from '../test/integration/answer-address.ts';
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
  const answers = await answerAddress();
  const { url } = answers;
  await crowd(service.port, 'warm', 300, url);
  await crowd(peerPort, 'warm', 300, url);
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(...(await crowd(peerPort, `p${round}`, commands, url)));
    ours.push(...(await crowd(service.port, `s${round}`, commands, url)));
    // What was acknowledged is carried out before the other has its turn.
    await pause(15_000);
  }
  const ratio = median(ours) / median(theirs);
  report(
    `acknowledge a command, ${atOnce} at once, ${rounds} × ${commands}: median ${median(ours).toFixed(1)} ms, p99 ${quantile(ours, 0.99).toFixed(1)} ms (limit 100)`,
  );
  report(
    `  beside a bare Bolt app: median ${median(theirs).toFixed(1)} ms, p99 ${quantile(theirs, 0.99).toFixed(1)} ms; ratio of medians ${ratio.toFixed(2)} (aim: at most 1.5)`,
  );
  peer.kill();
  await answers.close();
  await service.kill('SIGKILL');
  await slack.stop();
}

/** Sends commands, so many at once; the milliseconds that each waited. They are signed before the clock runs. */
async function crowd(port: number, name: string, count: number, responseUrl: string): Promise<number[]> {
  const requests = Array.from({ length: count }, (_, at) =>
    signed(
      commandBody({
        text: 'help',
        user: 'U0BO',
        channel: 'C0WERKPLAATS',
        triggerId: `${name}.${at}`,
        responseUrl,
      }),
    ),
  );
  const waited: number[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
      await once(socket, 'connect');
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        const began = performance.now();
        socket.write(request);
        await answered(socket);
        waited.push(performance.now() - began);
      }
      socket.destroy();
    }),
  );
  return waited;
}

/** A whole request as it goes over the wire: a client library would take more of the machine than what is measured. */
function signed(body: string): string {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return [
    'POST /slack/events HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Slack-Request-Timestamp: ${timestamp}`,
    `X-Slack-Signature: v0=${signature}`,
    '',
    body,
  ].join('\r\n');
}

function answered(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: string) => {
      text += chunk;
      const head = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
      if (head === -1 || text.length < head + 4 + length) return;
      socket.off('data', take);
      if (text.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(text.slice(0, 100)));
    };
    socket.on('data', take);
  });
}
