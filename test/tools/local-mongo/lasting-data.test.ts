import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDocumentDb } from '../../../tools/local-mongo/start-documentdb.ts';
import { documentDbHere } from './documentdb.ts';

const installed = await documentDbHere();

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function serve<T>(data: string, work: (uri: string) => Promise<T>): Promise<T> {
  if (installed === undefined) throw new Error('DocumentDB is not installed');
  const running = await startDocumentDb(installed, data);
  try {
    return await work(`mongodb://127.0.0.1:${running.port}/`);
  } finally {
    await running.stop();
  }
}

/** A program that starts a server, tells its port and goes on. */
function starter(data: string): string {
  const from = new URL('../../../tools/local-mongo/start-documentdb.ts', import.meta.url).href;
  return `
    import { startDocumentDb } from ${JSON.stringify(from)};
    const { port } = await startDocumentDb(${JSON.stringify(installed)}, ${JSON.stringify(data)});
    console.log(port);
    setInterval(() => undefined, 1 << 30);
  `;
}

describe.skipIf(installed === undefined)('data that last', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'speldje-lasting-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('what was written is there at the next start; a second server beside the first is refused', async () => {
    const data = join(folder, 'kept');
    await serve(data, async (uri) => {
      await withClient(uri, (client) => client.db('a').collection('b').insertOne({ n: 1 }));
      await expect(serve(data, () => Promise.resolve())).rejects.toMatchObject({ code: 'data-in-use' });
    });
    const count = await serve(data, (uri) =>
      withClient(uri, (client) => client.db('a').collection('b').countDocuments()),
    );
    expect(count).toBe(1);
  });

  test('kill -9 of whoever started it ends all of it and loses nothing that was committed', async () => {
    const data = join(folder, 'killed');
    const program = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', starter(data)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(createInterface({ input: program.stdout }), 'line');
    const port = Number(line);
    await withClient(`mongodb://127.0.0.1:${port}/`, (client) =>
      client.db('a').collection('b').insertOne({ n: 1 }),
    );
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    program.kill('SIGKILL');
    await once(socket.resume(), 'close');
    const count = await serve(data, (again) =>
      withClient(again, (other) => other.db('a').collection('b').countDocuments()),
    );
    expect(count).toBe(1);
  });

  test('data of another PostgreSQL are refused and left as they are', async () => {
    const data = join(folder, 'older');
    await serve(data, () => Promise.resolve());
    await writeFile(join(data, 'documentdb', 'PG_VERSION'), '9\n');
    await expect(serve(data, () => Promise.resolve())).rejects.toMatchObject({
      code: 'data-of-other-version',
    });
    expect(existsSync(join(data, 'documentdb', 'base'))).toBe(true);
  });
});
