/** A length of time in units of the calendar; each a whole number of at most four digits. */
export interface CalendarDuration {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
}

const durationForm = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?$/u;

/**
 * Reads an ISO 8601 duration of years, months, weeks and days (`P2Y`, `P1Y6M`, `P26W`). `undefined` for
 * anything else: hours and fractions, an empty or zero duration.
 */
export function parseIsoDuration(text: string): CalendarDuration | undefined {
  const match = durationForm.exec(text);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  return years + months + weeks + days > 0 ? { years, months, weeks, days } : undefined;
}
