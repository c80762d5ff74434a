import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LocalMongoError } from './local-mongo-error.ts';

export type PostgresOptions = {
  /** The Debian in which PostgreSQL is installed, and its major version. */
  readonly root: string;
  readonly version: string;
  /** Its data folder and the folder of its socket, both outside `root`. */
  readonly data: string;
  readonly socketFolder: string;
  /** Whether what was committed must survive a power failure. */
  readonly durable: boolean;
  readonly log: string;
};

export type PostgresProcess = {
  /** Resolves when it ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

const settings: Record<string, string> = {
  listen_addresses: '',
  unix_socket_directories: '/srv/run',
  shared_preload_libraries: 'pg_cron,pg_documentdb_core,pg_documentdb',
  max_connections: '200',
  max_worker_processes: '16',
  max_locks_per_transaction: '512',
  shared_buffers: '256MB',
  jit: 'off',
  // Small data: a plan with helpers costs more than it brings, and /dev/shm is small in containers.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  'cron.database_name': 'postgres',
  // Its jobs (the removal of expired documents) otherwise log in over TCP.
  'cron.use_background_workers': 'on',
  'cron.log_statement': 'off',
  'cron.log_run': 'off',
  'documentdb.localhost_connection_string': 'host=/srv/run',
  'documentdb.enableBackgroundWorker': 'off',
  // Cursors then live in files and go on over any connection.
  'documentdb.useFileBasedPersistedCursors': 'on',
  'documentdb.defaultCursorExpiryTimeLimitSeconds': '600',
  // A write that lost is then undone as a whole, and the gateway tries it again.
  'documentdb.throwDeadlockOnCRUD': 'on',
};

const throwaway: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
};

/** In a mount namespace of its own, so that no mount outlives the process. Each step replaces the one before. */
const outer = `
mount --bind /proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount --bind "$DATA" "$ROOT/srv/data"
mount --bind "$RUN" "$ROOT/srv/run"
chroot "$ROOT" chown postgres: /srv/data /srv/run
exec chroot "$ROOT" setpriv --reuid postgres --regid postgres --clear-groups --pdeathsig "$DEATH" sh -ec "$INNER" sh "$@"
`;

/** A parent that died before the death signal was asked for sends none. */
const inner = '[ "$PPID" = "$PARENT" ] || exit 1; exec "$@"';

/**
 * Runs a program of the installed PostgreSQL as its user, with the data and socket folders at /srv/data and
 * /srv/run. It dies with this process.
 */
export function spawnInDebian(
  place: Pick<PostgresOptions, 'root' | 'version' | 'data' | 'socketFolder'>,
  program: string,
  parameters: readonly string[],
  output: number | 'pipe',
  deathSignal: 'INT' | 'QUIT' | 'KILL',
): ChildProcess {
  const binary = `/usr/lib/postgresql/${place.version}/bin/${program}`;
  const isolation = ['--mount', '--propagation', 'private', 'sh', '-ec', outer, 'sh'];
  return spawn('unshare', [...isolation, binary, ...parameters], {
    stdio: ['ignore', output, output],
    // A Ctrl-C is for this process, which stops it in order.
    detached: true,
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C.UTF-8',
      ROOT: place.root,
      DATA: place.data,
      RUN: place.socketFolder,
      DEATH: deathSignal,
      INNER: inner,
      PARENT: String(process.pid),
    },
  });
}

async function answers(socketFolder: string): Promise<boolean> {
  const client = new Client({ host: socketFolder, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts PostgreSQL with DocumentDB on a prepared data folder and waits until it answers.
 *
 * @throws {LocalMongoError} `start-failed`, with the end of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresProcess> {
  const all = { ...settings, ...(options.durable ? {} : throwaway) };
  const parameters = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(options.log, 'a');
  const signal = options.durable ? 'SIGINT' : 'SIGQUIT';
  const child = spawnInDebian(
    options,
    'postgres',
    ['-D', '/srv/data', ...parameters],
    log.fd,
    options.durable ? 'INT' : 'QUIT',
  );
  let running = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      running = false;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  await log.close();
  const stop = async (): Promise<void> => {
    if (!running) return;
    child.kill(signal);
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(force);
  };
  const deadline = Date.now() + 60_000;
  while (!(await answers(options.socketFolder))) {
    if (!running || Date.now() > deadline) {
      await stop();
      const tail = (await readFile(options.log, 'utf8')).trimEnd().split('\n').slice(-8).join('\n');
      throw new LocalMongoError('start-failed', `PostgreSQL didn't start (log: ${options.log}):\n${tail}`);
    }
    await Promise.race([ended, pause(25)]);
  }
  return { ended, stop };
}

/** The folder of the socket must leave room for its name (sun_path holds 107 bytes). */
export function socketFits(socketFolder: string): boolean {
  return Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432')) <= 107;
}
