import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockFile } from '../../../tools/local-mongo/file-lock.ts';
import { isRunning, processIdentity } from '../../../tools/local-mongo/process-identity.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speldje-lock-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const giveUp = () => false;

test('a lock that is held is given up or waited for', async () => {
  const path = join(folder, 'held');
  const unlock = await lockFile(path, giveUp);
  expect(unlock).toBeDefined();
  expect(await lockFile(path, giveUp)).toBeUndefined();
  const holders: string[] = [];
  const later = lockFile(path, (holder) => {
    holders.push(holder);
    void unlock?.();
    return true;
  });
  const second = await later;
  expect(holders).toEqual([processIdentity(process.pid)]);
  await second?.();
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a lock whose holder died is taken over by one alone', async () => {
  const path = join(folder, 'dead');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(path, `${pid} 1\n`);
  const taken = await Promise.all([1, 2, 3].map(() => lockFile(path, giveUp)));
  expect(taken.filter((unlock) => unlock !== undefined)).toHaveLength(1);
});

test('never has two holders, however often its holder dies under many who wait', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (let round = 0; round < 50; round += 1) {
    const path = join(folder, `dead-${round}`);
    await writeFile(path, `${pid} 1\n`);
    const taken = await Promise.all(Array.from({ length: 8 }, () => lockFile(path, giveUp)));
    expect(taken.filter((unlock) => unlock !== undefined)).toHaveLength(1);
  }
});

test('a takeover whose process died in it is taken over too', async () => {
  const path = join(folder, 'twice-dead');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(path, `${pid} 1\n`);
  await writeFile(`${path}.takeover`, `${pid} 1\n`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${path}.takeover`, longAgo, longAgo);
  expect(await lockFile(path, giveUp)).toBeDefined();
});

test('a process number that was given to another process names nobody', () => {
  expect(isRunning(processIdentity(process.pid))).toBe(true);
  expect(isRunning(`${process.pid} 1`)).toBe(false);
  expect(isRunning('0 1')).toBe(false);
  expect(isRunning('nonsense')).toBe(false);
});
