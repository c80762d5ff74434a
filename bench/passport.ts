import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Award } from '../src/domain/award.ts';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../src/mongo/create-mongo-store.ts';
import { migrate } from '../src/mongo/migrate.ts';
import { makeSignInLink } from '../src/use-cases/make-sign-in-link.ts';
import { signIn } from '../src/use-cases/sign-in.ts';
import { serveApp } from '../test/web/demo-app.ts';
import { median } from './statistics.ts';

const entries = 500;
const rounds = 60;
const clock = () => new Date();
const ids = {
  id: randomUUID,
  token: () => randomBytes(32).toString('base64url'),
  below: (limit: number) => randomInt(limit),
};

/** The page of a passport with 500 entries, beside the bare query that fetches them, one after the other in turns. */
export async function benchPassport(mongoUri: string, report: (line: string) => void): Promise<void> {
  const connection = await connectMongo(mongoUri);
  await migrate(connection, { now: clock, log: () => undefined });
  const store = createMongoStore(connection);
  const personId = randomUUID();
  await store.persons.insert({
    id: personId,
    name: 'Noor',
    identities: [],
    createdAt: clock(),
    updatedAt: clock(),
  });
  await store.awards.insert(Array.from({ length: entries }, (_, at) => ({ award: awardOf(personId, at) })));
  const { token } = await makeSignInLink({ store, clock, ids }, { personId, by: 'chat' });
  const entered = await signIn({ store, clock, ids }, { token });
  if (!entered.ok) throw new Error(entered.refusal.code);

  const app = await serveApp({ store, clock, ids, costlyRequestsPerMinute: 1_000_000 });
  const client = await new MongoClient(mongoUri).connect();
  const bare = client.db().collection('awards');

  const times: { readonly page: number[]; readonly query: number[] } = { page: [], query: [] };
  for (let round = 0; round < rounds; round++) {
    const query = performance.now();
    const found = await bare.find({ personId }).toArray();
    times.query.push(performance.now() - query);
    if (found.length !== entries) throw new Error(`the query found ${found.length}`);
    const page = performance.now();
    const answer = await fetch(`${app.url}/me`, {
      headers: { cookie: `speldje=${entered.token}`, accept: 'text/html' },
    });
    const text = await answer.text();
    times.page.push(performance.now() - page);
    if (answer.status !== 200 || !text.includes('500')) throw new Error(`the page answered ${answer.status}`);
  }
  const [page, query] = [median(times.page), median(times.query)];
  report(
    `passport: page of ${entries} entries ${page.toFixed(1)} ms, bare query for them ${query.toFixed(1)} ms: ${(page / query).toFixed(1)} times`,
  );
  await app.close();
  await client.db().dropDatabase();
  await client.close();
  await connection.close();
}

function awardOf(personId: string, at: number): Award {
  const skill = (number: number) => ({
    framework: 'community',
    url: `https://badges.example.org/skills/${number}`,
    name: { nl: `Vaardigheid ${number}`, en: `Skill ${number}` },
  });
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  return {
    id,
    badgeId: `badge-${at % 40}`,
    issuerId: 'issuer',
    badge: {
      slug: `badge-${at % 40}`,
      version: 1,
      issuerSlug: 'stichting',
      issuerName: { nl: 'Stichting', en: 'Foundation' },
      title: { nl: `Badge ${at}`, en: `Badge ${at}` },
      description: { nl: 'Adviseert bedrijven in de regio.', en: 'Advises companies in the region.' },
      criteria: { nl: '- Onderzoekt\n- Geeft **advies**', en: '- Researches\n- Gives **advice**' },
      image: { png: { id: 'a'.repeat(64), type: 'image/png', size: 1 } },
      skills: [skill(at % 60), skill((at + 7) % 60)],
      tags: [],
      repeatable: true,
      evidence: 'optional',
      confirmEvidence: false,
      parts: [],
    },
    personId,
    awardedAt: new Date(Date.UTC(2016 + (at % 10), at % 12, 1 + (at % 28))),
    reason: 'Onderbouwd advies dat het bedrijf morgen kan uitvoeren.',
    status: 'active',
    visibility: at % 2 === 0 ? 'public' : 'private',
    evidencePublic: false,
    recipientSalt: 'salt',
    statusList: { list: 'list', index: at },
    revision: 1,
  };
}
