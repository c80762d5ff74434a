import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The service, running as a process of its own. */
export type ServiceProcess = {
  /** Resolves when it answers `/readyz`. @throws Error with its last lines when it ends before that */
  ready(): Promise<void>;
  /** Resolves with a sentence when it ends by itself. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

export type ServiceOptions = {
  root: string;
  env: NodeJS.ProcessEnv;
  url: string;
  logFile: string;
  /** Gets each error that the service logs, in one line. */
  complain: (line: string) => void;
};

const END_WITH_PARENT = fileURLToPath(new URL('./end-with-parent.js', import.meta.url));

/** How Node runs an entry of the project: always its source, so that an old build is never what one sees. */
export function nodeArguments(root: string, entry: string): string[] {
  return ['--import', import.meta.resolve('tsx'), join(root, entry)];
}

const logged = z.looseObject({
  level: z.union([z.number(), z.string()]),
  msg: z.string().optional(),
  err: z.looseObject({ message: z.string().optional() }).optional(),
});

/** A log line worth showing: an error or worse, or what is no log line at all (a crash). */
function complaintIn(line: string): string | undefined {
  try {
    const { level, msg, err } = logged.parse(JSON.parse(line));
    const bad = typeof level === 'number' ? level >= 50 : level === 'error' || level === 'fatal';
    return bad ? [msg, err?.message].filter((part) => part !== undefined).join(': ') : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the service; what it says goes to the log file. */
export function startService(options: ServiceOptions): ServiceProcess {
  const { root, env, url, logFile } = options;
  const last: string[] = [];
  const log = createWriteStream(logFile, { flags: 'a' });
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', `file://${END_WITH_PARENT}`, ...nodeArguments(root, 'src/main.ts')],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      last.push(line);
      if (last.length > 20) last.shift();
      const complaint = complaintIn(line);
      if (complaint) options.complain(complaint);
    });
  }
  let stopping = false;
  const exited = once(child, 'exit');
  const ended = exited.then(([code, signal]) => {
    log.end();
    return `The service ended (${signal ?? `code ${code}`}). Its last lines:\n${last.join('\n')}`;
  });
  return {
    ended: ended.then((why) => (stopping ? new Promise<string>(() => {}) : why)),
    async ready() {
      for (let attempt = 0; attempt < 600; attempt += 1) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(await ended);
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        if (answer?.ok) return;
        await sleep(200);
      }
      throw new Error(`The service did not become ready in two minutes; see ${logFile}`);
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(forced);
    },
  };
}

/** Words as `speldje batch` reads them back. */
const quoted = (word: string) => `"${word.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;

/**
 * Runs commands of the project's command line, one after another in one process, and gives what they said.
 *
 * @throws Error with what was said when one fails; those after it are not run
 */
export async function runCommands(
  root: string,
  env: NodeJS.ProcessEnv,
  commands: readonly (readonly string[])[],
): Promise<string> {
  if (commands.length === 0) return '';
  const child = spawn(process.execPath, [...nodeArguments(root, 'src/cli/main.ts'), 'batch'], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (part) => {
    said += String(part);
  });
  child.stderr.on('data', (part) => {
    said += String(part);
  });
  // One that ends early leaves lines unread; its exit code says enough.
  child.stdin.on('error', () => undefined);
  child.stdin.end(commands.map((words) => `${words.map(quoted).join(' ')}\n`).join(''));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The command line failed:\n${said.trim()}`);
  return said.trim();
}
