import { describe, expect, it } from 'vitest';
import { parseIsoDuration } from '../../src/catalogue/iso-duration.ts';

describe('an ISO 8601 duration', () => {
  it.each([
    ['P2Y', { years: 2, months: 0, weeks: 0, days: 0 }],
    ['P1Y6M', { years: 1, months: 6, weeks: 0, days: 0 }],
    ['P26W', { years: 0, months: 0, weeks: 26, days: 0 }],
    ['P1Y2M3W4D', { years: 1, months: 2, weeks: 3, days: 4 }],
  ])('is read: %s', (text, duration) => {
    expect(parseIsoDuration(text)).toEqual(duration);
  });

  it.each(['', 'P', 'P0D', '2Y', 'p2y', 'P2', 'P1.5Y', 'P-1Y', 'P1M1Y', 'PT1H', 'P1DT1H', 'P10000Y', 'P2Y '])(
    'is not: "%s"',
    (text) => {
      expect(parseIsoDuration(text)).toBeUndefined();
    },
  );
});
