import { describe, expect, it } from 'vitest';
import { createKeySets } from '../../lti/key-sets.ts';
import { makeForeignKey, makeLmsKey } from '../../playground/lms/lms-keys.ts';

const url = 'https://lms.example/certs';
const start = new Date('2026-03-02T09:00:00Z').getTime();

function platform() {
  const state = { keys: [makeLmsKey()], down: false, fetches: 0, now: start };
  const keySets = createKeySets({
    clock: () => new Date(state.now),
    fetch: () => {
      state.fetches += 1;
      return state.down
        ? Promise.reject(new Error('down'))
        : Promise.resolve(Response.json({ keys: state.keys.map(({ jwk }) => jwk) }));
    },
  });
  return { state, keyOf: (kid: string) => keySets.keyOf(url, kid) };
}

describe('key sets of platforms', () => {
  it('are fetched once for many launches, also at once', async () => {
    const { state, keyOf } = platform();
    const kid = state.keys[0]?.id ?? '';
    const answers = await Promise.all(Array.from({ length: 10 }, () => keyOf(kid)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await keyOf(kid);
    expect(state.fetches).toBe(1);
  });

  it('are fetched again at once for a key that was rotated a moment ago', async () => {
    const { state, keyOf } = platform();
    await keyOf(state.keys[0]?.id ?? '');
    state.keys = [makeLmsKey()];
    expect((await keyOf(state.keys[0]?.id ?? '')).ok).toBe(true);
    expect(state.fetches).toBe(2);
  });

  it('are not fetched more than twice a minute whatever kids are made up', async () => {
    const { state, keyOf } = platform();
    await keyOf(state.keys[0]?.id ?? '');
    for (let second = 0; second < 60; second += 1) {
      state.now = start + second * 1000;
      expect(await keyOf(`forged-${second}`)).toEqual({ ok: false, code: 'kid-unknown' });
    }
    expect(state.fetches).toBe(3);
  });

  it('are not lost to an empty one that comes for an unknown kid', async () => {
    const { state, keyOf } = platform();
    const [key] = state.keys;
    await keyOf(key?.id ?? '');
    state.keys = [];
    expect(await keyOf('other')).toEqual({ ok: false, code: 'key-set-empty' });
    expect((await keyOf(key?.id ?? '')).ok).toBe(true);
  });

  it('go on working while the platform is away', async () => {
    const { state, keyOf } = platform();
    const kid = state.keys[0]?.id ?? '';
    await keyOf(kid);
    state.down = true;
    state.now = start + 60 * 60_000;
    expect((await keyOf(kid)).ok).toBe(true);
    expect(await keyOf('other')).toEqual({ ok: false, code: 'kid-unknown' });
  });

  it('that can not be reached at all say so', async () => {
    const { state, keyOf } = platform();
    state.down = true;
    expect(await keyOf('any')).toEqual({ ok: false, code: 'key-set-unreachable' });
  });

  it('that are longer than any can be are not read to their end', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const answers = [
      new Response(endless),
      new Response('{}', { headers: { 'content-length': '99999999' } }),
    ];
    for (const answer of answers) {
      const keySets = createKeySets({ clock: () => new Date(start), fetch: () => Promise.resolve(answer) });
      expect(await keySets.keyOf(url, 'any')).toEqual({ ok: false, code: 'key-set-unreachable' });
    }
    expect(given).toBeLessThan(20);
  });

  it('may hold keys of other types, which sign no launch', async () => {
    const foreign = makeForeignKey();
    const keySets = createKeySets({
      clock: () => new Date(start),
      fetch: () => Promise.resolve(Response.json({ keys: [foreign.jwk] })),
    });
    expect(await keySets.keyOf(url, foreign.id)).toEqual({ ok: false, code: 'key-unsuitable' });
  });
});
