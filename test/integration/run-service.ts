import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The service as a process of its own, as it runs in production. */
export type RunningService = {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Everything that it wrote so far. */
  output(): string;
  /** Resolves with the exit code; null when it was killed. */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
};

export const testSecret = 'a secret for tests only, not for use 0123456789';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts the service and waits until it is ready, unless `ready` is false. */
export async function runService(options: {
  readonly mongoUri: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ready?: boolean;
}): Promise<RunningService> {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      PUBLIC_URL: url,
      MONGODB_URI: options.mongoUri,
      SPELDJE_SECRET: testSecret,
      LOG_LEVEL: 'warn',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const service: RunningService = {
    url,
    port,
    process: child,
    output: () => written,
    exited,
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
  if (options.ready !== false) await untilReady(service);
  return service;
}

async function untilReady(service: RunningService): Promise<void> {
  for (;;) {
    if (service.process.exitCode !== null) throw new Error(`the service ended:\n${service.output()}`);
    try {
      const answer = await fetch(`${service.url}/readyz`);
      if (answer.ok) return;
    } catch {
      // It does not listen yet.
    }
    await pause(50);
  }
}

/** Waits until something holds that other processes bring about; fails with `what` after the time limit. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 30_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`did not come about: ${what}`);
    await pause(25);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
