import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decodeStatusList, statusIsSet } from '../../src/credentials/status-list.ts';
import { ownDocuments, statusListNamed } from '../../src/use-cases/own-documents.ts';
import { statusListFreshMs, statusListOf, type StatusListCache } from '../../src/use-cases/status-list-of.ts';
import { awardDeps, badge, issuer, now, publicUrl, storedAward, type AwardDeps } from './award-deps.ts';

const list = 'werkplaats-2026-3';
let deps: AwardDeps & { readonly statusLists: StatusListCache };
beforeEach(async () => {
  const made = await awardDeps();
  // The clock of `made` is the one that tests set.
  deps = Object.assign(made, { statusLists: new Map() });
});

async function isSet(name: string, purpose: 'revocation' | 'suspension', index: number): Promise<boolean> {
  const made = await statusListOf(deps, { list: name, purpose });
  if (!made.ok) throw new Error(`refused: ${made.refusal.code}`);
  const { encodedList } = z.object({ encodedList: z.string() }).parse(made.credential['credentialSubject']);
  const bits = decodeStatusList(encodedList);
  const set = bits === undefined ? undefined : statusIsSet(bits, index);
  if (set === undefined) throw new Error('the list can not be read');
  return set;
}

describe('statusListOf', () => {
  it('sets the entries of revoked and of suspended awards, each in its own list', async () => {
    await storedAward(deps.store, { status: 'revoked', statusList: { list, index: 5 } });
    await storedAward(deps.store, { status: 'suspended', statusList: { list, index: 6 } });
    await storedAward(deps.store, { statusList: { list, index: 7 } });
    const set = async (purpose: 'revocation' | 'suspension') =>
      Promise.all([5, 6, 7].map((index) => isSet(list, purpose, index)));
    expect(await set('revocation')).toEqual([true, false, false]);
    expect(await set('suspension')).toEqual([false, true, false]);
  });

  it('shows a revocation within a minute, and signs no more often than needed', async () => {
    const award = await storedAward(deps.store, { statusList: { list, index: 5 } });
    const first = await statusListOf(deps, { list, purpose: 'revocation' });
    await deps.store.awards.save({ ...award, status: 'revoked', revision: 2 }, 1);
    deps.now = new Date(now.getTime() + statusListFreshMs - 1);
    expect(await statusListOf(deps, { list, purpose: 'revocation' })).toEqual(first);
    deps.now = new Date(now.getTime() + statusListFreshMs);
    expect(statusListFreshMs).toBeLessThan(60_000);
    expect(await isSet(list, 'revocation', 5)).toBe(true);
  });

  it.each([
    'elders-2026-3',
    'werkplaats-2025-3',
    'werkplaats-2027-3',
    'werkplaats-2026-g',
    'werkplaats',
    '../etc',
  ])('refuses %s, which is no list of an issuer here: unknown-issuer', async (name) => {
    const made = await statusListOf(deps, { list: name, purpose: 'revocation' });
    expect(made.ok ? 'given' : made.refusal.code).toBe('unknown-issuer');
    expect(deps.statusLists.size).toBe(0);
  });
});

describe('ownDocuments', () => {
  it('answers for keys and status lists of this deployment, by https and by http', async () => {
    const own = ownDocuments(deps);
    for (const url of [
      `${publicUrl}/issuers/${issuer.slug}/did.json`,
      `http://speldje.example/issuers/${issuer.slug}/did.json`,
      `${publicUrl}/status/${list}`,
      `${publicUrl}/status/${list}-suspension`,
    ])
      expect(await own(new URL(url))).toMatchObject({ ok: true, url });
  });

  it('says that an own document is not there: not-found', async () => {
    const own = ownDocuments(deps);
    for (const path of ['/issuers/nobody/did.json', '/status/nobody-2026-3'])
      expect(await own(new URL(publicUrl + path))).toEqual({ ok: false, problem: 'not-found' });
  });

  it('gives awards as anyone gets them, and says of a revoked one that it is gone, and why', async () => {
    const own = ownDocuments(deps);
    const held = await storedAward(deps.store);
    const taken = await storedAward(deps.store, {
      status: 'revoked',
      statusReason: 'Vergissing',
      statusList: { list, index: 18 },
    });
    const read = async (path: string) => {
      const found = await own(new URL(publicUrl + path));
      const bytes = found?.bytes ?? new Uint8Array();
      return {
        problem: found?.ok === false ? found.problem : undefined,
        text: Buffer.from(bytes).toString(),
      };
    };
    expect((await read(`/awards/${held.id}`)).text).toContain('DataIntegrityProof');
    expect((await read(`/awards/${held.id}.json`)).text).not.toContain('Student Sam');
    expect((await read(`/awards/${held.id}.jwt`)).text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/u);
    expect((await read(`/ob2/assertions/${held.id}`)).text).toContain('"Assertion"');
    expect((await read(`/ob2/badges/${badge.slug}`)).text).toContain('"BadgeClass"');
    expect((await read(`/ob2/issuers/${issuer.slug}`)).text).toContain(`/issuers/${issuer.slug}`);
    expect(await read(`/ob2/assertions/${taken.id}`)).toMatchObject({
      problem: 'gone',
      text: expect.stringContaining('"revoked":true'),
    });
    for (const path of [
      '/awards/nothing',
      '/awards/nothing.jwt',
      '/ob2/assertions/nothing',
      '/ob2/badges/n-n',
      '/ob2/issuers/n',
    ])
      expect(await read(path)).toMatchObject({ problem: 'not-found' });
  });

  it('leaves other hosts and other addresses to the network', async () => {
    const own = ownDocuments(deps);
    expect(await own(new URL(`https://elders.example/issuers/${issuer.slug}/did.json`))).toBeUndefined();
    expect(await own(new URL(`${publicUrl}/badges/${badge.slug}`))).toBeUndefined();
  });
});

describe('statusListNamed', () => {
  it('takes the purpose from the end of the name', () => {
    expect(statusListNamed('a-2026-3')).toEqual({ list: 'a-2026-3', purpose: 'revocation' });
    expect(statusListNamed('a-2026-3-suspension')).toEqual({ list: 'a-2026-3', purpose: 'suspension' });
  });
});
