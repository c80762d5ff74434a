import type { VNode } from 'preact';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';
import { mostInRecord } from '../../../use-cases/clr-of-passport.ts';
import type { PassportEntry } from '../../passports/passport-entry.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { EntryChooser } from '../entry-chooser.tsx';
import { MeForm } from '../me-frame.tsx';
import { NothingYet } from '../nothing-yet.tsx';
import { takeOutForms } from './take-out-files.ts';

/** Which entries go along, and as what. */
export function TakeOutPage(props: {
  readonly visit: Visit;
  readonly entries: readonly PassportEntry[];
  readonly chosen: ReadonlySet<string>;
  readonly fault?: string;
}): VNode {
  const { visit, entries, chosen, fault } = props;
  const words = takeOutWords(visit.locale);
  const badges = entries.filter(({ kind }) => kind === 'award').length;
  return (
    <article>
      <header class="page-head">
        <h1>{words.chooseTitle}</h1>
        <p class="lead">{words.chooseLead}</p>
      </header>
      {entries.length === 0 ? (
        <NothingYet visit={visit} text={words.nothing} />
      ) : (
        <MeForm visit={visit} action="/me/take-out" class="wide-form">
          {fault === undefined ? null : (
            <p class="said not-done" role="alert">
              {fault}
            </p>
          )}
          <fieldset id="choose">
            <legend>{words.chooseWhat}</legend>
            <EntryChooser
              visit={visit}
              entries={entries}
              chosen={chosen}
              all="/me/take-out#choose"
              none="/me/take-out?none=1#choose"
            />
          </fieldset>
          <fieldset>
            <legend>{words.chooseForm}</legend>
            <ul class="take-out-forms">
              {takeOutForms
                .filter((form) => badges > 0 || form === 'pdf' || form === 'csv')
                .map((form) => (
                  <li>
                    <button type="submit" class="outline auto" name="as" value={form}>
                      {words.forms[form]}
                    </button>
                    <small>{words.formHints[form]}</small>
                  </li>
                ))}
            </ul>
            {badges > mostInRecord.json ? (
              <p class="muted">{words.recordMost(mostInRecord.json, mostInRecord.jwt)}</p>
            ) : null}
          </fieldset>
        </MeForm>
      )}
    </article>
  );
}
