import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { failed, passed } from './checks.ts';
import { textOf } from './json-values.ts';

/** Clocks of others may be ahead by that much, in milliseconds. */
const clockSkew = 60_000;

/** A moment with date and time; undefined for all else. OB 2.0 also wrote seconds since 1970. */
function momentOf(value: JsonObject[string] | undefined): number | undefined {
  if (typeof value === 'number') return Math.abs(value) < 8.64e12 ? value * 1000 : undefined;
  const text = textOf(value);
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}/u.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/** Whether the badge holds at that moment; `from` and `until` are the names of the fields, the first that is there counts. */
export function checkDates(
  document: JsonObject,
  names: { readonly from: readonly string[]; readonly until: readonly string[] },
  now: Date,
): Check {
  const present = (fields: readonly string[]): string | undefined =>
    fields.find((field) => document[field] !== undefined && document[field] !== null);
  const from = present(names.from);
  const start = from === undefined ? undefined : momentOf(document[from]);
  if (from === undefined || start === undefined)
    return failed('dates', 'date-unreadable', { field: from ?? names.from[0] ?? '' });
  if (start > now.getTime() + clockSkew)
    return failed('dates', 'not-yet-valid', { at: new Date(start).toISOString() });
  const until = present(names.until);
  if (until === undefined) return passed('dates', 'dates-current');
  const end = momentOf(document[until]);
  if (end === undefined) return failed('dates', 'date-unreadable', { field: until });
  return end <= now.getTime()
    ? failed('dates', 'expired', { at: new Date(end).toISOString() })
    : passed('dates', 'dates-current');
}
