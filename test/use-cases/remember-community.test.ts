import { describe, expect, it } from 'vitest';
import type { Community } from '../../src/domain/community.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { rememberCommunity } from '../../src/use-cases/remember-community.ts';
import { saveCommunity } from '../../src/use-cases/save-community.ts';
import { operatorDeps } from './operator-deps.ts';

const otherwise = { name: { nl: 'Speldje', en: 'Speldje' } };
const region: Community = { name: { nl: 'De Streek' }, description: { nl: 'Wij leren.' } };
/** Long enough for a reading of the memory store to arrive. */
const arrived = () => new Promise((resolve) => setImmediate(resolve));

describe('saveCommunity', () => {
  it('is the operator’s, leaves an audit entry, and wants a name', async () => {
    const deps = operatorDeps();
    const kim = { personId: 'kim', standing: 'member', via: 'web' } as const;
    expect(await saveCommunity(deps, { actor: kim, community: region })).toMatchObject({
      refusal: { code: 'not-allowed', need: 'owner' },
    });
    expect(await saveCommunity(deps, { actor: operatorActor, community: { name: { nl: ' ' } } })).toEqual({
      ok: false,
      refusal: { code: 'invalid', field: 'name', problem: 'empty' },
    });
    expect(await deps.store.community.find()).toBeUndefined();
    await saveCommunity(deps, { actor: operatorActor, community: region });
    expect(await deps.store.community.find()).toEqual(region);
    const audit = await deps.store.audit.page({}, { limit: 10 });
    expect(audit.items.map(({ action, by }) => [action, by])).toEqual([['community-saved', 'operator']]);
  });
});

describe('rememberCommunity', () => {
  it('gives the stand-in until one is saved, and a change two seconds later at the second look', async () => {
    const deps = operatorDeps();
    const community = await rememberCommunity({ store: deps.store, clock: () => deps.now }, otherwise);
    expect([community.name, community.description]).toEqual([otherwise.name, {}]);
    await deps.store.community.save(region);
    expect(community.name).toEqual(otherwise.name);
    deps.now = new Date(deps.now.getTime() + 2_000);
    expect(community.name).toEqual(otherwise.name);
    await arrived();
    expect([community.name, community.description]).toEqual([region.name, region.description]);
  });

  it('keeps what it knows while the database does not answer', async () => {
    const deps = operatorDeps();
    await deps.store.community.save(region);
    let away = false;
    const store = {
      community: {
        ...deps.store.community,
        find: () => (away ? Promise.reject(new Error('away')) : deps.store.community.find()),
      },
    };
    const community = await rememberCommunity({ store, clock: () => deps.now }, otherwise);
    away = true;
    deps.now = new Date(deps.now.getTime() + 60_000);
    expect(community.name).toEqual(region.name);
    await arrived();
    expect(community.name).toEqual(region.name);
  });
});
