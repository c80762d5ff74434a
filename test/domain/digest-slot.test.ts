import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestSlot, nextSlot, type DigestRhythm } from '../../src/domain/digest-slot.ts';
import { instantOf, isTimeZone, wallTimeAt } from '../../src/domain/zoned-time.ts';

const amsterdam: DigestRhythm = { schedule: 'weekly', timeZone: 'Europe/Amsterdam', hour: 9 };

describe('the clocks of a zone', () => {
  it.each([
    // Summer time ends on 25 October 2026 and 31 October 2027, and begins on 28 March 2027.
    [{ year: 2026, month: 10, day: 19, hour: 9 }, '2026-10-19T07:00:00.000Z'],
    [{ year: 2026, month: 10, day: 26, hour: 9 }, '2026-10-26T08:00:00.000Z'],
    [{ year: 2026, month: 10, day: 25, hour: 2 }, '2026-10-25T00:00:00.000Z'],
    [{ year: 2027, month: 3, day: 28, hour: 2 }, '2027-03-28T01:00:00.000Z'],
    [{ year: 2027, month: 3, day: 28, hour: 3 }, '2027-03-28T01:00:00.000Z'],
  ])('show %o at %s in Amsterdam', (wall, at) => {
    expect(instantOf('Europe/Amsterdam', wall).toISOString()).toBe(at);
  });

  it('are read back as they were set, wherever no hour is left out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Amsterdam', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
        fc.record({
          year: fc.integer({ min: 2020, max: 2040 }),
          month: fc.integer({ min: 1, max: 12 }),
          day: fc.integer({ min: 1, max: 28 }),
          hour: fc.integer({ min: 4, max: 23 }),
        }),
        (zone, wall) => {
          expect(wallTimeAt(zone, instantOf(zone, wall))).toEqual(wall);
        },
      ),
    );
  });

  it('are those of a zone that exists', () => {
    expect(isTimeZone('Europe/Amsterdam')).toBe(true);
    expect(isTimeZone('Maas/Waal')).toBe(false);
    expect(() => wallTimeAt('Maas/Waal', new Date())).toThrow(RangeError);
  });
});

describe('the issues of a digest', () => {
  it('come at 09:00 on the clocks of Amsterdam every Monday of 2026 and 2027, over all four changes', () => {
    let at = new Date('2025-12-29T00:00:00Z');
    const periods: string[] = [];
    const weeks: number[] = [];
    for (;;) {
      const slot = nextSlot(amsterdam, at);
      if (slot.at > new Date('2027-12-31T00:00:00Z')) break;
      expect(wallTimeAt('Europe/Amsterdam', slot.at).hour).toBe(9);
      expect(slot.at.getUTCMinutes() + slot.at.getUTCSeconds()).toBe(0);
      expect(slot.at.getUTCDay()).toBe(1);
      const days = (slot.at.getTime() - at.getTime()) / 86_400_000;
      weeks.push(days);
      periods.push(slot.period);
      at = slot.at;
    }
    // An hour less and an hour more, twice each; the first one is counted from midnight.
    const changed = weeks.slice(1).filter((days) => Math.abs(days - 7) > 0.01);
    expect(changed.map((days) => Math.round((days - 7) * 24))).toEqual([-1, 1, -1, 1]);
    expect(periods).toHaveLength(105);
    expect(new Set(periods).size).toBe(105);
    expect(periods.slice(0, 2)).toEqual(['weekly:2026-W01', 'weekly:2026-W02']);
    expect(periods).toContain('weekly:2026-W53');
  });

  it('come on the first Monday of a month, by the month', () => {
    const monthly: DigestRhythm = { ...amsterdam, schedule: 'monthly' };
    const at = new Date('2026-11-25T12:00:00Z');
    expect(latestSlot(monthly, at)).toEqual({
      period: 'monthly:2026-11',
      at: new Date('2026-11-02T08:00:00.000Z'),
    });
    expect(nextSlot(monthly, at)).toEqual({
      period: 'monthly:2026-12',
      at: new Date('2026-12-07T08:00:00.000Z'),
    });
  });

  it('fall due at their very moment, not before it', () => {
    const { at } = nextSlot(amsterdam, new Date('2026-11-25T12:00:00Z'));
    expect(latestSlot(amsterdam, at).at).toEqual(at);
    expect(latestSlot(amsterdam, new Date(at.getTime() - 1)).at.getTime()).toBeLessThan(at.getTime());
    expect(nextSlot(amsterdam, at).at.getTime()).toBeGreaterThan(at.getTime());
  });

  it('follow one another without gap or overlap, in any zone, at any hour, by week and by month', () => {
    fc.assert(
      fc.property(
        fc.record({
          schedule: fc.constantFrom('weekly' as const, 'monthly' as const),
          timeZone: fc.constantFrom(
            'Europe/Amsterdam',
            'Pacific/Kiritimati',
            'Pacific/Pago_Pago',
            'America/Sao_Paulo',
          ),
          hour: fc.integer({ min: 0, max: 23 }),
        }),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        (rhythm, now) => {
          const [latest, next] = [latestSlot(rhythm, now), nextSlot(rhythm, now)];
          expect(latest.at <= now && now < next.at).toBe(true);
          expect(nextSlot(rhythm, latest.at)).toEqual(next);
          expect(latestSlot(rhythm, new Date(next.at.getTime() - 1))).toEqual(latest);
          expect(latest.period).not.toBe(next.period);
        },
      ),
      { numRuns: 300 },
    );
  });
});
