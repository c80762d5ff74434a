import { MongoClient, type Db } from 'mongodb';
import { TENANT, users } from '../../playground/teams/teams-world.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../playground/teams/stand-in.ts';
import { testDatabase } from '../database.ts';
import { commandLine } from './community.ts';
import { freePort, runService, until, type RunningService } from './run-service.ts';

const issuer = 'stichting-stimulering-techniek-maas-en-waal';

/** The demo community, a tenant of Teams that is connected, and the service as it runs in production. */
export type TeamsTown = {
  readonly db: Db;
  readonly uri: string;
  readonly teams: TeamsStandIn;
  readonly serviceUrl: string;
  readonly service: RunningService;
  /** Resolves once nothing of Teams waits any more. */
  settled(): Promise<void>;
  /** Empties what was awarded, said and sent. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

export async function teamsTown(): Promise<TeamsTown> {
  const database = await testDatabase();
  const port = await freePort();
  const serviceUrl = `http://localhost:${port}`;
  const run = (...words: string[]) => commandLine(database.uri, serviceUrl, words);
  await run('catalogue', 'import', 'catalogue', '--yes');
  const teams = await startTeamsStandIn({ serviceUrl, appPassword: 'secret-of-the-stand-in' });
  const service = await runService({
    mongoUri: database.uri,
    port,
    environment: { ...teams.environment, PUBLIC_URL: serviceUrl },
  });
  await Promise.all([
    run('teams', 'connect', TENANT, '--name', 'Maas en Waal'),
    run('role', 'grant', issuer, 'awarder', `teams:${TENANT}:${users.bo.aad}`),
    run('role', 'grant', issuer, 'reviewer', `teams:${TENANT}:${users.robin.aad}`),
  ]);
  const client = await new MongoClient(database.uri).connect();
  const db = client.db(database.name);
  const settled = async () => {
    await until('nothing of Teams waits any more', async () => {
      // In this order: what is carried out may write what is to be delivered.
      const inbox = await db.collection('inbox').countDocuments({ status: 'waiting' });
      return (
        inbox === 0 &&
        (await db.collection('outbox').countDocuments({ status: 'waiting', channel: 'teams' })) === 0
      );
    });
  };
  return {
    db,
    uri: database.uri,
    teams,
    serviceUrl,
    service,
    settled,
    async forget() {
      await settled();
      teams.reset();
      for (const name of [
        'awards',
        'nominations',
        'experiences',
        'inbox',
        'outbox',
        'deliveries',
        'evidence',
        'conversationReferences',
      ])
        await db.collection(name).deleteMany({});
    },
    async close() {
      await service.kill('SIGTERM');
      await teams.stop();
      await client.close();
      await database.drop();
    },
  };
}
