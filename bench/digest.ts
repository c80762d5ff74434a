import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MongoClient, type Db } from 'mongodb';
import { z } from 'zod';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { migrate } from '../src/mongo/migrate.ts';
import { median } from './statistics.ts';

const day = 86_400_000;
const batch = 2_000;
/** One in so many awards for an issuer, and one in so many is nominated. */
const awarders = 200;
const nominees = 50;

const rounds = 3;

/** How many times as long, and how many bytes more. */
type Growth = { readonly time: number; readonly heap: number; readonly rss: number };

const result = z.object({ sent: z.number(), ms: z.number(), heap: z.number(), rss: z.number() });

/**
 * A run of digests for 10,000 people and one for 100,000, each in a process of its own: what each is told is gathered
 * and put into outbox and ledger. The limits are how time and memory may grow between the two. A shared machine is
 * quicker at one minute than at the next, so each long run stands between two short ones and is held against both,
 * three times; the round in the middle counts.
 */
export async function benchDigest(mongoUri: string, report: (line: string) => void): Promise<void> {
  const growth: Growth[] = [];
  let before = await run(mongoUri, 10_000);
  report(line(10_000, before));
  for (let round = 0; round < rounds; round += 1) {
    const large = await run(mongoUri, 100_000);
    report(line(100_000, large));
    const after = await run(mongoUri, 10_000);
    report(line(10_000, after));
    growth.push({
      time: large.ms / ((before.ms + after.ms) / 2),
      heap: large.heap - Math.min(before.heap, after.heap),
      rss: large.rss - Math.min(before.rss, after.rss),
    });
    before = after;
  }
  const all = growth.map(({ time }) => time.toFixed(1)).join(', ');
  report(
    `ten times the people: time × ${median(growth.map(({ time }) => time)).toFixed(1)} of ${all} (limit 11), memory held + ${mb(Math.max(...growth.map(({ heap }) => heap)))} MB (limit 30), resident + ${mb(Math.max(...growth.map(({ rss }) => rss)))} MB`,
  );
}

function line(people: number, { sent, ms, heap, rss }: z.output<typeof result>): string {
  return `digests for ${people} people: ${sent} sent in ${(ms / 1000).toFixed(1)} s (${Math.round(sent / (ms / 1000))} a second), ${mb(heap)} MB held, ${mb(rss)} MB resident`;
}

function mb(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}

async function run(mongoUri: string, people: number): Promise<z.output<typeof result>> {
  const uri = new URL(mongoUri);
  uri.pathname += `_${people}`;
  const client = await new MongoClient(uri.href, { ignoreUndefined: true }).connect();
  try {
    await fill(client.db(), people);
    const connection = await connectMongo(uri.href, { appName: 'bench' });
    await migrate(connection, { now: () => new Date(), log: () => undefined });
    await connection.close();
    const child = fork(fileURLToPath(new URL('./digest-run.ts', import.meta.url)), [uri.href], {
      execArgv: ['--import', import.meta.resolve('tsx'), '--expose-gc'],
    });
    const [message] = await once(child, 'message');
    await once(child, 'exit');
    return result.parse(message);
  } finally {
    await client.db().dropDatabase();
    await client.close();
  }
}

/** People as a region has them: badges old and new, nominations, awarders with learners of their own. */
async function fill(db: Db, people: number): Promise<void> {
  const now = Date.now();
  const before = (days: number) => new Date(now - days * day);
  const collection = (name: string) => db.collection<{ _id: string }>(name);
  const badge = (slug: string) => ({
    slug,
    title: { nl: `Badge ${slug}`, en: `Badge ${slug}` },
    description: { nl: 'Onderzoekt en adviseert bedrijven in de regio. '.repeat(5) },
    criteria: { nl: 'Heeft onderzoek gedaan en advies gegeven. '.repeat(8) },
    image: { png: { id: 'a'.repeat(64), type: 'image/png', size: 1000 } },
    skills: [],
    tags: [],
    repeatable: false,
    evidence: 'required',
    confirmEvidence: false,
    parts: [],
    version: 1,
    issuerSlug: 'bench',
    issuerName: { nl: 'Meetbank' },
  });
  const award = (person: number, slug: string, days: number) => ({
    _id: `award-${slug}-${person}`,
    badgeId: slug,
    issuerId: `issuer-${person % 10}`,
    badge: badge(slug),
    personId: `person-${person}`,
    awardedBy: `person-${person - (person % awarders)}`,
    awardedAt: before(days),
    ...(person % 40 === 0 ? { validUntil: before(-20) } : {}),
    status: 'active',
    visibility: 'private',
    evidencePublic: false,
    recipientSalt: 'salt',
    statusList: { list: `bench-${slug}`, index: person },
    revision: 1,
  });
  for (let from = 0; from < people; from += batch) {
    const numbers = Array.from({ length: batch }, (_, at) => from + at);
    await collection('persons').insertMany(
      numbers.map((at) => ({
        _id: `person-${at}`,
        name: `Persoon ${at}`,
        locale: at % 3 === 0 ? 'en' : 'nl',
        timeZone: ['Europe/Amsterdam', 'America/Paramaribo', 'Asia/Kathmandu'][at % 3],
        identities: [
          {
            key: `slack:T1:U${at}`,
            identity: { kind: 'slack', workspace: 'T1', user: `U${at}` },
            vouchedBy: 'platform',
            linkedAt: before(400),
          },
        ],
        ...(at % 10 === 0 ? { preferences: { digest: 'monthly', digestHour: 16 } } : {}),
        createdAt: before(400),
        updatedAt: before(400),
      })),
    );
    await collection('awards').insertMany(
      numbers.flatMap((at) => [
        ...(at % 5 === 0 ? [] : [award(at, 'a', 7.5)]),
        award(at, 'b', at % 2 === 0 ? 98 : 200),
      ]),
    );
    await collection('digestStates').insertMany(
      numbers.map((at) => ({
        _id: `person-${at}`,
        dueAt: before(1),
        coveredUntil: before(at % 10 === 0 ? 40 : 8),
      })),
    );
    const chosen = numbers.filter((at) => at % nominees === 1);
    await collection('nominations').insertMany(
      chosen.map((at) => ({
        _id: `nomination-${at}`,
        badgeId: 'c',
        issuerId: `issuer-${at % 10}`,
        badge: badge('c'),
        nomineeId: `person-${at}`,
        nominatorId: `person-${at - 1}`,
        endorsements: [],
        status: 'open',
        place: { workspace: 'slack:T1', conversation: 'C1' },
        madeOpenly: true,
        createdAt: before(9 + (at % 30)),
        version: 1,
      })),
    );
    await collection('roles').insertMany(
      numbers
        .filter((at) => at % awarders === 0)
        .map((at) => ({
          _id: `role-${at}`,
          issuerId: `issuer-${at % 10}`,
          role: at % (2 * awarders) === 0 ? 'reviewer' : 'awarder',
          grantee: { kind: 'person', personId: `person-${at}` },
          granteeKey: `person:person-${at}`,
          grantedAt: before(400),
        })),
    );
  }
}
