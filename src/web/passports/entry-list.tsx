import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { meWords, type MeWords } from '../../i18n/web-me-messages.ts';
import { groupBy } from '../group-by.ts';
import { yearOf, type PassportEntry } from './passport-entry.ts';

/** Under which headings entries stand: `pinned` is one for what is pinned, and years for the others. */
export type EntryGroups = 'pinned' | 'year' | 'kind' | 'none';

/** The entries in the order in which they are given, under headings or in one list. */
export function EntryList(props: {
  readonly entries: readonly PassportEntry[];
  readonly locale: Locale;
  readonly under: EntryGroups;
  readonly item: (entry: PassportEntry) => VNode;
}): VNode {
  const { entries, under, item } = props;
  if (under === 'none') return <ol class="entries">{entries.map(item)}</ol>;
  const words = meWords(props.locale);
  return (
    <>
      {[...groupBy(entries, (entry) => headingOf(entry, under, words))].map(([heading, group]) => (
        <section class="year" aria-label={heading}>
          <h3>{heading}</h3>
          <ol class="entries">{group.map(item)}</ol>
        </section>
      ))}
    </>
  );
}

function headingOf(entry: PassportEntry, under: EntryGroups, words: MeWords): string {
  if (under === 'kind')
    return entry.kind === 'experience'
      ? words.kinds[entry.experience.kind]
      : words.provenance[entry.provenance];
  if (under === 'pinned' && entry.pinnedAt !== undefined) return words.pinned;
  return yearOf(entry) ?? words.undated;
}
