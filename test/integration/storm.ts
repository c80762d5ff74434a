import { createHash } from 'node:crypto';
import type { Fault } from '../../playground/slack/faults.ts';
import { answerAddress, type AnswerAddress } from './answer-address.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';

/** How much happens. The same size and seed is the same script. */
export type StormSize = {
  readonly commands: number;
  readonly replies: number;
  /** The share of Slack's answers that go wrong. */
  readonly trouble: number;
  /** How often the service is killed while requests come in, in each half. */
  readonly kills: number;
  readonly seed: string;
};

/** What came of it, without anything that differs from one run to the next, such as ids and times. */
export type Aftermath = {
  readonly awards: readonly string[];
  readonly nominations: readonly string[];
  readonly evidence: readonly string[];
  readonly experiences: readonly string[];
  /** What the bot said, in each conversation and direct message, as it stands now. */
  readonly messages: readonly string[];
  /** What somebody alone was told; each once, since what can't be asked for may be told twice. */
  readonly toldAlone: readonly string[];
  readonly left: { readonly inboxFailed: number; readonly outboxParked: number };
};

export type StormCounts = {
  readonly requests: number;
  readonly deliveries: number;
  readonly faults: number;
  readonly kills: number;
};

type Request = { readonly body: string; readonly contentType: string };

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const channels = ['C0WERKPLAATS', 'C0ALGEMEEN'] as const;
const learners = ['U0SAM', 'U0NOOR', 'U0ALI', 'U0KIM', 'U0ROBIN'] as const;
const talkers = ['U0SAM', 'U0NOOR', 'U0ALI', 'U0CHRIS', 'U0DANA'] as const;
const badges = [
  'lassen-mig-mag',
  'samenwerken',
  'adviseur-lerende-regio',
  'presenteren',
  'ondernemen',
  'datagericht-werken',
  'duurzaam-bouwen',
  'veilig-werken-in-de-werkplaats',
  'elektrisch-installeren',
  'helpende-hand',
] as const;
const atOnce = 40;

/**
 * Plays the script once and gives what came of it. In a storm each request comes three times, all mixed up and many at
 * once, while Slack answers a share of the calls with 429 or 5xx (some of them carried out all the same) or not at all,
 * and the service is killed and started again in between; otherwise each comes once, in order, undisturbed.
 */
export async function play(
  size: StormSize,
  storm: boolean,
): Promise<{ readonly aftermath: Aftermath; readonly counts: StormCounts }> {
  const town = await community();
  const answer = await answerAddress();
  const stage = new Stage(town, answer, size, storm);
  try {
    await stage.start();
    await stage.deliver(await stage.commands());
    await stage.announced();
    await stage.deliver(await stage.replies());
    await stage.settled();
    return { aftermath: await stage.aftermath(), counts: stage.counts };
  } finally {
    await stage.stop();
    await answer.close();
    await town.close();
  }
}

class Stage {
  readonly counts = { requests: 0, deliveries: 0, faults: 0, kills: 0 };
  private readonly town: Community;
  private readonly answer: AnswerAddress;
  private readonly size: StormSize;
  private readonly storm: boolean;
  /** Decides what is said: the same in a storm and without. */
  private readonly script: () => number;
  /** Decides what goes wrong. */
  private readonly weather: () => number;
  private service: RunningService | undefined;
  private restarting: Promise<void> = Promise.resolve();

  constructor(town: Community, answer: AnswerAddress, size: StormSize, storm: boolean) {
    this.town = town;
    this.answer = answer;
    this.size = size;
    this.storm = storm;
    this.script = chance(size.seed);
    this.weather = chance(`${size.seed} weather`);
  }

  async start(): Promise<void> {
    await this.startService();
    // Each event is kept here and sent by `deliver`.
    this.town.slack.holdEvents();
    if (!this.storm) return;
    this.answer.refuses = () => (this.weather() < this.size.trouble ? 503 : undefined);
    this.town.slack.onCall((phase) => {
      if (phase === 'before' || this.weather() > this.size.trouble) return;
      const [method, fault] = this.pick(faults, this.weather);
      this.counts.faults += 1;
      this.town.slack.failNext(method, fault);
    });
  }

  async stop(): Promise<void> {
    await this.restarting;
    await this.service?.kill('SIGKILL');
  }

  private async startService(): Promise<void> {
    const { database, port, environment } = this.town;
    this.service = await runService({
      mongoUri: database.uri,
      port,
      environment: { ...environment, LOG_LEVEL: 'fatal' },
    });
  }

