import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { LmsStandIn } from '../playground/lms/lms.ts';
import { startLms } from '../playground/lms/stand-in.ts';
import { createCredentialSigner } from '../src/credentials/credential-signer.ts';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../src/mongo/create-mongo-store.ts';
import { migrate } from '../src/mongo/migrate.ts';
import type { Store } from '../src/ports/store.ts';
import { awardBadge } from '../src/use-cases/award-badge.ts';
import { issuerKeys, keyInUse } from '../src/use-cases/issuer-keys.ts';
import { buildAward } from '../test/builders/build-award.ts';
import { buildBadge } from '../test/builders/build-badge.ts';
import { buildIssuer } from '../test/builders/build-issuer.ts';
import { freePort, runService, testSecret } from '../test/integration/run-service.ts';
import { beginLaunch, postLaunch, runLaunch } from '../test/lti/launch-client.ts';
import { launchFlows } from '../test/lti/launch-flows.ts';
import { acceptedLaunches, refusedLaunches } from '../test/lti/launch-table.ts';
import { platformOf } from '../test/lti/lti-service.ts';
import { startLtijs } from './ltijs-process.ts';
import { median } from './statistics.ts';

type Report = (line: string) => void;
type Answer = Awaited<ReturnType<typeof postLaunch>>;
type Tool = {
  readonly name: string;
  readonly loginUrl: string;
  readonly clientId: string;
  readonly accepted: (answer: Answer) => boolean;
};

const who = { user: '3', course: '7', link: '1' };
const rounds = 5;
const launchesPerRound = 200;
const atOnce = 10;

/**
 * The table of launches against this tool and a stock ltijs 5.9.9, side by side; launches a second of both, in turn;
 * and the award of a badge to 500 people beside 500 bare inserts and 500 signatures.
 */
export async function benchLti(mongoUri: string, report: Report): Promise<void> {
  const connection = await connectMongo(mongoUri, { appName: 'bench' });
  await migrate(connection, { now: () => new Date(), log: () => {} });
  const store = createMongoStore(connection);
  const lms = await startLms({ flavour: 'moodle' });
  const service = await runService({ mongoUri, environment: { LOG_LEVEL: 'silent' } });
  const own = await register(lms, store, service.url);
  const peerUri = new URL(mongoUri);
  peerUri.pathname = `${peerUri.pathname}_ltijs`;
  const peer = await startLtijs({ lms, mongoUri: peerUri.href, port: await freePort() });
  const tools: readonly Tool[] = [
    own,
    {
      name: 'ltijs 5.9.9',
      loginUrl: peer.loginUrl,
      clientId: peer.clientId,
      accepted: ({ status, location }) => status === 302 && location?.includes('ltik=') === true,
    },
  ];
  try {
    await compareOutcomes(lms, tools, report);
    await compareSpeed(lms, tools, report);
  } finally {
    await peer.stop();
    await service.kill('SIGTERM');
    await lms.stop();
  }
  await measureBulk(mongoUri, store, report);
  await connection.close();
}

async function register(lms: LmsStandIn, store: Store, url: string): Promise<Tool> {
  lms.users.set('2', { id: '2', given: 'Truus', family: 'Docent', email: 't@school.example' });
  lms.users.set('3', { id: '3', given: 'Sam', family: 'Student', email: 's@school.example' });
  lms.courses.set('7', {
    id: '7',
    title: 'HRM in de regio',
    members: [
      { user: '2', role: 'Instructor' },
      { user: '3', role: 'Learner' },
    ],
    links: [{ id: '1', title: 'Badges', custom: {} }],
    lineItems: new Map(),
  });
  const tool = lms.addTool({
    name: 'Speldje',
    loginUrl: `${url}/lti/login`,
    redirectUris: [`${url}/lti/launch`],
    targetUrl: `${url}/lti/launch`,
    jwksUrl: `${url}/lti/jwks`,
  });
  await store.lti.platforms.insert(platformOf(lms, 'bench', tool));
  return {
    name: 'Speldje',
    loginUrl: `${url}/lti/login`,
    clientId: tool.clientId,
    accepted: ({ status, body }) => status === 200 && body.includes('name="session"'),
  };
}

const column = (text: string) => text.padEnd(14);

async function compareOutcomes(lms: LmsStandIn, tools: readonly Tool[], report: Report): Promise<void> {
  report(`LTI launches${' '.repeat(37)}${tools.map(({ name }) => column(name)).join('')}should be`);
  const wrong = new Map(tools.map(({ name }) => [name, 0]));
  const line = (name: string, outcomes: readonly string[], right: string, ok: readonly boolean[]) => {
    report(`  ${name.padEnd(47)}${outcomes.map(column).join('')}${right}`);
    for (const [at, tool] of tools.entries())
      if (ok[at] !== true) wrong.set(tool.name, (wrong.get(tool.name) ?? 0) + 1);
  };
  for (const which of [...acceptedLaunches, ...refusedLaunches]) {
    const right = which.expect === 'accepted';
    const got: boolean[] = [];
    for (const tool of tools) got.push(tool.accepted(await runLaunch(lms, tool, which, who)));
    line(
      which.name,
      got.map((yes) => (yes ? 'accepted' : 'refused')),
      right ? 'accepted' : `refused (${which.expect})`,
      got.map((yes) => yes === right),
    );
  }
  for (const flow of launchFlows) {
    const counts: number[] = [];
    for (const tool of tools) {
      const answers = await flow.run(lms, tool, who);
      counts.push(answers.filter(tool.accepted).length);
    }
    line(
      flow.name,
      counts.map((count) => `${count} accepted`),
      `${flow.mayAccept} accepted`,
      counts.map((count) => count === flow.mayAccept),
    );
  }
  const all = acceptedLaunches.length + refusedLaunches.length + launchFlows.length;
  report(
    `  of ${all}, not as they should be: ${[...wrong].map(([name, count]) => `${name} ${count}`).join(', ')}`,
  );
}

