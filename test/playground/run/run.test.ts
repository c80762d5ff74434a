import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../playground/run/free-port.ts';
import { keptSecret } from '../../../playground/run/kept-secret.ts';
import { runCommands, startService } from '../../../playground/run/service-process.ts';
import { readAppManifest } from '../../../playground/slack/app-manifest.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(entry: string, source: string): Promise<void> {
  const file = join(folder, entry.replace(/\.js$/u, '.ts'));
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(file, source);
}
const start = (port: number, complaints: string[] = []) =>
  startService({
    root: folder,
    env: { ...process.env, PORT: String(port) },
    url: `http://127.0.0.1:${port}`,
    logFile: join(folder, 'service.log'),
    complain: (line) => complaints.push(line),
  });

describe('free ports', () => {
  test('the next one is taken where one is in use', async () => {
    const wanted = await freePort(45_000);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
    expect(await freePort(wanted)).toBeGreaterThan(wanted);
    await new Promise((resolve) => server.close(resolve));
    expect(await freePort(wanted, [wanted])).toBeGreaterThan(wanted);
  });
});

describe('the kept secret', () => {
  test('is made once, and read by its owner alone', async () => {
    const first = await keptSecret(folder);
    expect(Buffer.from(first, 'base64')).toHaveLength(32);
    expect(await keptSecret(folder)).toBe(first);
    expect((await stat(join(folder, 'secret'))).mode & 0o077).toBe(0);
  });
});

describe('the manifest', () => {
  test('gives commands, shortcuts, scopes and events; without one there is the command alone', async () => {
    const file = join(folder, 'slack.yaml');
    expect(await readAppManifest(pathToFileURL(file))).toMatchObject({
      commands: [{ command: '/badge' }],
      shortcuts: [],
      scopes: undefined,
    });
    await writeFile(
      file,
      `features:
  slash_commands:
    - { command: /speldje, description: Geef, usage_hint: help }
  shortcuts:
    - { name: Award, type: message, callback_id: award_for, description: d }
oauth_config: { scopes: { bot: [chat:write] } }
settings: { event_subscriptions: { bot_events: [app_mention] } }
`,
    );
    expect(await readAppManifest(pathToFileURL(file))).toEqual({
      commands: [{ command: '/speldje', description: 'Geef', hint: 'help' }],
      shortcuts: [{ name: 'Award', kind: 'message', callbackId: 'award_for', description: 'd' }],
      scopes: ['chat:write'],
      events: ['app_mention'],
    });
  });
});

describe('the service as a process', () => {
  test('is awaited until it is ready, its errors are passed on, and it is stopped gracefully', async () => {
    await write(
      'src/main.js',
      `import { createServer } from 'node:http';
       console.log(JSON.stringify({ level: 30, msg: 'starting' }));
       console.log(JSON.stringify({ level: 50, msg: 'mail failed', err: { message: 'refused' } }));
       const server = createServer((request, response) => response.end('ready'));
       server.listen(Number(process.env.PORT), '127.0.0.1');
       process.on('SIGTERM', () => { console.log('bye'); server.closeAllConnections(); server.close(); process.disconnect(); });`,
    );
    const complaints: string[] = [];
    const service = start(await freePort(46_000), complaints);
    await service.ready();
    await service.stop();
    expect(complaints).toEqual(['mail failed: refused']);
    expect(await readFile(join(folder, 'service.log'), 'utf8')).toContain('bye');
  });

  test('that ends before it is ready is told with its last lines', async () => {
    await write('src/main.js', `console.error('SPELDJE_SECRET is missing'); process.exit(1);`);
    const service = start(await freePort(46_100));
    await expect(service.ready()).rejects.toThrow(/ended \(code 1\)[^]*SPELDJE_SECRET is missing/);
    expect(await service.ended).toContain('code 1');
  });

  test('ends when its parent is gone', async () => {
    const parent = join(folder, 'parent.ts');
    const module = new URL('../../../playground/run/service-process.ts', import.meta.url).href;
    await writeFile(
      parent,
      `import { existsSync } from 'node:fs';
       import { startService } from '${module}';
       startService({ root: ${JSON.stringify(folder)}, env: process.env, url: 'http://127.0.0.1:9', logFile: ${JSON.stringify(join(folder, 'log'))}, complain() {} });
       // Once the child listens for its end: before that, there is nothing that it could write.
       setInterval(() => existsSync(${JSON.stringify(join(folder, 'started'))}) && process.kill(process.pid, 'SIGKILL'), 20);`,
    );
    await write(
      'src/main.js',
      `
      import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(join(folder, 'ended'))}, 'yes'); process.exit(0); });
      writeFileSync(${JSON.stringify(join(folder, 'started'))}, 'yes');
      setInterval(() => {}, 1000);`,
    );
    await expect(runNode(parent)).resolves.toBe('SIGKILL');
    await expect
      .poll(() => readFile(join(folder, 'ended'), 'utf8').catch(() => ''), { timeout: 10_000 })
      .toBe('yes');
  });

  test('commands go to one process, which says what it said; that it failed is a fault', async () => {
    await write(
      'src/cli/main.js',
      `import { text } from 'node:stream/consumers';
       console.log(process.argv[2], await text(process.stdin));
       process.exit(process.env.FAILS ? 2 : 0);`,
    );
    const commands = [
      ['role', 'grant', 'a "b" c'],
      ['jobs', String.raw`a\b`],
    ];
    expect(await runCommands(folder, process.env, commands)).toBe(
      String.raw`batch "role" "grant" "a \"b\" c"`.concat('\n', String.raw`"jobs" "a\\b"`),
    );
    await expect(runCommands(folder, { ...process.env, FAILS: '1' }, commands)).rejects.toThrow(
      /The command line failed:\nbatch "role"/u,
    );
    expect(await runCommands(folder, { ...process.env, FAILS: '1' }, [])).toBe('');
  });
});

/** Runs a TypeScript file to its end; gives the signal or code that ended it. */
async function runNode(file: string): Promise<string> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
}
