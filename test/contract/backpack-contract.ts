import { describe, expect, it } from 'vitest';
import { backpackScopes, type BackpackClient, type BackpackToken } from '../../src/domain/backpack.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment as now } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const client: BackpackClient = {
  id: 'c1',
  secretHash: 's1',
  authMethod: 'client_secret_basic',
  name: 'Rugzak',
  uri: 'https://rugzak.example/',
  redirectUris: ['https://rugzak.example/terug'],
  scopes: [backpackScopes.readCredentials, 'offline_access'],
  registeredBy: 'itself',
  status: 'active',
  createdAt: now,
};
const grant = {
  id: 'g1',
  clientId: 'c1',
  personId: 'p1',
  scopes: [backpackScopes.readCredentials],
  createdAt: now,
  usedAt: now,
};
const token: BackpackToken = {
  id: 't1',
  kind: 'code',
  grantId: 'g1',
  scopes: [backpackScopes.readCredentials],
  createdAt: now,
  expiresAt: later(now, 1),
  redirectUri: 'https://rugzak.example/terug',
  codeChallenge: 'challenge',
  keptUntil: later(now, 600),
};

export function backpackContract(store: () => Store): void {
  describe('backpacks', () => {
    it('are registered once, listed oldest first, changed and removed', async () => {
      const { clients } = store().backpacks;
      const second: BackpackClient = {
        ...client,
        id: 'c2',
        createdAt: later(now, 5),
        registeredBy: 'operator',
      };
      await clients.insert(second);
      await clients.insert(client);
      expect(await keyMet(clients.insert(client))).toBe('other');
      expect(await clients.find('c1')).toStrictEqual(client);
      expect(await clients.list()).toStrictEqual([client, second]);
      expect(await clients.findMany(['c2', 'c3'])).toStrictEqual([second]);
      await clients.save({ ...client, status: 'disabled' });
      await clients.save({ ...client, id: 'nobody' });
      expect((await clients.list()).map(({ id, status }) => `${id} ${status}`)).toEqual([
        'c1 disabled',
        'c2 active',
      ]);
      await clients.remove('c1');
      expect(await clients.find('c1')).toBeUndefined();
    });

    it('that registered themselves are counted from a moment on', async () => {
      const { clients } = store().backpacks;
      await clients.insert(client);
      await clients.insert({ ...client, id: 'c2', createdAt: later(now, 5) });
      await clients.insert({ ...client, id: 'c3', createdAt: later(now, 5), registeredBy: 'operator' });
      expect(await clients.countRegisteredSince(now)).toBe(2);
      expect(await clients.countRegisteredSince(later(now, 1))).toBe(1);
    });

    it('have grants, newest first, that go along with their person', async () => {
      const { grants } = store().backpacks;
      const second = { ...grant, id: 'g2', createdAt: later(now, 1) };
      await grants.insert(grant);
      await grants.insert(second);
      expect(await grants.find('g1')).toStrictEqual(grant);
      expect(await grants.ofPerson('p1')).toStrictEqual([second, grant]);
      expect(await grants.ofClient('c1')).toStrictEqual([second, grant]);
      await grants.touch('g1', later(now, 3));
      expect((await grants.find('g1'))?.usedAt).toEqual(later(now, 3));
      await grants.move('p1', 'p9');
      expect(await grants.ofPerson('p1')).toEqual([]);
      expect(await grants.ofPerson('p9')).toHaveLength(2);
      expect(await grants.remove('g1')).toBe(true);
      expect(await grants.remove('g1')).toBe(false);
    });

    it('have tokens that one of ten uses', async () => {
      const { tokens } = store().backpacks;
      await tokens.insert([token]);
      expect(await tokens.find('t1')).toStrictEqual(token);
      const used = await Promise.all(several(10, () => tokens.use('t1', now)));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect((await tokens.find('t1'))?.usedAt).toEqual(now);
      expect(await tokens.use('nothing', now)).toBe(false);
    });

    it('lose the tokens of a grant, all or of one kind', async () => {
      const { tokens } = store().backpacks;
      await tokens.insert([
        token,
        { ...token, id: 't2', kind: 'access' },
        { ...token, id: 't3', kind: 'refresh' },
      ]);
      await tokens.insert([{ ...token, id: 't4', grantId: 'g2' }]);
      await tokens.removeOfGrant('g1', 'access');
      expect(await tokens.find('t2')).toBeUndefined();
      expect(await tokens.find('t3')).toBeDefined();
      await tokens.removeOfGrant('g1');
      expect(await tokens.find('t1')).toBeUndefined();
      await tokens.remove('t4');
      expect(await tokens.find('t4')).toBeUndefined();
    });
  });
}
