import type { DigestSchedule } from './person.ts';
import { instantOf, wallTimeAt } from './zoned-time.ts';

/** One issue of somebody's digest. */
export type DigestSlot = {
  /** `weekly:2026-W48` or `monthly:2026-11`: with the person, each is sent once. */
  readonly period: string;
  /** When it falls due. */
  readonly at: Date;
};

export type DigestRhythm = {
  readonly schedule: Exclude<DigestSchedule, 'off'>;
  /** IANA zone. */
  readonly timeZone: string;
  /** 0 to 23, on the clocks of that zone. */
  readonly hour: number;
};

const dayMs = 86_400_000;

/** The issue that fell due last, at that moment or before it. */
export function latestSlot(rhythm: DigestRhythm, now: Date): DigestSlot {
  return slotFrom(rhythm, now, (slot) => slot.at <= now, -1);
}

/** The issue that falls due next, after that moment. */
export function nextSlot(rhythm: DigestRhythm, now: Date): DigestSlot {
  return slotFrom(rhythm, now, (slot) => slot.at > now, 1);
}

/** From the issue around that moment on, the first that fits, going back or forth. */
function slotFrom(
  rhythm: DigestRhythm,
  now: Date,
  fits: (slot: DigestSlot) => boolean,
  step: 1 | -1,
): DigestSlot {
  // Begins one further than it may have to: a zone's clocks may stand elsewhere than its calendar suggests.
  for (let away = -step; ; away += step) {
    const slot = slotNumbered(rhythm, now, away);
    if (fits(slot)) return slot;
  }
}

/** The issue so many after the one in whose week or month the moment lies. */
function slotNumbered(rhythm: DigestRhythm, now: Date, away: number): DigestSlot {
  const { year, month, day } = wallTimeAt(rhythm.timeZone, now);
  const monday =
    rhythm.schedule === 'weekly'
      ? mondayOf(new Date(Date.UTC(year, month - 1, day + 7 * away)))
      : firstMonday(new Date(Date.UTC(year, month - 1 + away, 1)));
  const at = instantOf(rhythm.timeZone, {
    year: monday.getUTCFullYear(),
    month: monday.getUTCMonth() + 1,
    day: monday.getUTCDate(),
    hour: rhythm.hour,
  });
  const period =
    rhythm.schedule === 'weekly'
      ? `weekly:${isoWeek(monday)}`
      : `monthly:${monday.toISOString().slice(0, 7)}`;
  return { period, at };
}

function mondayOf(date: Date): Date {
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * dayMs);
}

function firstMonday(first: Date): Date {
  return new Date(first.getTime() + ((8 - first.getUTCDay()) % 7) * dayMs);
}

/** The ISO 8601 week of a Monday: the year is the one that its Thursday lies in. */
function isoWeek(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * dayMs);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
