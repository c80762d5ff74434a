import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { botScopes } from '../../adapters/slack/slack-receiver.ts';
import { MongoClient, type Db } from 'mongodb';
import { startSlackStandIn, type SlackStandIn } from '../../playground/slack/stand-in.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { freePort, testSecret, until } from './run-service.ts';

export const signingSecret = 'signing-secret-of-the-stand-in';
export const botToken = 'xoxb-stand-in-token';

/** Where commands, and what follows from them, are written. */
const written = ['awards', 'nominations', 'inbox', 'outbox', 'deliveries', 'evidence', 'experiences'];

/** A database with the demo community, a Slack that has its people, and what the service needs to know of both. */
export type Community = {
  readonly database: TestDatabase;
  readonly db: Db;
  readonly slack: SlackStandIn;
  readonly port: number;
  readonly serviceUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves once nothing waits to be carried out or delivered. */
  settled(): Promise<void>;
  /** Empties what was awarded, said and sent, at the stand-in too. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

export async function community(): Promise<Community> {
  const database = await testDatabase();
  const port = await freePort();
  const serviceUrl = `http://localhost:${port}`;
  await commandLine(database.uri, serviceUrl, ['catalogue', 'import', 'catalogue', '--yes']);
  const slack = await startSlackStandIn({
    serviceUrl,
    signingSecret,
    botToken,
    scopes: botScopes,
    // A busy machine takes its time; that triggers expire is tried where time is fixed.
    triggerLifeMs: 30_000,
  });
  const client = await new MongoClient(database.uri).connect();
  const db = client.db(database.name);
  const waiting = (collection: string) => db.collection(collection).countDocuments({ status: 'waiting' });
  return {
    database,
    db,
    slack,
    port,
    serviceUrl,
    environment: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
    },
    async settled() {
      // In this order: what is carried out may write what is to be delivered.
      const look = async () => (await waiting('inbox')) === 0 && (await waiting('outbox')) === 0;
      await until('nothing waits any more', look, 60_000);
    },
    async forget() {
      slack.reset();
      await Promise.all(written.map((name) => db.collection(name).deleteMany({})));
    },
    async close() {
      await slack.stop();
      await client.close();
      await database.drop();
    },
  };
}

/** Runs `npm run speldje -- …`; throws with what it wrote when it fails. */
export async function commandLine(
  mongoUri: string,
  publicUrl: string,
  words: readonly string[],
): Promise<string> {
  const child = spawn(process.execPath, ['dist/src/cli/main.js', ...words], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MONGODB_URI: mongoUri,
      PUBLIC_URL: publicUrl,
      SPELDJE_SECRET: testSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`speldje ${words.join(' ')} ended with ${code}:\n${written}`);
  return written;
}
