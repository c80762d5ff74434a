/**
 * The moment that somebody wrote as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: years, months and days come in either order,
 * with hyphens, slashes, dots or blanks between them. What is no moment comes back as it was.
 */
export function readMoment(typed: string): string | undefined {
  const parts = typed.trim().split(/[\s./–-]+/u);
  if (typed.trim() === '') return undefined;
  const [first = '', second, third] = parts;
  if (parts.length > 3 || parts.some((part) => !/^\d{1,4}$/u.test(part))) return typed.trim();
  const ordered = first.length === 4 ? [first, second, third] : parts.toReversed();
  const [year = '', ...rest] = ordered.filter((part) => part !== undefined);
  return [year, ...rest.map((part) => part.padStart(2, '0'))].join('-');
}
