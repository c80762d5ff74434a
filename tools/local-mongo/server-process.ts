import { appendFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Gateway, startGateway } from './gateway/start-gateway.ts';
import { LocalMongoError } from './local-mongo-error.ts';
import { type PostgresProcess, socketFits, startPostgres } from './postgres-process.ts';
import { isRunning, processIdentity } from './process-identity.ts';
import { removeTree } from './remove-tree.ts';
import { type ServerAnswer, serverOptions } from './server-options.ts';

/*
 * The process that runs PostgreSQL and the gateway for one local MongoDB. It gets its options as its argument,
 * says on standard output where it listens, and ends when its standard input closes: that is when whoever started
 * it is done, or dead.
 */

const scratchPrefix = 'speldje-mongo-';

/** Removes the folders of processes that were killed before they could do it. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(scratchPrefix)) continue;
    const folder = join(tmpdir(), name);
    try {
      const owner = (await readFile(join(folder, 'owner'), 'utf8').catch(() => '')).trim();
      const abandoned =
        owner === '' ? Date.now() - (await stat(folder)).mtimeMs > 600_000 : !isRunning(owner);
      if (abandoned) await removeTree(folder);
    } catch {
      // Another process sweeps too, or it belongs to another user: nothing is lost by leaving it.
    }
  }
}

/** A copy of the template at `data`, complete or not at all. */
async function copyTemplate(template: string, data: string): Promise<void> {
  const beside = `${data}.new`;
  await removeTree(beside);
  await promisify(execFile)('cp', ['-a', '--reflink=auto', '--', template, beside]);
  await rename(beside, data);
}

/**
 * Waits for a PostgreSQL that still shuts down on the same data, after whoever started it was killed. A stale
 * postmaster.pid needs nothing: PostgreSQL replaces it itself.
 */
async function awaitPredecessor(data: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(file.split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0) return;
    const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    if (program.trim() !== 'postgres') return;
    if (Date.now() > deadline) {
      throw new LocalMongoError('data-in-use', `PostgreSQL (process ${pid}) already serves ${data}`);
    }
    await pause(50);
  }
}

function say(answer: ServerAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function main(argument: string): Promise<void> {
  const options = serverOptions.parse(JSON.parse(argument));
  const scratch = await mkdtemp(join(tmpdir(), scratchPrefix));
  let gateway: Gateway | undefined;
  let postgres: PostgresProcess | undefined;
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await gateway?.stop().catch(() => undefined);
    await postgres?.stop();
    await removeTree(scratch).catch(() => undefined);
    process.exit(code);
  };
  process.stdin.on('end', () => void stop(0));
  process.stdin.on('error', () => void stop(0));
  process.stdin.resume();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  // Nobody may be left to read what is said.
  process.stdout.on('error', () => undefined);

  try {
    await writeFile(join(scratch, 'owner'), processIdentity(process.pid));
    const socketFolder = join(scratch, 'run');
    if (!socketFits(socketFolder)) {
      throw new LocalMongoError('start-failed', `the path ${socketFolder} is too long for a socket`);
    }
    await mkdir(socketFolder);
    const data = options.data ?? join(scratch, 'data');
    const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
    if (version === undefined) {
      await copyTemplate(options.template, data);
    } else if (version.trim() !== options.version) {
      throw new LocalMongoError(
        'data-of-other-version',
        `${data} was written by PostgreSQL ${version.trim()}; ${options.version} is installed. Remove it to begin anew.`,
      );
    }
    await awaitPredecessor(data);
    postgres = await startPostgres({
      root: options.root,
      version: options.version,
      data,
      socketFolder,
      durable: options.data !== undefined,
      log: options.data === undefined ? join(scratch, 'postgres.log') : `${options.data}.log`,
    });
    void postgres.ended.then(() => stop(1));
    const log = options.data === undefined ? undefined : `${options.data}.log`;
    process.on('uncaughtException', (error) => {
      if (log !== undefined) appendFileSync(log, `${String(error.stack)}\n`);
      void stop(1);
    });
    gateway = await startGateway(socketFolder, options.port);
    say({ port: gateway.port });
  } catch (error) {
    const code = error instanceof LocalMongoError ? error.code : 'start-failed';
    say({ failed: code, message: error instanceof Error ? error.message : String(error) });
    await stop(1);
    return;
  }
  await sweep();
}

await main(process.argv[2] ?? '{}');
