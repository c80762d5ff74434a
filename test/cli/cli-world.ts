import type { MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { testDatabase } from '../database.ts';
import { runCli, type CliResult } from './run-cli.ts';

/** A deployment's database, and the command line on it. */
export type CliWorld = {
  /** What the deployment's own process would see. */
  readonly store: Store;
  readonly environment: Readonly<Record<string, string>>;
  speldje(...words: readonly string[]): Promise<CliResult>;
  close(): Promise<void>;
};

export const testSecret = 'a secret of 40 characters, only for tests';

/** Takes a database of its own; without `migrated`, as empty as at the very first start. */
export async function cliWorld(options: {
  readonly migrated: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<CliWorld> {
  const database = await testDatabase();
  const connection: MongoConnection = await connectMongo(database.uri);
  if (options.migrated) await migrate(connection, { now: () => testMoment, log: () => undefined });
  const environment = {
    MONGODB_URI: database.uri,
    SPELDJE_SECRET: testSecret,
    PUBLIC_URL: 'https://speldje.example',
    ...options.environment,
  };
  return {
    store: createMongoStore(connection),
    environment,
    speldje: (...words) => runCli(words, environment),
    close: async () => {
      await connection.close();
      await database.drop();
    },
  };
}
