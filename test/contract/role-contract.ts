import { describe, expect, it } from 'vitest';
import { granteeKey, type Grantee } from '../../src/domain/role.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later } from './store-under-test.ts';

const everyone: Grantee = { kind: 'workspace', workspace: 'slack:T1', among: 'everyone' };

export function roleContract(store: () => Store): void {
  describe('roles', () => {
    it('finds grants by issuer and by grantees', async () => {
      const grant = buildRoleGrant({ grantedBy: deterministicId() });
      const toAll = buildRoleGrant({
        issuerId: grant.issuerId,
        grantee: everyone,
        grantedAt: later(testMoment, 1),
      });
      const elsewhere = buildRoleGrant({ grantee: everyone });
      for (const each of [toAll, grant, elsewhere]) await store().roles.insert(each);
      expect(await store().roles.ofIssuer(grant.issuerId)).toStrictEqual([grant, toAll]);
      const keys = [granteeKey(grant.grantee), granteeKey(everyone)];
      const ids = (await store().roles.ofGrantees(keys)).map(({ id }) => id);
      expect(ids.toSorted()).toEqual([grant.id, toAll.id, elsewhere.id].toSorted());
      expect(await store().roles.ofGrantees(keys, elsewhere.issuerId)).toStrictEqual([elsewhere]);
      expect(await store().roles.ofPersons()).toStrictEqual([grant]);
    });

    it('grants a role to somebody once, and takes it away', async () => {
      const grant = buildRoleGrant();
      const { issuerId, role, grantee } = grant;
      await store().roles.insert(grant);
      expect(await keyMet(store().roles.insert(buildRoleGrant({ issuerId, role, grantee })))).toBe(
        'role-grant',
      );
      await store().roles.insert(buildRoleGrant({ issuerId, role: 'owner', grantee }));
      expect(await store().roles.remove(issuerId, role, granteeKey(grantee))).toBe(true);
      expect(await store().roles.remove(issuerId, role, granteeKey(grantee))).toBe(false);
      expect((await store().roles.ofIssuer(issuerId)).map((each) => each.role)).toEqual(['owner']);
    });
  });

  describe('workspaces', () => {
    it('inserts, replaces, lists by key and removes', async () => {
      const slack = { key: 'slack:T1', name: 'School', connectedAt: testMoment, sealed: 'sealed' };
      const teams = { key: 'teams:T1', connectedAt: testMoment };
      await store().workspaces.save(teams);
      await store().workspaces.save(slack);
      expect(await store().workspaces.list()).toStrictEqual([slack, teams]);
      const { sealed: _, ...gone } = { ...slack, disconnectedAt: testMoment };
      await store().workspaces.save(gone);
      expect(await store().workspaces.find('slack:T1')).toStrictEqual(gone);
      await store().workspaces.remove('slack:T1');
      expect(await store().workspaces.find('slack:T1')).toBeUndefined();
    });
  });
}
