const shape = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/u;

/**
 * The moment a calendar duration after another, in UTC (ISO 8601 §5.5.2, years to days).
 * A day that a month lacks becomes its last day: 31 January + P1M is 28 or 29 February.
 * Undefined when the duration is not of that form.
 */
export function addDuration(from: Date, duration: string): Date | undefined {
  const match = shape.exec(duration);
  if (!match) return undefined;
  const [years, months, weeks, days] = match.slice(1).map((part) => Number(part ?? 0));
  const moved = new Date(from);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + (years ?? 0) * 12 + (months ?? 0));
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  moved.setUTCDate(moved.getUTCDate() + (weeks ?? 0) * 7 + (days ?? 0));
  return Number.isNaN(moved.getTime()) ? undefined : moved;
}
