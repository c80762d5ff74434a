import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorActor } from '../src/domain/actor.ts';
import { diskFiles } from '../src/catalogue/disk-files.ts';
import { readCatalogue } from '../src/catalogue/read-catalogue.ts';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../src/mongo/create-mongo-store.ts';
import { migrate } from '../src/mongo/migrate.ts';
import { importCatalogue } from '../src/use-cases/import-catalogue.ts';
import { freePort, runService } from '../test/integration/run-service.ts';
import { fixedIds } from '../test/web/demo-app.ts';
import { addDemoAwards, awardIds } from '../test/web/demo-awards.ts';
import { median } from './statistics.ts';

const atOnce = 32;
const perRound = 1500;
const rounds = 5;

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
type Question = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * The public page of an award and its credential, answers a second, beside a bare Express route in a process of its own
 * that sends the same bytes and headers; and the same for who has them already (304). Taking turns in one run; aim: at
 * least 0.7 of the bare route.
 */
export async function benchWeb(mongoUri: string, report: (line: string) => void): Promise<void> {
  await fill(mongoUri);
  const service = await runService({ mongoUri, environment: { LOG_LEVEL: 'error' } });
  const folder = await mkdtemp(join(tmpdir(), 'speldje-bench-'));
  const path = `/awards/${awardIds.published}`;
  const forms = [
    { name: 'page', accept: 'text/html' },
    { name: 'JSON', accept: 'application/vc+ld+json' },
  ];
  report(`public pages from memory, ${atOnce} at once, median of ${rounds} × ${perRound} answers a second`);
  try {
    for (const { name, accept } of forms) {
      const ours: Question = { port: service.port, path, headers: { accept } };
      const given = await ask(ours);
      if (given.status !== 200) throw new Error(`the award answers ${given.status}`);
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify({ headers: given.headers, body: given.body.toString('base64') }));
      const port = await freePort();
      const peer = spawn(process.execPath, ['--import', 'tsx', 'bench/bare-express.ts', String(port), file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(peer.stdout, 'data');
      const bare: Question = { port, path: '/', headers: { accept } };
      const known = { 'if-none-match': given.headers['etag'] ?? '' };
      await compare(report, name, ours, bare, 200);
      await compare(
        report,
        `${name}, known ETag`,
        { ...ours, headers: { accept, ...known } },
        { ...bare, headers: { accept, ...known } },
        304,
      );
      peer.kill('SIGTERM');
      await once(peer, 'close');
    }
  } finally {
    await service.kill('SIGTERM');
    await rm(folder, { recursive: true });
  }
}

async function compare(
  report: (line: string) => void,
  name: string,
  ours: Question,
  bare: Question,
  status: number,
): Promise<void> {
  const rates = { ours: [] as number[], bare: [] as number[] };
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (const [whose, question] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      const rate = await crowd(question, status);
      if (round > 0) rates[whose].push(rate);
    }
  const share = median(rates.ours) / median(rates.bare);
  const shown = (values: readonly number[]) => Math.round(median(values)).toLocaleString('en');
  report(
    `  ${name.padEnd(18)} ${shown(rates.ours)} beside ${shown(rates.bare)}: ${share.toFixed(2)} (aim: at least 0.7) ${share >= 0.7 ? 'met' : 'NOT met'}`,
  );
}

/** Answers a second. Each of the crowd asks again as soon as it has its answer, over one connection. */
async function crowd(question: Question, status: number): Promise<number> {
  const begun = performance.now();
  let left = perRound;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await ask(question);
      if (answer.status !== status)
        throw new Error(`${question.path} answers ${answer.status}, not ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (perRound * 1000) / (performance.now() - begun);
}

function ask({ port, path, headers }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
          ),
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function fill(mongoUri: string): Promise<void> {
  const connection = await connectMongo(mongoUri);
  await migrate(connection, { now: () => new Date(), log: () => undefined });
  const store = createMongoStore(connection);
  const read = await readCatalogue('catalogue', { files: diskFiles });
  if (!read.ok) throw new Error('the demo catalogue has faults');
  await importCatalogue(
    { store, clock: () => new Date(), ids: fixedIds('catalogue') },
    { actor: operatorActor, catalogue: read.catalogue, publicUrl: 'http://localhost:3000' },
  );
  await addDemoAwards(store);
  await connection.close();
}
