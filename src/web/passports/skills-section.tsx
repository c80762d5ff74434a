import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { PassportSkill } from '../../domain/passport-skills.ts';
import { listed } from '../../i18n/format.ts';
import { skillsPictureWords } from '../../i18n/skills-picture-messages.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { skillsPicture } from '../../use-cases/skills-picture.ts';
import { momentInWords } from '../moment-in-words.ts';

/** So many rows a table has; past that nobody reads on, and the filter finds the rest. */
const mostRows = 200;

/** The picture of the skills, and the same in a table for those who don't see it. */
export function SkillsSection(props: {
  readonly skills: readonly PassportSkill[];
  readonly locale: Locale;
  readonly now: Date;
  /** The address that shows only what shows a skill. */
  readonly filterBy?: (url: string) => string;
}): VNode {
  const { skills, locale, now, filterBy } = props;
  const words = meWords(locale);
  return (
    <section aria-labelledby="skills">
      <h2 id="skills">{words.skills}</h2>
      {skills.length === 0 ? (
        <p class="muted">{words.skillsNone}</p>
      ) : (
        <>
          <figure
            class="skills-figure"
            // The picture is our own drawing, in which every word is escaped.
            dangerouslySetInnerHTML={{
              __html: skillsPicture(skills, { locale, now, words: skillsPictureWords(locale) }),
            }}
          />
          <details class="skills-details">
            <summary>{words.skillsTable}</summary>
            {filterBy === undefined ? null : (
              <p>
                <a href="/me/skills.svg">{words.skillsDownload}</a>
              </p>
            )}
            <SkillsTable skills={skills.slice(0, mostRows)} locale={locale} filterBy={filterBy} />
          </details>
        </>
      )}
    </section>
  );
}

function SkillsTable(props: {
  readonly skills: readonly PassportSkill[];
  readonly locale: Locale;
  readonly filterBy: ((url: string) => string) | undefined;
}): VNode {
  const { skills, locale, filterBy } = props;
  const words = meWords(locale);
  const { skillColumns } = words;
  return (
    // Wider than a phone; it scrolls by itself, for the keyboard too.
    <div class="scrolls" role="region" aria-label={words.skillsTable} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {Object.values(skillColumns).map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {skills.map(({ skill, awarded, imported, declared, latest, vouchedBy }) => {
            const name = inLocale(skill.name, locale);
            return (
              <tr>
                <th scope="row">
                  {filterBy === undefined ? name : <a href={filterBy(skill.url)}>{name}</a>}
                </th>
                <td>{awarded}</td>
                <td>{imported}</td>
                <td>{declared}</td>
                <td>
                  {latest === undefined
                    ? words.unknownDate
                    : momentInWords(latest.toISOString().slice(0, 7), locale)}
                </td>
                <td>
                  {listed(
                    vouchedBy.map((by) => inLocale(by, locale)),
                    locale,
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
