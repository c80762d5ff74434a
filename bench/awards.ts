import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Person } from '../src/domain/person.ts';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../src/mongo/create-mongo-store.ts';
import { migrate } from '../src/mongo/migrate.ts';
import { awardBadge } from '../src/use-cases/award-badge.ts';
import { rememberCatalogue } from '../src/use-cases/remember-catalogue.ts';
import { median } from './statistics.ts';

const rounds = 5;
const perRound = 400;
const atOnce = 10;

/**
 * Awards a second, from the command to the commit, beside the same writes (delivery, award, audit entry, three outbox
 * messages) in bare driver transactions on the same server, in turn.
 */
export async function benchAwards(mongoUri: string, report: (line: string) => void): Promise<void> {
  const connection = await connectMongo(mongoUri, { appName: 'bench' });
  const clock = () => new Date();
  await migrate(connection, { now: clock, log: () => {} });
  const store = rememberCatalogue(createMongoStore(connection), clock);
  const ids = {
    id: randomUUID,
    token: () => randomBytes(32).toString('base64url'),
    below: (limit: number) => randomInt(limit),
  };
  const now = clock();
  const issuer = {
    id: randomUUID(),
    slug: 'bench',
    name: { nl: 'Meetbank' },
    description: { nl: 'Meetbank' },
    createdAt: now,
    updatedAt: now,
  };
  await store.issuers.save(issuer);
  const png = { id: 'a'.repeat(64), type: 'image/png', size: 1000 };
  await store.badges.insert({
    id: randomUUID(),
    slug: 'bench',
    issuerId: issuer.id,
    version: 1,
    status: 'active',
    title: { nl: 'Adviseur Lerende Regio', en: 'Adviser Learning Region' },
    description: { nl: 'Onderzoekt en adviseert bedrijven in de regio. '.repeat(5) },
    criteria: { nl: 'Heeft onderzoek gedaan en advies gegeven. '.repeat(20) },
    image: { png },
    skills: [],
    tags: [],
    aliases: [],
    repeatable: false,
    whoMayNominate: 'everyone',
    award: 'direct',
    evidence: 'optional',
    confirmEvidence: false,
    parts: [],
    createdAt: now,
    updatedAt: now,
  });
  const person = (user: string): Person => ({
    id: randomUUID(),
    name: `Persoon ${user}`,
    identities: [
      {
        key: `slack:TBENCH:${user}`,
        identity: { kind: 'slack', workspace: 'TBENCH', user },
        vouchedBy: 'platform',
        linkedAt: now,
      },
    ],
    createdAt: now,
    updatedAt: now,
  });
  const awarder = person('UBENCH');
  await store.persons.insert(awarder);
  await store.roles.insert({
    id: randomUUID(),
    issuerId: issuer.id,
    role: 'awarder',
    grantee: { kind: 'person', personId: awarder.id },
    grantedAt: now,
  });
  const learners: Person[] = [];
  for (let at = 0; at < (rounds + 1) * perRound; at += 1) {
    const learner = person(`U${at}`);
    learners.push(learner);
    await store.persons.insert(learner);
  }

  const place = { workspace: 'slack:TBENCH', conversation: 'CBENCH' };
  const award = async (learner: Person) => {
    const outcome = await awardBadge(
      { store, clock, ids },
      {
        // As an adapter of chat names whom it has just recognised.
        actor: {
          personId: awarder.id,
          name: awarder.name ?? '',
          account: awarder.identities[0]?.key ?? '',
          workspace: 'slack:TBENCH',
          standing: 'member',
          via: 'slack',
        },
        deliveryKey: `bench:${learner.id}`,
        badge: 'bench',
        recipients: [learner.id],
        reason: 'Sterk advies',
        announceAt: { place, locale: 'nl' },
        answerTo: {
          kind: 'sender-only',
          place,
          identity: awarder.identities[0]?.key ?? '',
          personId: awarder.id,
          locale: 'nl',
        },
      },
    );
    if (!outcome.ok) throw new Error(outcome.refusal.code);
  };

  const client = await new MongoClient(mongoUri, { ignoreUndefined: true }).connect();
  const db = client.db();
  // The bare peer writes documents of the same shape into collections with the same indexes.
  const copied = ['deliveries', 'awards', 'audit', 'outbox'] as const;
  const samples = new Map<string, Record<string, unknown>[]>();
  await award(learners.at(-1) ?? awarder);
  for (const name of copied) {
    samples.set(name, await db.collection(name).find().toArray());
    for (const { key, name: indexName, ...options } of await db.collection(name).indexes())
      if (indexName !== '_id_')
        await db.collection(`bare_${name}`).createIndex(key, { ...options, name: indexName ?? '' });
  }
  const bare = async () => {
    const session = client.startSession();
    try {
      await session.withTransaction(async () => {
        for (const name of ['awards', 'audit', 'outbox', 'deliveries'] as const) {
          const documents = (samples.get(name) ?? []).map((sample) => fresh(sample));
          await db.collection<{ _id: string }>(`bare_${name}`).insertMany(documents, { session });
        }
      });
    } finally {
      await session.endSession();
    }
  };

  const ours: number[] = [];
  const theirs: number[] = [];
  let next = 0;
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await rate(() => bare()));
    ours.push(
      await rate(async () => {
        const learner = learners[next];
        next += 1;
        if (learner !== undefined) await award(learner);
      }),
    );
  }
  report(
    `awards a second, command to commit, ${atOnce} at once, ${rounds} × ${perRound}: ${median(ours).toFixed(0)}; the same writes in bare driver transactions: ${median(theirs).toFixed(0)}; ratio ${(median(ours) / median(theirs)).toFixed(2)} (aim: at least 0.6)`,
  );
  await client.close();
  await connection.close();
}

/** The same document under new unique values. */
function fresh(sample: Record<string, unknown>): Record<string, unknown> & { _id: string } {
  const id = randomUUID();
  return {
    ...sample,
    _id: id,
    ...('key' in sample ? { key: id } : {}),
    ...('holdKey' in sample ? { holdKey: id } : {}),
    ...('statusList' in sample ? { statusList: { list: id, index: 1 } } : {}),
  };
}

async function rate(work: () => Promise<void>): Promise<number> {
  let left = perRound;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return perRound / ((performance.now() - began) / 1000);
}