  private pick<T>(from: readonly T[], by = this.script): T {
    const found = from[Math.floor(by() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** Awards and nominations by slash command and by mention, and words in direct messages. */
  async commands(): Promise<Request[]> {
    const { slack } = this.town;
    const pairs = shuffled(
      badges.flatMap((badge) => learners.map((learner) => [badge, learner] as const)),
      this.script,
    );
    const requests: Request[] = [];
    for (let at = 0; at < this.size.commands; at += 1) {
      const [badge, learner] = pairs[at % pairs.length] ?? (['samenwerken', 'U0SAM'] as const);
      const channel = this.pick(channels);
      const text = `<@${learner}> ${badge} “Reden ${at}”`;
      if (at % 10 === 3) {
        await slack.say({
          user: learner,
          channel: slack.directChannel(learner),
          text: `ervaring Cursus ${at}, 2023`,
        });
      } else if (at % 5 === 4) {
        await slack.say({ user: 'U0DANA', channel, text: `@speldje voordragen ${text}` });
      } else if (at % 2 === 0) {
        await slack.say({ user: 'U0BO', channel, text: `@speldje toekennen ${text}` });
      } else {
        const triggerId = `${this.size.seed}.${at}`;
        const responseUrl = this.answer.url;
        requests.push({
          body: commandBody({ text: `award ${text}`, user: 'U0BO', channel, triggerId, responseUrl }),
          contentType: form,
        });
      }
    }
    return [...requests, ...(await this.heldEvents())];
  }

  /** Replies below what was announced, some of them edited, deleted, or marked with ✅ (and that taken back). */
  async replies(): Promise<Request[]> {
    const { slack } = this.town;
    const threads = channels
      .flatMap((channel) => slack.messages(channel))
      .filter(({ botId, threadTs }) => botId !== undefined || threadTs !== undefined)
      .map(({ channel, ts, threadTs }) => ({ channel, threadTs: threadTs ?? ts }))
      // A storm announces them in an order of its own; the words say which is which.
      .toSorted((a, b) => this.topicOf(a).localeCompare(this.topicOf(b)));
    for (let at = 0; at < this.size.replies; at += 1) {
      const { channel, threadTs } = this.pick(threads);
      const user = this.pick(talkers);
      const files =
        at % 7 === 0 ? [{ name: `werk-${at}.txt`, mimetype: 'text/plain', content: `Werk ${at}` }] : [];
      const said = await slack.say({ user, channel, threadTs, text: `Ik zag het ook, nummer ${at}`, files });
      const message = { channel, ts: said.message.ts };
      const fate = this.script();
      if (fate < 0.15) await slack.edit({ user, message, text: `Verbeterd, nummer ${at}` });
      if (fate < 0.05) await slack.edit({ user, message, text: `Nog eens verbeterd, nummer ${at}` });
      if (fate > 0.9) await slack.remove({ user, message });
      if (fate > 0.75 && fate < 0.9) {
        const mark = { user: 'U0BO', message, emoji: 'white_check_mark' };
        await slack.react(mark);
        if (fate < 0.84) await slack.react({ ...mark, remove: true });
        if (fate < 0.78) await slack.react(mark);
      }
    }
    return this.heldEvents();
  }

  /** What a thread is about, from the first message in it that says so. */
  private topicOf(thread: { readonly channel: string; readonly threadTs: string }): string {
    const all = this.town.slack.messages(thread.channel);
    const words = all
      .filter(({ ts, threadTs }) => ts === thread.threadTs || threadTs === thread.threadTs)
      .map(({ blocks, text }) => `${text} ${JSON.stringify(blocks)}`)
      .join(' ');
    return /Reden \d+/u.exec(words)?.[0] ?? words;
  }

  private async heldEvents(): Promise<Request[]> {
    const requests: Request[] = [];
    await this.town.slack.releaseEvents((held) => {
      requests.push(...held.map(({ body }) => ({ body, contentType: json })));
      return [];
    });
    this.town.slack.holdEvents();
    return requests;
  }

  /** Sends requests: once and in order, or three times each, mixed up and many at once. */
  async deliver(requests: readonly Request[]): Promise<void> {
    this.counts.requests += requests.length;
    if (!this.storm) {
      for (const request of requests) await this.send(request);
      await this.settled();
      return;
    }
    const all = shuffled([...requests, ...requests, ...requests], this.weather);
    const killAt = Array.from({ length: this.size.kills }, (_, at) =>
      Math.floor((all.length * (at + 1)) / (this.size.kills + 1)),
    );
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (;;) {
          const at = next;
          next += 1;
          const request = all[at];
          if (request === undefined) return;
          if (killAt.includes(at)) this.restarting = this.restart();
          await this.send(request);
        }
      }),
    );
    await this.restarting;
  }

  private async restart(): Promise<void> {
    this.counts.kills += 1;
    await this.service?.kill('SIGKILL');
    await this.startService();
  }

  /** Slack sends again what was not acknowledged. */
  private async send(request: Request): Promise<void> {
    await until(
      'an acknowledgement',
      async () => {
        await this.restarting;
        this.counts.deliveries += 1;
        try {
          const { body, contentType } = request;
          const answered = await postToSlackEndpoint(this.town.serviceUrl, body, {
            secret: signingSecret,
            contentType,
          });
          return answered.status === 200;
        } catch {
          return false;
        }
      },
      60_000,
    );
  }

