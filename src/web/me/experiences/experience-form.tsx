import type { ComponentChildren, VNode } from 'preact';
import {
  experienceKinds,
  mostExperienceSkills,
  type Experience,
  type ExperienceFacts,
  type FactFault,
} from '../../../domain/experience.ts';
import { inLocale, type Locale } from '../../../domain/localized-text.ts';
import type { Skill } from '../../../domain/skill.ts';
import { meWords } from '../../../i18n/web-me-messages.ts';
import type { PostedForm } from '../../posted-form.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import { MeForm } from '../me-frame.tsx';
import { readMoment } from './read-moment.ts';

/** What stands in the fields. */
export type ExperienceTyped = {
  readonly kind: string;
  readonly title: string;
  readonly organisation: string;
  readonly from: string;
  readonly until: string;
  readonly description: string;
  readonly skills: readonly string[];
  readonly links: string;
};

const fields = ['title', 'organisation', 'from', 'until', 'description', 'skills', 'links'] as const;
type Field = (typeof fields)[number];

const fewestSkillFields = 4;

export function typedOf(experience: Experience, locale: Locale): ExperienceTyped {
  const {
    kind,
    title,
    organisation = '',
    from = '',
    until = '',
    description = '',
    skills,
    links,
  } = experience;
  return {
    kind,
    title,
    organisation,
    from,
    until,
    description,
    skills: skills.map(({ name }) => inLocale(name, locale)),
    links: links.join('\n'),
  };
}

export const nothingTyped: ExperienceTyped = {
  kind: 'work',
  title: '',
  organisation: '',
  from: '',
  until: '',
  description: '',
  skills: [],
  links: '',
};

/** More than an experience may have, so that too many are refused, and not so many that looking them up takes long. */
const mostTyped = 5 * mostExperienceSkills;

export function readTyped(form: PostedForm): ExperienceTyped {
  return {
    kind: form.text('kind'),
    title: form.text('title'),
    organisation: form.text('organisation'),
    from: form.text('from'),
    until: form.text('until'),
    description: form.text('description'),
    skills: form
      .all('skill')
      .map((skill) => skill.trim())
      .filter((skill) => skill !== '')
      .slice(0, mostTyped),
    links: form.text('links'),
  };
}

/** The facts that were typed, with the skills that are meant by theirs. */
export function factsOf(typed: ExperienceTyped, skills: readonly Skill[]): ExperienceFacts {
  const [from, until] = [readMoment(typed.from), readMoment(typed.until)];
  return {
    kind: experienceKinds.find((kind) => kind === typed.kind) ?? 'informal',
    title: typed.title,
    organisation: typed.organisation,
    description: typed.description,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    skills,
    links: typed.links.split(/\s+/u),
  };
}

/** One short form for every kind of experience. */
export function ExperienceForm(props: {
  readonly visit: Visit;
  readonly action: string;
  readonly typed: ExperienceTyped;
  readonly known: readonly Skill[];
  /** The `updatedAt` of what is changed, in milliseconds. */
  readonly seenAt?: number;
  readonly faults?: readonly FactFault[];
}): VNode {
  const { visit, typed, faults = [] } = props;
  const { locale } = visit;
  const words = meWords(locale);
  const field = (name: Field) => ({
    name,
    words,
    problem: faults.find((fault) => fault.field === name)?.problem,
  });
  const count = Math.max(fewestSkillFields, typed.skills.length + 1);
  return (
    <MeForm visit={visit} action={props.action} class="wide-form">
      {props.seenAt === undefined ? null : <input type="hidden" name="seen" value={props.seenAt} />}
      <label for="kind">{words.fields.kind}</label>
      <select id="kind" name="kind">
        {experienceKinds.map((kind) => (
          <option value={kind} selected={kind === typed.kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </select>
      <TextField {...field('title')} value={typed.title} max={200} hint={words.hints.title} required />
      <TextField
        {...field('organisation')}
        value={typed.organisation}
        max={200}
        hint={words.hints.organisation}
        autocomplete="organization"
      />
      <div class="pair">
        <TextField {...field('from')} value={typed.from} max={20} hint={words.hints.period} />
        <TextField {...field('until')} value={typed.until} max={20} hint={words.hints.until} />
      </div>
      <Labelled {...field('description')}>
        {(about) => (
          <textarea id="description" name="description" rows={4} maxlength={2000} {...about}>
            {typed.description}
          </textarea>
        )}
      </Labelled>
      <fieldset>
        <legend>
          {words.fields.skills} <small>({words.optional})</small>
        </legend>
        <p class="muted" id="skills-hint">
          {words.hints.skills}
        </p>
        <Fault {...field('skills')} />
        <div
          class="skill-fields"
          data-skills={`/skills.json?lang=${locale}&q=`}
          data-label={words.skillNumber('#')}
          data-list={words.skillSuggestions}
          data-none={words.skillsFound(0)}
          data-one={words.skillsFound(1)}
          data-many={words.skillsFound('#')}
        >
          {Array.from({ length: count }, (_, at) => (
            <input
              name="skill"
              list="known-skills"
              aria-label={words.skillNumber(at + 1)}
              aria-describedby="skills-hint"
              autocomplete="off"
              maxlength={300}
              value={typed.skills[at] ?? ''}
            />
          ))}
        </div>
        <datalist id="known-skills">
          {[...new Set(props.known.map(({ name }) => inLocale(name, locale)))].toSorted().map((name) => (
            <option value={name} />
          ))}
        </datalist>
      </fieldset>
      <Labelled {...field('links')} hint={words.hints.links}>
        {(about) => (
          <textarea id="links" name="links" rows={2} maxlength={12_000} {...about}>
            {typed.links}
          </textarea>
        )}
      </Labelled>
      <div class="buttons">
        <button type="submit">{words.save}</button>
        <a href="/me">{words.cancel}</a>
      </div>
    </MeForm>
  );
}

type FieldProps = {
  readonly name: Field;
  readonly words: ReturnType<typeof meWords>;
  readonly problem: FactFault['problem'] | undefined;
  readonly hint?: string;
  readonly required?: boolean;
};

function Fault({ name, words, problem }: FieldProps): VNode | null {
  return problem === undefined ? null : (
    <small id={`${name}-fault`} class="fault" role="alert">
      {words.faults[problem]}
    </small>
  );
}

/** A field with its label, hint and fault, tied together for those who hear the page. */
function Labelled(props: FieldProps & { readonly children: (about: object) => ComponentChildren }): VNode {
  const { name, words, problem, hint, required } = props;
  const faulty = problem !== undefined;
  const described = [hint === undefined ? '' : `${name}-hint`, faulty ? `${name}-fault` : ''].filter(Boolean);
  return (
    <div>
      <label for={name}>
        {words.fields[name]} {required ? null : <small>({words.optional})</small>}
      </label>
      {props.children({
        ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
        ...(faulty ? { 'aria-invalid': 'true' } : {}),
      })}
      {hint === undefined ? null : <small id={`${name}-hint`}>{hint}</small>}
      <Fault {...props} />
    </div>
  );
}

function TextField(
  props: FieldProps & {
    readonly value: string;
    readonly max: number;
    readonly autocomplete?: string;
  },
): VNode {
  const { name, value, max, required = false, autocomplete = 'off' } = props;
  return (
    <Labelled {...props}>
      {(about) => (
        <input
          id={name}
          name={name}
          value={value}
          maxlength={max}
          required={required}
          autocomplete={autocomplete}
          {...about}
        />
      )}
    </Labelled>
  );
}
