import type { VNode } from 'preact';
import { experienceKinds } from '../../../domain/experience.ts';
import { inLocale } from '../../../domain/localized-text.ts';
import { mostPinned } from '../../../domain/person.ts';
import type { Passport } from '../../../domain/passport.ts';
import { showingKinds, type PassportSkill } from '../../../domain/passport-skills.ts';
import { meWords } from '../../../i18n/web-me-messages.ts';
import { EntryList } from '../../passports/entry-list.tsx';
import type { Visit } from '../../session/signed-in-pages.ts';
import {
  choiceAddress,
  chooseEntries,
  entryOrders,
  groupsOf,
  type ChosenEntries,
  type EntryChoice,
} from './entry-choice.ts';
import { TakeOutSection } from '../take-out/take-out-section.tsx';
import { EntryItem } from './entry-item.tsx';
import { entriesOf, isOfKind, type PassportEntry } from '../../passports/passport-entry.ts';
import { SkillsSection } from '../../passports/skills-section.tsx';

/** A learner's own passport: what it shows, and everything in it. */
export function PassportPage(props: {
  readonly visit: Visit;
  readonly passport: Passport;
  readonly choice: EntryChoice;
  readonly now: Date;
  /** What came of what they did. */
  readonly said?: string;
}): VNode {
  const { visit, passport, choice, now, said } = props;
  const { locale, person } = visit;
  const words = meWords(locale);
  const all = entriesOf(passport, locale, now);
  const chosen = chooseEntries(all, choice);
  const { awards, skills } = passport;
  const empty = all.length === 0;
  // As the skills are: without what is hidden.
  const seen = all.filter(({ hidden }) => !hidden);
  const experiences = seen.filter(({ kind }) => kind === 'experience').length;
  const pinned = all.filter(({ pinnedAt }) => pinnedAt !== undefined).length;
  return (
    <article>
      <header class="page-head">
        <h1>{person.name === undefined ? words.passportTitle : words.passportOf(person.name)}</h1>
        {said === undefined ? null : (
          <p class="said" role="status">
            {said}
          </p>
        )}
        {empty ? (
          <p class="lead">{words.empty}</p>
        ) : (
          <>
            {seen.length === 0 ? null : (
              <p class="lead">{words.counts(seen.length - experiences, experiences, skills.length)}</p>
            )}
            <p class="muted">{words.privateHint}</p>
          </>
        )}
        <p class="buttons no-print">
          <a href="/me/experiences/new" role="button">
            {words.addExperience}
          </a>
          <a href="/me/import" role="button" class="outline">
            {words.addImport}
          </a>
        </p>
      </header>
      {empty ? null : (
        <>
          <SkillsSection
            skills={skills}
            locale={locale}
            now={now}
            filterBy={(skill) => `${choiceAddress(choice, { skill, page: 1 })}#entries`}
          />
          <section aria-labelledby="entries">
            <h2 id="entries">
              {words.entries} <small>{words.entriesCount(chosen.count)}</small>
            </h2>
            <Filters {...{ visit, choice, chosen, skills, all }} />
            <Entries {...{ visit, choice, chosen }} mayPin={pinned < mostPinned} />
          </section>
          <TakeOutSection locale={locale} badges={awards.length} />
        </>
      )}
    </article>
  );
}

function Filters(props: {
  readonly visit: Visit;
  readonly choice: EntryChoice;
  readonly chosen: ChosenEntries;
  readonly skills: readonly PassportSkill[];
  readonly all: readonly PassportEntry[];
}): VNode {
  const { visit, choice, chosen, skills, all } = props;
  const { locale } = visit;
  const words = meWords(locale);
  const kindWords = { ...words.provenance, ...words.kinds };
  const narrowed = choiceAddress(choice, { order: 'newest', page: 1 }) !== '/me';
  const kinds = [...showingKinds, ...experienceKinds].filter((kind) =>
    all.some((entry) => isOfKind(entry, kind)),
  );
  const named = skills.map(({ skill }) => ({ url: skill.url, name: inLocale(skill.name, locale) }));
  return (
    <details class="filters no-print" open={narrowed}>
      <summary>{words.filters}</summary>
      <form method="get" action="/me#entries">
        <div class="filter-fields">
          <Choice
            id="filter-skill"
            name="skill"
            label={words.filterSkill}
            all={words.filterAll}
            value={choice.skill}
          >
            {named
              .toSorted((a, b) => a.name.localeCompare(b.name, locale))
              .map(({ url, name }) => [url, name])}
          </Choice>
          <Choice
            id="filter-kind"
            name="kind"
            label={words.filterKind}
            all={words.filterAll}
            value={choice.kind ?? ''}
          >
            {kinds.map((kind) => [kind, kindWords[kind]])}
          </Choice>
          <Choice
            id="filter-year"
            name="year"
            label={words.filterYear}
            all={words.filterAll}
            value={choice.year ?? ''}
          >
            {chosen.years.map((year) => [year, year])}
          </Choice>
          <Choice id="filter-order" name="order" label={words.filterOrder} value={choice.order}>
            {entryOrders.map((order) => [order, words.orders[order]])}
          </Choice>
        </div>
        {chosen.hiddenCount === 0 ? null : (
          <label>
            <input type="checkbox" name="hidden" value="1" checked={choice.hidden !== undefined} />
            {words.filterHidden(chosen.hiddenCount)}
          </label>
        )}
        <div class="buttons">
          <button type="submit">{words.filterShow}</button>
          {narrowed ? <a href="/me#entries">{words.filterClear}</a> : null}
        </div>
      </form>
    </details>
  );
}

function Choice(props: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly all?: string;
  readonly value: string;
  readonly children: readonly (readonly [string, string] | readonly string[])[];
}): VNode {
  return (
    <div>
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.name}>
        {props.all === undefined ? null : <option value="">{props.all}</option>}
        {props.children.map(([value = '', name]) => (
          <option value={value} selected={value === props.value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Entries(props: {
  readonly visit: Visit;
  readonly choice: EntryChoice;
  readonly chosen: ChosenEntries;
  readonly mayPin: boolean;
}): VNode {
  const { visit, choice, chosen, mayPin } = props;
  const words = meWords(visit.locale);
  if (chosen.entries.length === 0) return <p class="muted">{words.nothingFits}</p>;
  const back = choiceAddress(choice);
  return (
    <>
      <EntryList
        entries={chosen.entries}
        locale={visit.locale}
        under={groupsOf[choice.order]}
        item={(entry) => (
          <EntryItem
            visit={visit}
            entry={entry}
            back={back}
            underYear={groupsOf[choice.order] !== 'none'}
            mayPin={mayPin}
          />
        )}
      />
      {chosen.pages === 1 ? null : (
        <nav class="pages" aria-label={words.page(chosen.page, chosen.pages)}>
          {chosen.page === 1 ? null : (
            <a href={`${choiceAddress(choice, { page: chosen.page - 1 })}#entries`} rel="prev">
              {words.previous}
            </a>
          )}
          <span>{words.page(chosen.page, chosen.pages)}</span>
          {chosen.page === chosen.pages ? null : (
            <a href={`${choiceAddress(choice, { page: chosen.page + 1 })}#entries`} rel="next">
              {words.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}
