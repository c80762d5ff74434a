const hourMs = 60 * 60 * 1000;

/**
 * The first moment after a day, `YYYY-MM-DD`, in an IANA zone; by day-light saving a day may last 23 or 25 hours. A text
 * that is no day is a moment long ago, which no use-case takes.
 */
export function endOfDay(day: string, timeZone: string = 'Europe/Amsterdam'): Date {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/u.test(day) || Number.isNaN(midnight.getTime())) return new Date(0);
  const format = dayIn(timeZone);
  // Zones lie between 12 hours behind and 14 hours ahead of UTC, all by quarters of an hour.
  for (let at = midnight.getTime() + 10 * hourMs; at <= midnight.getTime() + 40 * hourMs; at += hourMs / 4)
    if (format(new Date(at)) > day) return new Date(at);
  return new Date(midnight.getTime() + 24 * hourMs);
}

function dayIn(timeZone: string): (moment: Date) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    const format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone });
    return (moment) => format.format(moment);
  } catch {
    const format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: 'Europe/Amsterdam' });
    return (moment) => format.format(moment);
  }
}
