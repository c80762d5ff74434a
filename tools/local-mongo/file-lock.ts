import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, processIdentity } from './process-identity.ts';

/** Gives a lock back. */
export type Unlock = () => Promise<void>;

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function holderOf(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Takes a lock that a file stands for. A lock whose holder died is taken over.
 *
 * @param waiting called each time that somebody else is found to hold it; return false to give up.
 * @returns undefined when it was given up.
 */
export async function lockFile(
  path: string,
  waiting: (holder: string) => boolean,
): Promise<Unlock | undefined> {
  const mine = processIdentity(process.pid);
  for (;;) {
    try {
      await writeFile(path, `${mine}\n`, { flag: 'wx' });
      return async () => {
        if ((await holderOf(path)) === mine) await rm(path, { force: true });
      };
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = await holderOf(path);
    if (holder === undefined) continue;
    if (holder !== '' && !isRunning(holder)) {
      // Renaming lets only one of several take it away.
      const aside = `${path}.dead-${process.pid}`;
      try {
        await rename(path, aside);
        await rm(aside, { force: true });
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
      continue;
    }
    if (holder !== '' && !waiting(holder)) return undefined;
    await pause(100);
  }
}
