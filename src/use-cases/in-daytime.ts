import { wallTimeAt } from '../domain/zoned-time.ts';

/** Whether it is a time at which people like to hear from a machine: nine to six, by the clocks of that zone. */
export function inDaytime(timeZone: string, now: Date): boolean {
  const { hour } = wallTimeAt(timeZone, now);
  return hour >= 9 && hour < 18;
}

/** The same, from Monday to Friday. */
export function inWorkingHours(timeZone: string, now: Date): boolean {
  const { year, month, day } = wallTimeAt(timeZone, now);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return inDaytime(timeZone, now) && weekday >= 1 && weekday <= 5;
}
