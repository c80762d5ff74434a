import type { Locale } from '../../../src/domain/localized-text.ts';
import type { ReplyPart } from '../reply/reply.ts';
import type { FormRequest } from './form-request.ts';

/** Every field that a form can have. */
export const fieldNames = [
  'badge',
  'people',
  'reason',
  'nomination',
  'decision',
  'award',
  'subject',
  'kind',
  'title',
  'organisation',
  'from',
  'until',
  'description',
  'skill',
  'address',
  'language',
  'digest',
  'digestHour',
  'digestBy',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** What a person can choose; `value` is what comes back. */
export type Choice = { readonly value: string; readonly label: string; readonly detail?: string };

/** What a search field finds its choices in; see `searchChoices`. */
export type SearchOf =
  | 'badge-to-award'
  | 'badge-to-nominate'
  | 'nomination-to-support'
  | 'nomination-to-review'
  | 'award-to-revoke'
  | 'evidence-subject'
  | 'skill';

type Field = {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly optional: boolean;
};

export type FormField =
  /** One of many, found by typing: the answer is the choice's value. */
  | (Field & { readonly kind: 'search'; readonly of: SearchOf; readonly value?: Choice })
  /** People of the workspace: the answer is a list of user ids, as the platform writes them. */
  | (Field & { readonly kind: 'people'; readonly most: number; readonly value: readonly string[] })
  /** `most`: characters. */
  | (Field & {
      readonly kind: 'text';
      readonly long: boolean;
      readonly most: number;
      readonly value?: string;
      readonly placeholder?: string;
    })
  /** One of a few that are all shown. */
  | (Field & { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly value?: string });

/** A form as any platform can show it. */
export type Form = {
  /** What it was asked for; comes back with the answers. */
  readonly request: FormRequest;
  readonly locale: Locale;
  /** At most 24 characters, as the button's words. */
  readonly title: string;
  /** Absent when there is nothing to send in. */
  readonly submit?: string;
  readonly cancel: string;
  readonly parts: readonly (FormField | ReplyPart)[];
};

/** What was filled in; a field that was left empty is absent. */
export type FormAnswers = Readonly<Partial<Record<FieldName, string | readonly string[]>>>;

export function isField(part: FormField | ReplyPart): part is FormField {
  return 'name' in part;
}

/** The text or the choice in a field. */
export function textAnswer(answers: FormAnswers, name: FieldName): string | undefined {
  const answer = answers[name];
  const text = typeof answer === 'string' ? answer.trim() : undefined;
  return text === '' ? undefined : text;
}

export function listAnswer(answers: FormAnswers, name: FieldName): readonly string[] {
  const answer = answers[name];
  return typeof answer === 'string' ? [answer] : (answer ?? []);
}
