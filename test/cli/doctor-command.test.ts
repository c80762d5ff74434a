import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createIssuerKeys, keyBox } from '../../src/credentials/issuer-keys.ts';
import { startMailStandIn } from '../../playground/mail/mail-stand-in.ts';
import { checkPublicUrl } from '../../src/cli/doctor/check-public-url.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { cliWorld, testSecret, type CliWorld } from './cli-world.ts';
import { runCli } from './run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

const reportShape = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({ name: z.string(), state: z.string(), found: z.string(), todo: z.string().optional() }),
  ),
});

/** Answers every request with a status; stands for the service at its public address. */
async function answering(status: number): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => response.writeHead(status).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function doctor(environment: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json'], environment);
  const { ok, checks } = reportShape.parse(JSON.parse(stdout));
  const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]));
  return { code, ok, states, checks, stdout, stderr };
}

describe('doctor on a database', () => {
  let world: CliWorld;
  afterEach(() => world.close());
  beforeEach(async () => {
    world = await cliWorld({ migrated: true });
  });

  it('finds everything right, and what it tried in a transaction is gone', async () => {
    const box = keyBox(testSecret, randomBytes);
    await world.store.issuerKeys.insert(
      await createIssuerKeys(deterministicId(), testMoment, { box, random: randomBytes }),
    );
    const service = await answering(200);
    try {
      const found = await doctor({ ...world.environment, PUBLIC_URL: service.url });
      expect(found.stderr).toBe('');
      expect(found.code).toBe(0);
      expect(found.ok).toBe(true);
      expect(found.states).toEqual({
        configuration: 'ok',
        slack: 'off',
        teams: 'off',
        mail: 'off',
        database: 'ok',
        indexes: 'ok',
        transactions: 'ok',
        keys: 'ok',
        outbox: 'ok',
        inbox: 'ok',
        'public-url': 'ok',
      });
      expect((await world.store.audit.page({}, { limit: 1 })).items).toEqual([]);
    } finally {
      service.close();
    }
  });

  it('finds keys sealed with another secret, parked messages, requests given up, and a sick service', async () => {
    const box = keyBox('another secret of 40 characters, for this', randomBytes);
    await world.store.issuerKeys.insert(
      await createIssuerKeys(deterministicId(), testMoment, { box, random: randomBytes }),
    );
    await world.store.outbox.insert([
      buildOutboxMessage({ status: 'parked', lastError: 'channel_not_found' }),
      buildOutboxMessage(),
    ]);
    const item = buildInboxItem();
    await world.store.inbox.put([item]);
    await world.store.inbox.failed(item.key, 'no such channel', undefined);
    const service = await answering(502);
    try {
      const found = await doctor({ ...world.environment, PUBLIC_URL: service.url });
      expect(found.code).toBe(1);
      expect(found.stderr).toBe('4 faults found.\n');
      expect(found.states).toMatchObject({
        keys: 'fault',
        outbox: 'fault',
        inbox: 'fault',
        'public-url': 'fault',
      });
      const of = (name: string) => found.checks.find((check) => check.name === name);
      expect(of('keys')?.found).toBe('2 of 2 were sealed with another secret');
      expect(of('outbox')?.todo).toContain('channel_not_found');
      expect(of('public-url')?.found).toContain('answers 502');
    } finally {
      service.close();
    }
  });
});

describe('doctor on a mail server', () => {
  it('finds that it takes the password, and what is wrong when it does not, without showing it', async () => {
    const server = await startMailStandIn({ port: 0, login: { user: 'speldje', password: 'right-one' } });
    const mail = (url: string) => ({ SMTP_URL: url, MAIL_FROM: 'Speldje <speldje@speldje.example>' });
    try {
      expect((await doctor(mail(server.url))).states['mail-server']).toBe('ok');
      const wrong = await doctor(mail(server.url.replace('right-one', 'hunter2-wrong')));
      expect(wrong.states['mail-server']).toBe('fault');
      expect(wrong.stdout).toContain('535');
      expect(wrong.stdout + wrong.stderr).not.toContain('hunter2-wrong');
      expect((await doctor({})).states['mail-server']).toBeUndefined();
    } finally {
      await server.stop();
    }
  });
});

describe('doctor without a database that is ready', () => {
  it('finds missing indexes on an empty database, and migrate mends them', async () => {
    const world = await cliWorld({ migrated: false });
    try {
      expect((await doctor(world.environment)).states).toMatchObject({
        database: 'ok',
        indexes: 'fault',
        transactions: 'off',
        keys: 'off',
      });
      const migrated = await world.speldje('migrate');
      expect(migrated.code).toBe(0);
      expect(migrated.stdout).toMatch(/The database is up to date\.\n$/u);
      const again = await world.speldje('migrate', '--json');
      expect(JSON.parse(again.stdout)).toEqual({ steps: [] });
      expect((await doctor(world.environment)).states).toMatchObject({ indexes: 'ok', transactions: 'ok' });
    } finally {
      await world.close();
    }
  });

  it('names every fault of the configuration and goes on with what is right, without showing a secret', async () => {
    const secret = 'hunter2-is-too-short';
    const found = await doctor({
      MONGODB_URI: 'mongodb://user:pass-word@127.0.0.1:1/none?serverSelectionTimeoutMS=200',
      SPELDJE_SECRET: secret,
      PUBLIC_URL: 'http://speldje.example',
      SLACK_BOT_TOKEN: 'xoxb-not-for-you',
    });
    expect(found.code).toBe(1);
    const faults = found.checks.filter(({ name }) => name === 'configuration');
    expect(faults.map(({ todo }) => todo?.split(':')[0])).toEqual([
      'PUBLIC_URL',
      'SPELDJE_SECRET',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(found.states).toMatchObject({ database: 'fault', 'public-url': 'off' });
    for (const hidden of [secret, 'pass-word', 'xoxb-not-for-you'])
      expect(found.stdout + found.stderr).not.toContain(hidden);
  });
});

const late: typeof fetch = () => Promise.reject(new DOMException('too late', 'TimeoutError'));

describe('the public address', () => {
  it('is given up on when it does not answer in time', async () => {
    const check = await checkPublicUrl('https://speldje.example', late);
    expect(check.state).toBe('fault');
    expect(check.found).toBe('https://speldje.example/healthz does not answer within 5 s');
  });

  it('is asked with a time limit', async () => {
    let limited = false;
    await checkPublicUrl('https://speldje.example', (_, init) => {
      limited = init?.signal instanceof AbortSignal;
      return Promise.resolve(new Response('ok'));
    });
    expect(limited).toBe(true);
  });
});
