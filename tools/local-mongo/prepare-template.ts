import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { LocalMongoError } from './local-mongo-error.ts';
import { spawnInDebian, startPostgres } from './postgres-process.ts';
import { removeTree } from './remove-tree.ts';

/** Makes a data folder with the DocumentDB extension in it, to be copied for each use. */
export async function prepareTemplate(root: string, version: string, data: string): Promise<void> {
  await mkdir(data, { mode: 0o700 });
  const scratch = await mkdtemp(join(tmpdir(), 'speldje-template-'));
  const socketFolder = join(scratch, 'run');
  await mkdir(socketFolder);
  const place = { root, version, data, socketFolder };
  try {
    await initialise(place);
    const log = join(scratch, 'postgres.log');
    const postgres = await startPostgres({ ...place, durable: true, log });
    try {
      await createExtension(socketFolder);
    } finally {
      await postgres.stop();
    }
  } finally {
    await removeTree(scratch);
  }
}

async function initialise(place: Parameters<typeof spawnInDebian>[0]): Promise<void> {
  const parameters = ['-D', '/srv/data', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '--wal-segsize=4'];
  const child = spawnInDebian(place, 'initdb', parameters, 'pipe', 'KILL');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new LocalMongoError('install-failed', `initdb failed:\n${output.trimEnd()}`);
}

async function createExtension(socketFolder: string): Promise<void> {
  const client = new Client({ host: socketFolder, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION documentdb CASCADE');
    // Indexes are built at once here; looking for builds to do every two seconds is only noise.
    await client.query(
      "SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname LIKE 'documentdb_index_build_task%'",
    );
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
