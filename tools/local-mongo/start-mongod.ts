import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { DryMongoBinary, MongoMemoryReplSet } from 'mongodb-memory-server';
import { LocalMongoError } from './local-mongo-error.ts';
import { isReachable } from './reachable.ts';

/** A real mongod that can be had, and why this one. `path` is undefined when it is to be downloaded. */
export type FoundMongod = { readonly path: string | undefined; readonly why: string };

async function executable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The mongod that mongodb-memory-server downloaded before, if any. */
export async function cachedMongod(): Promise<string | undefined> {
  return await DryMongoBinary.locateBinary(DryMongoBinary.getEnsuredOptions()).catch(() => undefined);
}

/**
 * Looks for a mongod: MONGOMS_SYSTEM_BINARY, the PATH, mongodb-memory-server's caches, its download.
 *
 * @returns undefined when there is none and the download's server can't be reached.
 */
export async function findMongod(
  env: NodeJS.ProcessEnv,
  cachedBinary: () => Promise<string | undefined>,
): Promise<FoundMongod | undefined> {
  const named = env['MONGOMS_SYSTEM_BINARY'];
  if (named) {
    if (!(await executable(named))) {
      throw new LocalMongoError('start-failed', `MONGOMS_SYSTEM_BINARY names ${named}, which can't be run`);
    }
    return { path: named, why: `MONGOMS_SYSTEM_BINARY names ${named}` };
  }
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'mongod');
    if (folder !== '' && (await executable(path))) return { path, why: `${path} is on the PATH` };
  }
  const cached = await cachedBinary();
  if (cached !== undefined) return { path: cached, why: `${cached} was downloaded before` };
  if (env['MONGOMS_RUNTIME_DOWNLOAD'] === 'false') return undefined;
  const source =
    env['MONGOMS_DOWNLOAD_URL'] || env['MONGOMS_DOWNLOAD_MIRROR'] || 'https://fastdl.mongodb.org';
  if (!(await isReachable(source, env))) return undefined;
  return { path: undefined, why: `downloaded from ${source}` };
}

/** The version of a binary, so that mongodb-memory-server doesn't warn of another one than it expected. */
async function versionOf(path: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)(path, ['--version']);
  return /db version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/**
 * Starts a one-node replica set. Its data last in `dataFolder/mongod`, on a port that is kept with them since the
 * replica set's configuration names it.
 */
export async function startMongod(
  found: FoundMongod,
  dataFolder: string | undefined,
): Promise<{ uri: string; stop(): Promise<void> }> {
  const version = found.path === undefined ? undefined : await versionOf(found.path);
  const binary = {
    ...(found.path === undefined ? {} : { systemBinary: found.path }),
    ...(version === undefined ? {} : { version }),
  };
  if (dataFolder === undefined) {
    const set = await MongoMemoryReplSet.create({
      binary,
      replSet: { count: 1, storageEngine: 'wiredTiger' },
    });
    return {
      uri: set.getUri(),
      stop: async () => {
        await set.stop({ doCleanup: true, force: true });
      },
    };
  }
  const dbPath = join(dataFolder, 'mongod');
  await mkdir(dbPath, { recursive: true });
  const portFile = join(dataFolder, 'mongod.port');
  const kept = Number(await readFile(portFile, 'utf8').catch(() => ''));
  const set = await MongoMemoryReplSet.create({
    binary,
    replSet: { count: 1, storageEngine: 'wiredTiger' },
    instanceOpts: [{ dbPath, storageEngine: 'wiredTiger', ...(kept > 0 ? { port: kept } : {}) }],
  });
  const port = set.servers[0]?.instanceInfo?.port;
  if (port !== undefined) await writeFile(portFile, `${port}\n`);
  return {
    uri: set.getUri(),
    stop: async () => {
      await set.stop({ doCleanup: false });
    },
  };
}
