import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lockFile } from './file-lock.ts';
import type { InstalledDocumentDb } from './install-documentdb.ts';
import { LocalMongoError } from './local-mongo-error.ts';
import { serverAnswer, type ServerOptions } from './server-options.ts';

/** A DocumentDB with its gateway, in a process of its own that dies with this one. */
export type RunningDocumentDb = { readonly port: number; stop(): Promise<void> };

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const program = fileURLToPath(new URL('server-process.ts', import.meta.url));

async function spawnServer(options: ServerOptions): Promise<RunningDocumentDb> {
  const child = spawn(process.execPath, ['--import', loader, program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C reaches a whole group of processes; this one is to stop in order, when its input closes.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  // Writing to a server that died is no fault of its own here.
  child.stdin.on('error', () => undefined);
  let running = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      running = false;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    if (running) await ended;
  };
  const firstLine = async (): Promise<string | undefined> => {
    for await (const line of createInterface({ input: child.stdout })) return line;
    return undefined;
  };
  const line = await firstLine();
  const answer = line === undefined ? undefined : serverAnswer.parse(JSON.parse(line));
  if (answer === undefined || 'failed' in answer) {
    await stop();
    throw new LocalMongoError(
      answer?.failed ?? 'start-failed',
      answer?.message ?? 'the server process ended before it listened',
    );
  }
  child.stdout.destroy();
  // Who forgets to stop it may still end; the closing of its input stops it then.
  child.unref();
  unrefStream(child.stdin);
  return { port: answer.port, stop };
}

function unrefStream(stream: object): void {
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}

const goneWithinMs = 5_000;

/**
 * Starts an installed DocumentDB. With a data folder what was written lasts; a second start on the same folder
 * while the first runs is refused, one after a crash goes on with what was committed.
 *
 * @throws {LocalMongoError} `data-in-use`, `data-of-other-version`, `start-failed`
 */
export async function startDocumentDb(
  engine: InstalledDocumentDb,
  dataFolder: string | undefined,
): Promise<RunningDocumentDb> {
  const { root, version, template } = engine;
  if (dataFolder === undefined) return await spawnServer({ root, version, template });
  await mkdir(dataFolder, { recursive: true });
  const lock = join(dataFolder, 'local-mongo.lock');
  let holder = '';
  // One that was killed a moment ago may take a while to be gone.
  const patience = Date.now() + goneWithinMs;
  const unlock = await lockFile(lock, (identity) => {
    holder = identity;
    return Date.now() < patience;
  });
  if (unlock === undefined) {
    const pid = holder.split(' ')[0];
    throw new LocalMongoError('data-in-use', `process ${pid} already serves the data in ${dataFolder}`);
  }
  try {
    const running = await spawnServer({ root, version, template, data: join(dataFolder, 'documentdb') });
    return {
      port: running.port,
      stop: async () => {
        await running.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
