import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder } from '../../../tools/local-mongo/cache-folder.ts';
import { documentDbObstacle } from '../../../tools/local-mongo/machine.ts';
import { startLocalMongo } from '../../../tools/local-mongo/start-local-mongo.ts';
import { findMongod } from '../../../tools/local-mongo/start-mongod.ts';

/* Which MongoDB is taken, and the reason that is given. */

let folder: string;
let mongod: string;

/** An address at which nothing listens: port 1 of this machine. */
const nowhere = { MONGOMS_DOWNLOAD_MIRROR: 'http://127.0.0.1:1' };
const noCache = () => Promise.resolve(undefined);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speldje-choosing-'));
  mongod = join(folder, 'mongod');
  await writeFile(mongod, '#!/bin/sh\nexit 1\n');
  await chmod(mongod, 0o755);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('MONGODB_URI goes before everything else, and is left running', async () => {
  const lines: string[] = [];
  const env = { MONGODB_URI: 'mongodb://db.example/x', MONGOMS_SYSTEM_BINARY: mongod, PATH: folder };
  const mongo = await startLocalMongo({ env, report: (line) => lines.push(line) });
  expect(mongo).toMatchObject({ uri: 'mongodb://db.example/x', engine: 'given' });
  expect(lines).toEqual([mongo.why]);
  expect(mongo.why).toContain('MONGODB_URI');
  await expect(mongo.stop()).resolves.toBeUndefined();
});

test('MONGOMS_SYSTEM_BINARY goes before the PATH', async () => {
  const found = await findMongod({ MONGOMS_SYSTEM_BINARY: mongod, PATH: folder }, noCache);
  expect(found).toEqual({ path: mongod, why: `MONGOMS_SYSTEM_BINARY names ${mongod}` });
});

test('a MONGOMS_SYSTEM_BINARY that is not there is a fault, not a reason to look on', async () => {
  const env = { MONGOMS_SYSTEM_BINARY: join(folder, 'missing'), PATH: folder };
  await expect(findMongod(env, noCache)).rejects.toMatchObject({ code: 'start-failed' });
});

test('a mongod on the PATH goes before one that was downloaded', async () => {
  const found = await findMongod({ PATH: `/nonexistent:${folder}` }, () => Promise.resolve('/cached'));
  expect(found).toEqual({ path: mongod, why: `${mongod} is on the PATH` });
});

test('a mongod that was downloaded before goes before the download', async () => {
  const found = await findMongod({ PATH: '' }, () => Promise.resolve('/cached/mongod'));
  expect(found).toEqual({ path: '/cached/mongod', why: '/cached/mongod was downloaded before' });
});

test('the download is chosen where its server answers, by whatever status', async () => {
  const server = createServer((_, response) => response.writeHead(403).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mirror = `http://127.0.0.1:${port}`;
  try {
    const found = await findMongod({ PATH: '', MONGOMS_DOWNLOAD_MIRROR: mirror }, noCache);
    expect(found).toEqual({ path: undefined, why: `downloaded from ${mirror}` });
  } finally {
    server.close();
  }
});

test('a download that is out of reach or switched off is no choice', async () => {
  expect(await findMongod({ PATH: '', ...nowhere }, noCache)).toBeUndefined();
  expect(await findMongod({ PATH: '', MONGOMS_RUNTIME_DOWNLOAD: 'false' }, noCache)).toBeUndefined();
});

test('DocumentDB needs Debian or Ubuntu, and root', () => {
  expect(documentDbObstacle({ platform: 'linux', debian: true, root: true })).toBeUndefined();
  expect(documentDbObstacle({ platform: 'linux', debian: true, root: false })).toBe('only root can');
  expect(documentDbObstacle({ platform: 'linux', debian: false, root: true })).toContain('neither');
  expect(documentDbObstacle({ platform: 'darwin', debian: false, root: true })).toContain('neither');
});

test('where nothing can be had, the error names every choice', async () => {
  const starting = startLocalMongo({
    env: { PATH: '', ...nowhere },
    machine: { platform: 'darwin', debian: false, root: false },
    cached: noCache,
  });
  await expect(starting).rejects.toMatchObject({
    code: 'no-engine',
    message: expect.stringMatching(
      /MONGODB_URI[^]*docker run[^]*MONGOMS_SYSTEM_BINARY[^]*fastdl\.mongodb\.org[^]*neither Debian/,
    ),
  });
});

test('the installation is shared by the checkouts of a user', () => {
  expect(cacheFolder({ HOME: '/home/a' })).toBe('/home/a/.cache/speldje');
  expect(cacheFolder({ HOME: '/home/a', XDG_CACHE_HOME: '/var/cache/a' })).toBe('/var/cache/a/speldje');
});
