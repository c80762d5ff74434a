import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { backpackScopes } from '../../src/domain/backpack.ts';
import { hashToken } from '../../src/use-cases/hash-token.ts';
import { testMoment as now } from '../builders/deterministic-id.ts';
import { cliWorld, type CliWorld } from './cli-world.ts';

vi.setConfig({ testTimeout: 120_000 });

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld({ migrated: true });
});
afterAll(() => world.close());

const printed = z.looseObject({ id: z.string(), secret: z.string().optional() });

it('registers a backpack, shows its secret once, disables, enables and removes it', async () => {
  const added = await world.speldje(
    'backpack',
    'add',
    'De Rugzak',
    '--redirect',
    'https://rugzak.example/terug',
    '--read-only',
  );
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const { id, secret } = printed.parse(JSON.parse(added.stdout));
  const kept = await world.store.backpacks.clients.find(id);
  expect(kept).toMatchObject({
    registeredBy: 'operator',
    secretHash: hashToken(secret ?? ''),
    scopes: [backpackScopes.readCredentials, backpackScopes.readProfile, 'offline_access'],
  });
  const listed = await world.speldje('backpack', 'list');
  expect(listed.stdout).toContain('De Rugzak');
  expect(listed.stdout).not.toMatch(/secretHash|"secret"/u);
  await world.speldje('backpack', 'disable', id);
  expect((await world.store.backpacks.clients.find(id))?.status).toBe('disabled');
  await world.speldje('backpack', 'enable', id);
  expect((await world.store.backpacks.clients.find(id))?.status).toBe('active');
  await world.store.backpacks.grants.insert({
    id: 'g1',
    clientId: id,
    personId: 'p1',
    scopes: [backpackScopes.readProfile],
    createdAt: now,
    usedAt: now,
  });
  expect((await world.speldje('backpack', 'remove', id)).stdout).toContain('1 people');
  expect(await world.store.backpacks.grants.ofPerson('p1')).toEqual([]);
});

it('refuses an address that will not do, and a backpack that is not there: exit code 1', async () => {
  const plain = await world.speldje('backpack', 'add', 'X', '--redirect', 'http://rugzak.example/');
  expect([plain.code, plain.stderr]).toEqual([1, expect.stringContaining('http://rugzak.example/')]);
  const nothing = await world.speldje('backpack', 'disable', 'nothing');
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('no such backpack')]);
});
