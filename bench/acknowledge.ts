import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { answerAddress } from '../test/integration/answer-address.ts';
import { startSlackStandIn } from '../playground/slack/stand-in.ts';
import { commandBody } from '../test/integration/slack-client.ts';
import { freePort, runService } from '../test/integration/run-service.ts';
import { answered, signedRequest } from './raw-request.ts';
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
    signedRequest(
      commandBody({
        text: 'help',
        user: 'U0BO',
        channel: 'C0WERKPLAATS',
        triggerId: `${name}.${at}`,
        responseUrl,
      }),
      secret,
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
