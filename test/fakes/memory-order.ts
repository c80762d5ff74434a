import type { Page, PageRequest } from '../../src/ports/page.ts';

/** Sorts by a moment and then by id; 1 is oldest first, -1 newest first. */
export function byMoment<T>(order: 1 | -1, at: (row: T) => Date, id: (row: T) => string) {
  return (a: T, b: T): number => {
    const apart = at(a).getTime() - at(b).getTime();
    return order * (apart === 0 ? (id(a) < id(b) ? -1 : 1) : apart);
  };
}

/** The page of sorted rows that begins after the row of that id. */
export function pageAfter<T>(
  sorted: readonly T[],
  { limit, after }: PageRequest,
  id: (row: T) => string,
): Page<T> {
  const from = after === undefined ? 0 : sorted.findIndex((row) => id(row) === after) + 1;
  const items = sorted.slice(from, from + limit);
  const last = items.at(-1);
  return last !== undefined && from + limit < sorted.length ? { items, next: id(last) } : { items };
}
