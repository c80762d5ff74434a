/** The languages that messages exist in. */
export type MessageLocale = 'nl' | 'en';

/** Messages of one area in both languages; `en` is typed by `nl`, so that neither can lack a key. */
export type MessageSet<T> = Readonly<Record<MessageLocale, T>>;

const tags = { nl: 'nl-NL', en: 'en-GB' } as const;

/** `25 november 2026`, in the given IANA zone. */
export function longDate(date: Date, locale: MessageLocale, timeZone = 'Europe/Amsterdam'): string {
  return new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone }).format(date);
}

/** `10:41`, in the given IANA zone. */
export function timeOfDay(date: Date, locale: MessageLocale, timeZone = 'Europe/Amsterdam'): string {
  return new Intl.DateTimeFormat(tags[locale], { timeStyle: 'short', timeZone }).format(date);
}

/** `Sam, Noor en Ali`. */
export function listed(items: readonly string[], locale: MessageLocale): string {
  return new Intl.ListFormat(tags[locale], { style: 'long', type: 'conjunction' }).format(items);
}

/** `“Lassen”`. */
export function quoted(title: string): string {
  return `“${title}”`;
}

/** The form for one or for more; Dutch and English have just those two. */
export function plural(count: number, locale: MessageLocale, one: string, more: string): string {
  return new Intl.PluralRules(tags[locale]).select(count) === 'one' ? one : more;
}

/** How much there is of each kind, such as `2 badges`; kinds of which there is nothing are left out. */
export function amounts(
  kinds: readonly (readonly [count: number, one: string, more: string])[],
  locale: MessageLocale,
): readonly string[] {
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, one, more]) => `${wholeNumber(count, locale)} ${plural(count, locale, one, more)}`);
}

/** A number as the language writes it: `1.234` and `1,234`. */
export function wholeNumber(count: number, locale: MessageLocale): string {
  return new Intl.NumberFormat(tags[locale]).format(count);
}

/** `25 nov 2026, 09:30`, in the given IANA zone. */
export function shortDateTime(date: Date, locale: MessageLocale, timeZone = 'Europe/Amsterdam'): string {
  return new Intl.DateTimeFormat(tags[locale], { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    date,
  );
}
