import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What a command left behind. */
export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const script = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/**
 * Runs the command line as a process of its own, without a terminal. Of this process's environment it gets
 * nothing but the path, and its working folder is an empty one, so that no `.env` of a developer plays a part.
 */
export async function runCli(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder?: string,
): Promise<CliResult> {
  const cwd = folder ?? (await mkdtemp(join(tmpdir(), 'speldje-cli-')));
  const child = spawn(process.execPath, [script, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}
