/** A date on the calendar, and an hour of its day; months count from 1. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
};

const dayMs = 86_400_000;

/** One for each zone: they are costly to make, and there are some six hundred. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** Whether this is an IANA zone that the system knows, such as `Europe/Amsterdam`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock show in a zone at a moment, as milliseconds as if that were UTC. */
function shownAt(zone: string, instant: number): number {
  const part = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(zone).formatToParts(instant))
    if (type in part) Object.assign(part, { [type]: Number(value) });
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The date and hour in a zone at a moment. Throws RangeError for an unknown zone. */
export function wallTimeAt(zone: string, instant: Date): WallTime {
  const shown = new Date(shownAt(zone, Math.floor(instant.getTime() / 1000) * 1000));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
  };
}

/**
 * The moment at which the clocks of a zone show that time. An hour that comes twice, in autumn, is its first one;
 * one that is left out, in spring, is the moment as far after the jump as it would have been.
 */
export function instantOf(zone: string, wall: WallTime): Date {
  const local = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour);
  const before = offset(zone, local - dayMs);
  const candidates = [local - before, local - offset(zone, local + dayMs)];
  const right = candidates.filter((candidate) => shownAt(zone, candidate) === local);
  return new Date(right.length === 0 ? local - before : Math.min(...right));
}

function offset(zone: string, instant: number): number {
  return shownAt(zone, instant) - instant;
}
