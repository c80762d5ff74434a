import type { VNode } from 'preact';
import { entryKey } from '../../domain/entry-ref.ts';
import { entryChooserWords } from '../../i18n/web-entry-chooser-messages.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { whenOf } from '../passports/entry-view.tsx';
import { refOf, type PassportEntry } from '../passports/passport-entry.ts';
import type { Visit } from '../session/signed-in-pages.ts';

/** Entries of a passport to tick, as fields `entry`; two links tick all or none, for who has no scripts too. */
export function EntryChooser(props: {
  readonly visit: Visit;
  readonly entries: readonly PassportEntry[];
  /** Those that are ticked, as `entryKey` writes them. */
  readonly chosen: ReadonlySet<string>;
  /** The addresses at which all or none are ticked. */
  readonly all: string;
  readonly none: string;
}): VNode {
  const { visit, entries, chosen } = props;
  const words = entryChooserWords(visit.locale);
  const { provenance } = meWords(visit.locale);
  return (
    <>
      <p class="buttons">
        <a href={props.all}>{words.all}</a>
        <a href={props.none}>{words.none}</a>
      </p>
      <div class="choices">
        {entries.map((entry) => {
          const key = entryKey(refOf(entry));
          return (
            <label>
              <input type="checkbox" name="entry" value={key} checked={chosen.has(key)} />
              <span>
                {entry.title}
                <small>
                  {[entry.by, whenOf(entry, visit.locale), provenance[entry.provenance]]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </small>
              </span>
            </label>
          );
        })}
      </div>
    </>
  );
}
