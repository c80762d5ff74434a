import { describe, expect, it } from 'vitest';
import { play } from './storm.ts';

/** The smaller edition of test/endurance/slack-storm.ts. */
const size = { commands: 10, replies: 40, trouble: 0.2, kills: 1, seed: 'small' };

describe('a storm: each request three times, mixed up and at once, with 429 and 5xx answers and a kill -9 in between', () => {
  it('leaves awards, messages and evidence exactly as one delivery of each without trouble', async () => {
    const [calm, storm] = await Promise.all([play(size, false), play(size, true)]);
    expect(calm.aftermath.awards.length).toBeGreaterThan(5);
    expect(calm.aftermath.evidence.length).toBeGreaterThan(30);
    expect(calm.aftermath.left).toEqual({ inboxFailed: 0, outboxParked: 0 });
    expect(storm.counts.faults).toBeGreaterThan(5);
    expect(storm.counts.kills).toBe(2);
    expect(storm.aftermath).toEqual(calm.aftermath);
  }, 400_000);
});
