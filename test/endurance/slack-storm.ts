import { describe, expect, it } from 'vitest';
import { play } from '../integration/storm.ts';

const size = { commands: 50, replies: 620, trouble: 0.12, kills: 3, seed: 'full' };

describe('a storm of more than 1,000 events: each three times, mixed up and at once, amid 429 and 5xx answers and kills', () => {
  it('leaves awards, messages and evidence exactly as one delivery of each without trouble', async () => {
    const [calm, storm] = await Promise.all([play(size, false), play(size, true)]);
    const { requests, deliveries, faults, kills } = storm.counts;
    process.stdout.write(
      `${requests} requests in ${deliveries} deliveries, ${faults} faults of Slack, ${kills} kills\n`,
    );
    expect(requests).toBeGreaterThan(1_000);
    expect(calm.aftermath.left).toEqual({ inboxFailed: 0, outboxParked: 0 });
    expect(storm.aftermath).toEqual(calm.aftermath);
  });
});
