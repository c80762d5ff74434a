import { beforeEach, describe, expect, it } from 'vitest';
import { showBadge } from '../../src/use-cases/show-badge.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { awardDeps, badge, issuer, storedAward, type AwardDeps } from './award-deps.ts';

let deps: AwardDeps;
beforeEach(async () => {
  deps = await awardDeps();
});

async function give(times: number, from = 0): Promise<void> {
  for (let at = from; at < from + times; at += 1)
    await storedAward(deps.store, { statusList: { list: 'werkplaats-2026-3', index: at } });
}

async function awarded(): Promise<unknown> {
  const shown = await showBadge(deps, { slug: badge.slug });
  if (!shown.ok) throw new Error(`refused: ${shown.refusal.code}`);
  return shown.awarded;
}

describe('showBadge', () => {
  it('refuses what is no badge: unknown-badge', async () => {
    const shown = await showBadge(deps, { slug: 'niets' });
    expect(shown.ok ? 'given' : shown.refusal.code).toBe('unknown-badge');
  });

  it('does not tell how many have it while they could be told apart', async () => {
    await give(4);
    expect(await awarded()).toBeUndefined();
    await give(1, 4);
    expect(await awarded()).toEqual({ count: 5, more: false });
  });

  it('leaves awards that were revoked out of the count', async () => {
    await give(5);
    await storedAward(deps.store, {
      status: 'revoked',
      statusList: { list: 'werkplaats-2026-3', index: 99 },
    });
    expect(await awarded()).toEqual({ count: 5, more: false });
  });

  it('counts no further than a hundred', async () => {
    await give(102);
    expect(await awarded()).toEqual({ count: 100, more: true });
  });

  it('shows the parts of a milestone that exist', async () => {
    await deps.store.badges.insert(
      buildBadge({ slug: 'geheel', issuerId: issuer.id, parts: ['lassen', 'weg'] }),
    );
    const shown = await showBadge(deps, { slug: 'geheel' });
    expect(shown.ok ? shown.parts.map(({ slug }) => slug) : []).toEqual(['lassen']);
  });
});
