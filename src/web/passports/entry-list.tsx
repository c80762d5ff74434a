import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { groupBy } from '../group-by.ts';
import { yearOf, type PassportEntry } from './passport-entry.ts';

/** The entries in the order in which they are given, under their years or in one list. */
export function EntryList(props: {
  readonly entries: readonly PassportEntry[];
  readonly locale: Locale;
  readonly byYear: boolean;
  readonly item: (entry: PassportEntry) => VNode;
}): VNode {
  const { entries, byYear, item } = props;
  if (!byYear) return <ol class="entries">{entries.map(item)}</ol>;
  const { undated } = meWords(props.locale);
  return (
    <>
      {[...groupBy(entries, (entry) => yearOf(entry) ?? undated)].map(([year, group]) => (
        <section class="year" aria-label={year}>
          <h3>{year}</h3>
          <ol class="entries">{group.map(item)}</ol>
        </section>
      ))}
    </>
  );
}