/** From the login request to the answer of the launch; the token's own making lies between, and is the same. */
async function compareSpeed(lms: LmsStandIn, tools: readonly Tool[], report: Report): Promise<void> {
  const rates = new Map<string, number[]>(tools.map(({ name }) => [name, []]));
  const launch = async (tool: Tool) => {
    const { authenticationUrl, jar } = await beginLaunch(
      tool.loginUrl,
      lms.begin({ ...who, tool: tool.clientId }),
    );
    const { action, fields } = await lms.answerTo(authenticationUrl);
    const answer = await postLaunch(action, fields, jar);
    if (!tool.accepted(answer))
      throw new Error(`${tool.name} refused: ${answer.status} ${answer.body.slice(-900)}`);
  };
  for (let round = 0; round <= rounds; round += 1)
    for (const tool of tools) {
      const began = performance.now();
      let left = launchesPerRound;
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (left > 0) {
            left -= 1;
            await launch(tool);
          }
        }),
      );
      // The first round warms up.
      if (round > 0) rates.get(tool.name)?.push(launchesPerRound / ((performance.now() - began) / 1000));
    }
  report(
    `LTI launches a second, ${atOnce} at once, median of ${rounds} rounds of ${launchesPerRound}: ${[...rates]
      .map(([name, all]) => `${name} ${median(all).toFixed(0)}`)
      .join(', ')} (ours answers with the first page, ltijs with a redirect to it)`,
  );
}

const people = 500;
const clock = () => new Date();

async function timed(list: number[], work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  list.push(performance.now() - began);
}

async function measureBulk(mongoUri: string, store: Store, report: Report): Promise<void> {
  const ids = {
    id: randomUUID,
    token: () => randomBytes(32).toString('base64url'),
    below: (limit: number) => randomInt(limit),
  };
  const now = clock();
  const issuer = buildIssuer({ id: randomUUID(), slug: `bench-${randomInt(1e9)}` });
  await store.issuers.save(issuer);
  await store.roles.insert({
    id: randomUUID(),
    issuerId: issuer.id,
    role: 'awarder',
    grantee: { kind: 'workspace', workspace: 'lti:bench', among: 'teachers' },
    grantedAt: now,
  });
  const recipients = Array.from({ length: people }, () => randomUUID());
  for (const id of recipients)
    await store.persons.insert({
      id,
      name: `Leerling ${id.slice(0, 8)}`,
      identities: [
        {
          key: `lti:bench:${id}`,
          identity: { kind: 'lti', platform: 'bench', subject: id },
          vouchedBy: 'platform',
          linkedAt: now,
        },
      ],
      createdAt: now,
      updatedAt: now,
    });
  const signer = createCredentialSigner({ secret: testSecret, random: randomBytes });
  const key = keyInUse(await issuerKeys({ store, signer, clock }, issuer.id), 'Ed25519');
  if (key === undefined) throw new Error('no key');
  const client = await new MongoClient(mongoUri).connect();
  const bare = client.db().collection('benchBareAwards');
  const times = { award: new Array<number>(), inserts: new Array<number>(), signatures: new Array<number>() };
  for (let round = 0; round < rounds; round += 1) {
    const badge = buildBadge({ id: randomUUID(), slug: `bench-${randomInt(1e9)}`, issuerId: issuer.id });
    await store.badges.insert(badge);
    await timed(times.award, async () => {
      const outcome = await awardBadge(
        { store, clock, ids },
        {
          actor: {
            personId: randomUUID(),
            workspace: 'lti:bench',
            standing: 'member',
            teaches: true,
            via: 'lti',
          },
          deliveryKey: `bench:${badge.id}`,
          badge: badge.slug,
          recipients,
          reason: 'Sterk advies',
          grades: new Map(
            recipients.map((id) => [
              id,
              [{ workspace: 'lti:bench', conversation: 'https://lms.example/item', thread: id }],
            ]),
          ),
        },
      );
      if (!outcome.ok || outcome.awards.length !== people) throw new Error('not awarded');
    });
    await timed(times.inserts, async () => {
      for (let at = 0; at < people; at += 1) await bare.insertOne({ ...buildAward({ id: randomUUID() }) });
    });
    await timed(times.signatures, async () => {
      for (let at = 0; at < people; at += 1)
        await signer.signAward(
          {
            award: buildAward({ id: randomUUID(), issuerId: issuer.id, awardedAt: now }),
            issuer,
            evidence: [],
            publicUrl: 'https://speldje.example',
          },
          key,
        );
    });
  }
  await client.close();
  report(
    `LTI bulk award to ${people} (awards, ${people} grades and audit in one transaction), median of ${rounds}: ${median(times.award).toFixed(0)} ms; ` +
      `${people} bare inserts ${median(times.inserts).toFixed(0)} ms, ${people} signatures ${median(times.signatures).toFixed(0)} ms`,
  );
}
