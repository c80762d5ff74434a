import { expect, it } from 'vitest';
import { digestCrash } from '../integration/digest-crash.ts';
import { seededRandom } from '../integration/seeded-random.ts';

/**
 * Counted in the ledger, in the outbox, and at the mail server that receives. A mail that was handed over at the very
 * moment of a kill comes again with the same Message-ID, since a mail server can't be asked; those are counted too.
 */
it('tells each of 20,000 people once, whoever is killed while digests are sent', async () => {
  const random = seededRandom(20_000);
  const began = Date.now();
  const outcome = await digestCrash({
    people: 20_000,
    everyOf: () => 500 + Math.floor(3000 * random()),
    random,
    atTheStart: true,
    limitMs: 1_500_000,
  });
  const { expected, kills, repeated, ...counted } = outcome;
  process.stdout.write(`${JSON.stringify(outcome)} in ${Math.round((Date.now() - began) / 1000)} s\n`);
  expect(expected).toBe(19_000);
  expect(kills).toBeGreaterThanOrEqual(10);
  expect(counted).toEqual({
    recorded: expected,
    delivered: expected,
    left: 0,
    recipients: expected,
    told: expected,
  });
  expect(repeated).toBeLessThanOrEqual(4 * kills);
});
