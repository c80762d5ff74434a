import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAddress, type AnswerAddress } from './answer-address.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';
import { wireProxy, type WireProxy } from './wire-proxy.ts';

/**
 * The service is killed at each step between a command and its last message: before each command that it sends to
 * the database, and before and after each call to Slack. What happens after a database command is what happens
 * before the next one. Several places run at once, each with a database, a Slack and a service of its own.
 */
const places = 4;
const limitMs = 600_000;

type Step = string;

type Place = {
  readonly town: Community;
  readonly proxy: WireProxy;
  readonly answer: AnswerAddress;
  /** Goes on from kill to kill; started again when it is dead. */
  service?: RunningService;
};

let all: Place[] = [];

beforeAll(async () => {
  all = await Promise.all(
    Array.from({ length: places }, async () => {
      const town = await community();
      return { town, proxy: await wireProxy(town.database.uri), answer: await answerAddress() };
    }),
  );
}, limitMs);

afterAll(async () => {
  for (const { town, proxy, answer, service } of all) {
    await service?.kill('SIGTERM');
    await proxy.close();
    await answer.close();
    await town.close();
  }
});

async function running(place: Place): Promise<RunningService> {
  const { town, proxy } = place;
  const { exitCode, signalCode } = place.service?.process ?? { exitCode: 0, signalCode: null };
  if (place.service === undefined || exitCode !== null || signalCode !== null)
    place.service = await runService({
      mongoUri: proxy.uri,
      port: town.port,
      environment: town.environment,
    });
  return place.service;
}

/** What a dead service held is held no longer: the locks run out that would otherwise be waited for, 10 s a kill. */
async function letLocksRunOut({ town }: Place): Promise<void> {
  const now = new Date();
  for (const queue of ['inbox', 'outbox'])
    await town.db
      .collection(queue)
      .updateMany({ lockedUntil: { $gt: now } }, { $set: { lockedUntil: now, availableAt: now } });
}

/** Commands that change what is stored; between two of them nothing durable happens. */
const writes = new Set(['insert', 'update', 'delete', 'findAndModify', 'commitTransaction']);

/** What jobs write, whatever anybody asks for: no step between a command and its last message. */
const byTheClock = new Set(['agendaJobs', 'jobRuns', 'jobMarks', 'digestStates']);

/** Calls that change what people see; the others are asked again without harm. */
const messageCalls = new Set(['chat.postMessage', 'chat.postEphemeral']);

/** Gives the command, and again when the service died before it acknowledged, as a person would. */
async function giveCommand({ town, answer }: Place, triggerId: string): Promise<boolean> {
  const body = commandBody({
    text: 'award <@U0SAM> adviseur–lerende–regio “Sterk advies”',
    user: 'U0BO',
    channel: 'C0WERKPLAATS',
    triggerId,
    responseUrl: answer.url,
  });
  try {
    return (await postToSlackEndpoint(town.serviceUrl, body, { secret: signingSecret })).status === 200;
  } catch {
    return false;
  }
}

async function settled({ town }: Place): Promise<void> {
  await until(
    'nothing waits any more',
    async () => {
      // One after the other, as one follows from the other: counted at once, one may be seen before and one after.
      const { db } = town;
      return (
        (await db.collection('awards').countDocuments()) > 0 &&
        (await db.collection('inbox').countDocuments({ status: 'waiting' })) === 0 &&
        (await db.collection('outbox').countDocuments({ status: 'waiting' })) === 0
      );
    },
    60_000,
  );
}

/** The answer to the sender was taken in hand, and that it arrived is not written yet. */
async function answerUnderWay({ town }: Place): Promise<boolean> {
  const answer = { key: /:answer$/u, status: 'waiting', attempts: { $gte: 1 } };
  return (await town.db.collection('outbox').countDocuments(answer)) > 0;
}

/** Runs the whole course, hands each step to `at`, and empties the place afterwards. */
async function course(
  place: Place,
  triggerId: string,
  at: (step: Step, service: RunningService) => Promise<void> | void,
): Promise<{ awards: number; announcements: number; direct: number; answers: number }> {
  const { town, proxy, answer } = place;
  const service = await running(place);
  let watching = true;
  const step = async (name: Step) => {
    if (watching) await at(name, service);
  };
  proxy.onCommand = (name, collection) =>
    writes.has(name) && !byTheClock.has(collection) ? step(`before ${name}`) : undefined;
  const unwatch = town.slack.onCall((phase, { method }) =>
    messageCalls.has(method) ? step(`${phase} ${method}`) : undefined,
  );
  answer.onAnswer = (phase) => step(`${phase} answer`);

  let acknowledged = await giveCommand(place, triggerId);
  await Promise.race([settled(place).catch(() => {}), service.exited]);
  watching = false;
  if (service.process.signalCode !== null) {
    await letLocksRunOut(place);
    await running(place);
    if (!acknowledged) acknowledged = await giveCommand(place, triggerId);
    await settled(place);
  }
  expect(acknowledged).toBe(true);
  unwatch();
  const counts = {
    awards: await town.db.collection('awards').countDocuments(),
    announcements: town.slack.messages('C0WERKPLAATS').length,
    direct: town.slack.directMessages('U0SAM').length,
    answers: answer.answers.length,
  };
  town.slack.reset();
  answer.answers.length = 0;
  for (const name of ['awards', 'inbox', 'outbox', 'deliveries', 'audit'])
    await town.db.collection(name).deleteMany({});
  return counts;
}

describe('kill -9 at each step between the command and the last message', () => {
  it(
    'leaves one award, and each message once',
    async () => {
      const [first] = all;
      if (first === undefined) throw new Error('no place');
      const steps: Step[] = [];
      const undisturbed = await course(first, 'undisturbed', (step) => {
        steps.push(step);
      });
      expect(undisturbed).toEqual({ awards: 1, announcements: 1, direct: 1, answers: 1 });
      expect(steps.length).toBeGreaterThan(15);

      const results: { step: string; answering: boolean; counts: Awaited<ReturnType<typeof course>> }[] = [];
      let next = 0;
      await Promise.all(
        all.map(async (place) => {
          for (;;) {
            const kill = next;
            next += 1;
            if (kill >= steps.length) return;
            let seen = -1;
            let reached = '';
            let answering = false;
            const counts = await course(place, `kill-${kill}`, async (step, service) => {
              seen += 1;
              if (seen !== kill) return;
              reached = step;
              answering = await answerUnderWay(place);
              await service.kill('SIGKILL');
            });
            results.push({ step: `${kill} ${reached}`, answering, counts });
          }
        }),
      );
      expect(results).toHaveLength(steps.length);
      for (const { step, answering, counts } of results) {
        expect({ step, ...counts }).toMatchObject({ step, awards: 1, announcements: 1, direct: 1 });
        // What only the sender saw can't be asked for: at the moment of its delivery it may come twice.
        expect(counts.answers, step).toBeGreaterThanOrEqual(1);
        expect(counts.answers, step).toBeLessThanOrEqual(answering ? 2 : 1);
      }
    },
    limitMs,
  );
});
