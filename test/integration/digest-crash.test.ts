import { expect, it } from 'vitest';
import { digestCrash } from './digest-crash.ts';
import { seededRandom } from './seeded-random.ts';

it('tells each of 300 people once, whoever is killed while digests are sent', async () => {
  const random = seededRandom(3);
  const outcome = await digestCrash({
    people: 300,
    everyOf: () => 100 + Math.floor(100 * random()),
    random,
    atTheStart: false,
    limitMs: 100_000,
  });
  const { expected, kills, repeated, ...counted } = outcome;
  expect(expected).toBe(285);
  expect(kills).toBeGreaterThanOrEqual(2);
  expect(counted).toEqual({
    recorded: expected,
    delivered: expected,
    left: 0,
    recipients: expected,
    told: expected,
  });
  // Only what was being sent at the moment of a kill, by four workers each.
  expect(repeated).toBeLessThanOrEqual(4 * kills);
}, 180_000);