  /** Everything that is to be announced stands there; some of it Slack has and the service does not know yet. */
  async announced(): Promise<void> {
    const expected = async () =>
      (await this.count('awards', { place: { $exists: true } })) + (await this.count('nominations'));
    await until(
      'all announcements',
      async () => {
        if ((await this.count('inbox', { status: 'waiting' })) > 0) return false;
        const posted = channels.flatMap((channel) => this.town.slack.messages(channel));
        return posted.filter(({ botId }) => botId !== undefined).length === (await expected());
      },
      300_000,
    );
  }

  async settled(): Promise<void> {
    await until(
      'nothing waits any more',
      async () => {
        const waiting = { status: 'waiting' };
        return (await this.count('inbox', waiting)) + (await this.count('outbox', waiting)) === 0;
      },
      600_000,
    );
  }

  private count(collection: string, filter: Record<string, unknown> = {}): Promise<number> {
    return this.town.db.collection(collection).countDocuments(filter);
  }

  async aftermath(): Promise<Aftermath> {
    const { db, slack } = this.town;
    const read = (name: string) => db.collection(name).find().toArray();
    const [awards, nominations, evidence, experiences, persons] = await Promise.all(
      ['awards', 'nominations', 'evidence', 'experiences', 'persons'].map(read),
    );
    const names = new Map(persons?.map((person) => [String(person['_id']), String(person['name'])]));
    const nameOf = (id: unknown) => names.get(String(id)) ?? '–';
    const subjects = new Map(
      [...(awards ?? []), ...(nominations ?? [])].map((one) => [
        String(one['_id']),
        `${one['badge'].slug} ${nameOf(one['personId'] ?? one['nomineeId'])}`,
      ]),
    );
    const people = [...slack.workspace.members.values()].filter(
      ({ bot, team }) => bot !== true && team === 'T0SPELDJE',
    );
    const places = [
      ...channels.map((channel) => [channel, slack.messages(channel)] as const),
      ...people.map(({ id }) => [`@${id}`, slack.directMessages(id)] as const),
    ];
    return {
      awards: sorted(
        awards,
        (one) => `${subjects.get(String(one['_id']))} “${one['reason']}” ${one['status']}`,
      ),
      nominations: sorted(
        nominations,
        (one) => `${subjects.get(String(one['_id']))} “${one['reason']}” ${one['status']}`,
      ),
      evidence: sorted(evidence, (one) =>
        JSON.stringify([
          subjects.get(one['subject'].id),
          one['text'],
          one['authorName'],
          one['files'].map((file: { name: string }) => file.name),
          one['withdrawnAt'] !== undefined,
          nameOf(one['confirmedBy']),
        ]),
      ),
      experiences: sorted(experiences, (one) => `${nameOf(one['personId'])} ${one['title']} ${one['from']}`),
      messages: places
        .flatMap(([place, all]) =>
          all
            .filter(({ botId }) => botId !== undefined)
            .map(({ text, blocks }) => `${place}: ${withoutIds(`${text} ${JSON.stringify(blocks)}`)}`),
        )
        .toSorted(),
      toldAlone: [
        ...new Set([
          ...this.answer.answers.map(({ text }) => text),
          ...people.flatMap(({ id }) => slack.ephemerals(id).map(({ text }) => `${id}: ${text}`)),
        ]),
      ].toSorted(),
      left: {
        inboxFailed: await this.count('inbox', { status: 'failed' }),
        outboxParked: await this.count('outbox', { status: 'parked' }),
      },
    };
  }
}

/** What Slack answers instead; `deliverThenFail`: after it did what was asked. */
const faults: readonly (readonly [method: string, fault: Fault])[] = [
  ['*', { status: 429, retryAfter: 1 }],
  ['*', { status: 503 }],
  ['*', { status: 500 }],
  ['*', { error: 'internal_error' }],
  ['*', { drop: true }],
  ['chat.postMessage', { status: 429, retryAfter: 2 }],
  ['chat.postMessage', { status: 500, deliverThenFail: true }],
  ['chat.postMessage', { error: 'fatal_error', deliverThenFail: true }],
  ['chat.postMessage', { drop: true, deliverThenFail: true }],
  ['chat.update', { status: 502, deliverThenFail: true }],
];

/** Numbers from 0 to 1 that depend on the seed alone. */
function chance(seed: string): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash('sha256').update(`${seed}:${drawn}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

function shuffled<T>(list: readonly T[], by: () => number): T[] {
  return list
    .map((one) => [by(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}

function sorted<T>(list: readonly T[] | undefined, words: (one: T) => string): string[] {
  return (list ?? []).map(words).toSorted();
}

function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, '…')
    .replaceAll(/localhost(:|%3A)\d+/gu, '…')
    .replaceAll(/"block_id":"[^"]*",?/gu, '');
}
