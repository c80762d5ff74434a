import { readFile, rm, stat, writeFile } from 'node:fs/promises';
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

/** A takeover lasts milliseconds; one that is older was begun by somebody who died in it. */
const takeoverMs = 10_000;

/**
 * Takes away a lock whose holder died. One process at a time looks once more and removes it: without that, one that
 * looked earlier would take away the lock of whoever has taken it since.
 */
async function takeAwayDead(path: string, mine: string): Promise<void> {
  const guard = `${path}.takeover`;
  try {
    await writeFile(guard, `${mine}\n`, { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const since = await stat(guard).catch(() => undefined);
    if (since !== undefined && Date.now() - since.mtimeMs > takeoverMs) await rm(guard, { force: true });
    await pause(10);
    return;
  }
  try {
    const holder = await holderOf(path);
    if (holder !== undefined && holder !== '' && !isRunning(holder)) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
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
      await takeAwayDead(path, mine);
      continue;
    }
    if (holder !== '' && !waiting(holder)) return undefined;
    await pause(100);
  }
}
