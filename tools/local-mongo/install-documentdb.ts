import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { lockFile } from './file-lock.ts';
import { LocalMongoError } from './local-mongo-error.ts';
import { prepareTemplate } from './prepare-template.ts';
import { removeTree } from './remove-tree.ts';

/** An installed DocumentDB. */
export type InstalledDocumentDb = {
  /** The Debian that it lives in. */
  readonly root: string;
  /** PostgreSQL's major version, such as `18`. */
  readonly version: string;
  /** A data folder that is ready for use, to be copied. */
  readonly template: string;
};

/** Changes with the layout, so that an older cache is left alone. */
const layout = 'documentdb-1';

const mirror = 'http://deb.debian.org/debian';

const description = z.object({ version: z.string() });

const installScript = `
echo "STEP unpacking a small Debian (about half a minute)"
debootstrap --variant=minbase sid "$ROOT" "$MIRROR"
printf '#!/bin/sh\\nexit 101\\n' > "$ROOT/usr/sbin/policy-rc.d"
chmod +x "$ROOT/usr/sbin/policy-rc.d"
mountpoint -q "$ROOT/proc" || mount --bind /proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
package=$(chroot "$ROOT" apt-cache search --names-only '^postgresql-[0-9]+-documentdb$' \\
  | cut -d' ' -f1 | sort -V | tail -n1)
[ -n "$package" ] || { echo "Debian has no package postgresql-*-documentdb for this processor"; exit 1; }
echo "STEP installing $package (about 120 MB)"
chroot "$ROOT" apt-get install -y --no-install-recommends "$package"
chroot "$ROOT" apt-get clean
rm -rf "$ROOT"/var/lib/apt/lists/*
mkdir -p "$ROOT/srv/data" "$ROOT/srv/run"
`;

function onPath(program: string, env: NodeJS.ProcessEnv): boolean {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Runs a command, its output into the log; lines that begin with STEP are progress. */
async function runLogged(
  command: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string,
  report: (line: string) => void,
): Promise<void> {
  const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kept: string[] = [];
  const take = async (stream: NodeJS.ReadableStream): Promise<void> => {
    for await (const line of createInterface({ input: stream })) {
      if (line.startsWith('STEP ')) report(line.slice(5));
      kept.push(line);
      if (kept.length > 8) kept.shift();
      await appendFile(log, `${line}\n`);
    }
  };
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [exit] = await Promise.all([code, take(child.stdout), take(child.stderr)]);
  if (exit !== 0) {
    throw new LocalMongoError('install-failed', `${command} failed (log: ${log}):\n${kept.join('\n')}`);
  }
}

async function build(
  folder: string,
  env: NodeJS.ProcessEnv,
  log: string,
  report: (line: string) => void,
): Promise<void> {
  const path = `${env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;
  const quiet = { ...env, PATH: path, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  if (!onPath('debootstrap', env)) {
    report('installing debootstrap');
    await runLogged('apt-get', ['update'], quiet, log, report);
    const packages = ['debootstrap', 'debian-archive-keyring'];
    await runLogged('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet, log, report);
  }
  const root = join(folder, 'root');
  await mkdir(root, { recursive: true });
  // A mount namespace of its own takes the mounts away with the last process, however it ends; and when this
  // process dies, so does the installation.
  const isolation = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
  await runLogged(
    'setpriv',
    ['--pdeathsig', 'KILL', 'unshare', ...isolation, 'sh', '-ec', installScript],
    { ...quiet, ROOT: root, MIRROR: mirror },
    log,
    report,
  );
  const [version] = (await readdir(join(root, 'usr/lib/postgresql'))).toSorted().toReversed();
  if (version === undefined) throw new LocalMongoError('install-failed', `no PostgreSQL in ${root}`);
  report('preparing an empty database');
  await prepareTemplate(root, version, join(folder, 'template'));
  await writeFile(join(folder, 'engine.json'), `${JSON.stringify({ version })}\n`);
}

async function installed(folder: string): Promise<InstalledDocumentDb | undefined> {
  const file = join(folder, 'engine.json');
  if (!existsSync(file)) return undefined;
  const { version } = description.parse(JSON.parse(await readFile(file, 'utf8')));
  return { root: join(folder, 'root'), version, template: join(folder, 'template') };
}

/** DocumentDB from the user's cache, or undefined when it hasn't been installed there. */
export async function installedDocumentDb(cache: string): Promise<InstalledDocumentDb | undefined> {
  return await installed(join(cache, layout));
}

/**
 * DocumentDB from the user's cache, installed there at first use: a small Debian unstable with the newest
 * `postgresql-*-documentdb`. It is built beside and renamed when complete; a second process waits for the first.
 *
 * @throws {LocalMongoError} `install-failed`
 */
export async function installDocumentDb(
  cache: string,
  env: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<InstalledDocumentDb> {
  const folder = join(cache, layout);
  const ready = await installedDocumentDb(cache);
  if (ready !== undefined) return ready;
  await mkdir(cache, { recursive: true });
  let told = '';
  const unlock = await lockFile(join(cache, `${layout}.lock`), (holder) => {
    if (told !== holder) report(`waiting for the installation by process ${holder.split(' ')[0]}`);
    told = holder;
    return true;
  });
  if (unlock === undefined) throw new LocalMongoError('install-failed', `${folder} is locked`);
  try {
    const meanwhile = await installed(folder);
    if (meanwhile !== undefined) return meanwhile;
    for (const name of await readdir(cache)) {
      if (name.startsWith(`${layout}.building-`)) await removeTree(join(cache, name));
    }
    const building = `${folder}.building-${process.pid}`;
    const log = join(cache, `${layout}.log`);
    await writeFile(log, '');
    report(`installing DocumentDB, once for this user, into ${folder} (about 1 GB)`);
    try {
      await build(building, env, log, report);
      await rename(building, folder);
    } catch (error) {
      await removeTree(building);
      throw error;
    }
    const done = await installed(folder);
    if (done === undefined) throw new LocalMongoError('install-failed', `${folder} is incomplete`);
    return done;
  } finally {
    await unlock();
  }
}
