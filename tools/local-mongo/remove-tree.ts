import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Removes a folder and what is in it. It refuses while anything is mounted in there, and never leaves the file
 * system it lies on, so that a mount that was left behind can't lose its contents.
 */
export async function removeTree(folder: string): Promise<void> {
  const path = resolve(folder);
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  const inside = mounts
    .split('\n')
    .map((line) => line.split(' ')[4])
    .find((mount) => mount !== undefined && (mount === path || mount.startsWith(`${path}/`)));
  if (inside !== undefined) throw new Error(`${path} can't be removed: ${inside} is mounted`);
  await promisify(execFile)('rm', ['-rf', '--one-file-system', '--', path]);
}
