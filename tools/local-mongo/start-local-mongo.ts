import { cacheFolder } from './cache-folder.ts';
import { installDocumentDb } from './install-documentdb.ts';
import { LocalMongoError } from './local-mongo-error.ts';
import { documentDbObstacle, type Machine, thisMachine } from './machine.ts';
import { startDocumentDb } from './start-documentdb.ts';
import { cachedMongod, findMongod, startMongod } from './start-mongod.ts';

/** A MongoDB to work with. `stop` ends what was started for it; a given one it leaves alone. */
export type LocalMongo = {
  readonly uri: string;
  readonly engine: 'given' | 'mongod' | 'documentdb';
  /** One line that says which engine was taken and why. */
  readonly why: string;
  stop(): Promise<void>;
};

export type LocalMongoOptions = {
  /** Where the data last between starts; without it they are thrown away. */
  readonly dataFolder?: string;
  /** Gets one line for each step that takes time, and the reason for the choice. */
  readonly report?: (line: string) => void;
  /** The environment to decide by; the process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** The machine to decide by; this one by default. */
  readonly machine?: Machine;
  /** Finds a mongod that was downloaded before. */
  readonly cached?: () => Promise<string | undefined>;
};

/**
 * Finds or starts a MongoDB: the one that MONGODB_URI names; a real mongod (MONGOMS_SYSTEM_BINARY, PATH, cache,
 * download); on Debian or Ubuntu as root DocumentDB, which is installed into the user's cache at first use.
 *
 * @throws {LocalMongoError} `no-engine` names the choices; the other codes say what went wrong with one.
 */
export async function startLocalMongo(options: LocalMongoOptions = {}): Promise<LocalMongo> {
  const env = options.env ?? process.env;
  const report = options.report ?? (() => undefined);
  const given = env['MONGODB_URI'];
  if (given) {
    const why = 'MongoDB: the one that MONGODB_URI names';
    report(why);
    return { uri: given, engine: 'given', why, stop: () => Promise.resolve() };
  }
  const mongod = await findMongod(env, options.cached ?? cachedMongod);
  if (mongod !== undefined) {
    const why = `MongoDB: a mongod of its own, since ${mongod.why}`;
    report(why);
    return { ...(await startMongod(mongod, options.dataFolder)), engine: 'mongod', why };
  }
  const obstacle = documentDbObstacle(options.machine ?? thisMachine());
  if (obstacle === undefined) {
    const why = 'MongoDB: DocumentDB on PostgreSQL, since no mongod is here and none can be downloaded';
    report(why);
    const installed = await installDocumentDb(cacheFolder(env), env, report);
    const running = await startDocumentDb(installed, options.dataFolder);
    return { ...running, uri: `mongodb://127.0.0.1:${running.port}/`, engine: 'documentdb', why };
  }
  throw new LocalMongoError(
    'no-engine',
    [
      'No MongoDB can be had here. Any one of these helps:',
      '- set MONGODB_URI to a replica set, for instance after',
      '  docker run -d -p 27017:27017 mongo --replSet rs0 && docker exec $(docker ps -lq) mongosh --eval "rs.initiate()"',
      '- install mongod, or set MONGOMS_SYSTEM_BINARY to one',
      "- let mongodb-memory-server's download through (fastdl.mongodb.org)",
      `- run this as root on Debian or Ubuntu, where DocumentDB can be installed (here: ${obstacle})`,
    ].join('\n'),
  );
}
