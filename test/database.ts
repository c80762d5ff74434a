import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { inject } from 'vitest';

/** A database of its own for one test file. */
export type TestDatabase = {
  /** The address with the database's name as its path, for the driver and mongoose alike. */
  readonly uri: string;
  readonly name: string;
  /** Drops the database; for `afterAll`. */
  drop(): Promise<void>;
};

/** An address with another database in its path; who signed in against the first one still does. */
function withDatabase(uri: string, name: string): string {
  const [, head = '', path = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(\?.*)?$/.exec(uri) ?? [];
  const parameters = new URLSearchParams(query);
  if (head.includes('@') && !parameters.has('authSource')) parameters.set('authSource', path || 'admin');
  const rest = parameters.toString();
  return `${head}/${name}${rest === '' ? '' : `?${rest}`}`;
}

/** Takes a new, empty database on the MongoDB of this run, whichever engine that is. */
export async function testDatabase(): Promise<TestDatabase> {
  // Test files run at once, and runs may share one server: the name must be nobody else's.
  const name = `speldje_test_${randomBytes(8).toString('hex')}`;
  const uri = withDatabase(inject('mongoUri'), name);
  return {
    uri,
    name,
    drop: async () => {
      const client = await new MongoClient(uri).connect();
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}
