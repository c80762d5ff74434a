import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../playground/run/free-port.ts';
import { testDatabase } from '../database.ts';

/** The playground as `npm run playground` starts it, a process of its own. */
export type RunningPlayground = {
  /** The page with the panes. */
  readonly url: string;
  readonly serviceUrl: string;
  stop(): Promise<void>;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts it with ports, a folder and a database of its own. @throws Error with what it said when it does not start */
export async function startPlayground(): Promise<RunningPlayground> {
  const [database, folder, port] = await Promise.all([
    testDatabase(),
    mkdtemp(join(tmpdir(), 'speldje-playground-')),
    freePort(20_000 + (process.pid % 20_000)),
  ]);
  const entry = [join(root, 'playground/main.ts'), '--port', String(port), '--folder', folder];
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), ...entry], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], MONGODB_URI: database.uri },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const addresses = new Promise<Pick<RunningPlayground, 'url' | 'serviceUrl'>>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      const url = /Open {2,}(\S+)/u.exec(said)?.[1];
      const serviceUrl = /The service itself is at (\S+);/u.exec(said)?.[1];
      if (url !== undefined && serviceUrl !== undefined) resolve({ url, serviceUrl });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`The playground ended:\n${said}`)));
  });
  return {
    ...(await addresses),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}
