import { connectMongo, type MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { testDatabase } from '../database.ts';

/** A migrated database of its own for one test file. */
export async function migratedDatabase(): Promise<{
  readonly uri: string;
  readonly connection: MongoConnection;
  readonly end: () => Promise<void>;
}> {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  await migrate(connection, { now: () => new Date(), log: () => undefined });
  return {
    uri: database.uri,
    connection,
    end: async () => {
      await connection.close();
      await database.drop();
    },
  };
}
