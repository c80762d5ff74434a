import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createToolKeys, publishBeforeMs } from '../../lti/tool-keys.ts';
import { memoryLti } from '../fakes/memory-lti.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';

function tool() {
  const { keys } = memoryLti();
  const state = { now: testMoment.getTime() };
  const toolKeys = createToolKeys({
    keys,
    clock: () => new Date(state.now),
    ids: { id: deterministicId },
    seal: (plain) => Buffer.from(plain).toString('base64'),
    open: (sealed) => Buffer.from(sealed, 'base64').toString(),
  });
  return { keys, state, toolKeys };
}

async function kidOf(jwt: string): Promise<string> {
  return String(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid);
}

describe('the keys of the tool', () => {
  it('sign what the published set verifies, and the set holds no private part', async () => {
    const { toolKeys } = tool();
    const jwt = await toolKeys.sign({ iss: 'tool' });
    const jwks = await toolKeys.jwks();
    const set = createLocalJWKSet({ keys: jwks.keys.map((key) => ({ kty: 'RSA', ...key })) });
    expect((await jwtVerify(jwt, set)).payload.iss).toBe('tool');
    for (const key of jwks.keys)
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('are published a day before they sign, and a week after', async () => {
    const { state, toolKeys } = tool();
    const old = await kidOf(await toolKeys.sign({}));
    const { id } = await toolKeys.rotate();
    expect((await toolKeys.jwks()).keys).toHaveLength(2);
    expect(await kidOf(await toolKeys.sign({}))).toBe(old);
    state.now += publishBeforeMs;
    expect(await kidOf(await toolKeys.sign({}))).toBe(id);
    expect((await toolKeys.jwks()).keys).toHaveLength(2);
    state.now += 8 * publishBeforeMs;
    expect((await toolKeys.jwks()).keys).toMatchObject([{ kid: id }]);
  });

  it('can be replaced at once', async () => {
    const { toolKeys } = tool();
    await toolKeys.sign({});
    const { id } = await toolKeys.rotate({ atOnce: true });
    expect(await kidOf(await toolKeys.sign({}))).toBe(id);
  });
});
