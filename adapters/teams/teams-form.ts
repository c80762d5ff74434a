import { z } from 'zod';
import { locales, type Locale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { formRequest, type FormRequest } from '../chat/form/form-request.ts';
import {
  fieldNames,
  isField,
  listAnswer,
  textAnswer,
  type Choice,
  type FieldName,
  type Form,
  type FormAnswers,
  type FormField,
} from '../chat/form/form.ts';
import {
  elementsOf,
  fitted,
  textBlock,
  type Card,
  type CardElement,
  type CardOptions,
} from './teams-card.ts';
import { escapeMarkdown, teamsWriter } from './teams-markdown.ts';

/** People of the conversation, found by the client itself (Teams, "People Picker in Adaptive Cards"). */
const peopleOf = {
  group: 'graph.microsoft.com/users?scope=currentContext',
  everybody: 'graph.microsoft.com/users',
};

/** What a form carries along: what was asked for, and the token by which it is sent in once. */
const carriedShape = z.object({
  request: formRequest,
  locale: z.enum(locales),
  once: z.string().min(8).max(80),
});
export type Carried = z.infer<typeof carriedShape>;

/** What a form needs that is not in it: first choices of a search, names of people, faults. */
export type FormExtras = {
  readonly choices: ReadonlyMap<FieldName, readonly Choice[]>;
  readonly names: ReadonlyMap<string, string>;
  readonly faults: Readonly<Partial<Record<FieldName, string>>>;
  readonly answers?: FormAnswers;
};

/** A form as the card of a dialog. */
export function formCard(form: Form, once: string, extras: FormExtras, options: CardOptions): Card {
  const writer = teamsWriter({ ...options, someone: chatWords(form.locale).someone });
  const elements = form.parts.flatMap((part) =>
    isField(part) ? fieldElements(part, extras, options) : elementsOf([part], writer, options),
  );
  const carried: Carried = { request: bareRequest(form.request), locale: form.locale, once };
  const card = fitted(elements, writer, options);
  return form.submit === undefined
    ? card
    : {
        ...card,
        actions: [
          {
            type: 'Action.Submit',
            title: form.submit,
            style: 'positive',
            data: { speldje: JSON.stringify(carried) },
          },
        ],
      };
}

/** What stands in the fields is not carried beside them, and a long message is cut. */
function bareRequest(whole: FormRequest): FormRequest {
  const { reason: _, people: __, ...request } = whole;
  const { said } = request;
  return said === undefined
    ? request
    : {
        ...request,
        said: {
          ...said,
          ...(said.text === undefined ? {} : { text: said.text.slice(0, 4000) }),
          files: said.files.slice(0, 20),
        },
      };
}

function fieldElements(field: FormField, extras: FormExtras, options: CardOptions): CardElement[] {
  const fault = extras.faults[field.name];
  return [
    inputOf(field, extras, options),
    ...(field.hint === undefined ? [] : [small(escapeMarkdown(field.hint))]),
    ...(fault === undefined
      ? []
      : [{ ...small(escapeMarkdown(fault)), color: 'attention', isSubtle: false }]),
  ];
}

function small(text: string): CardElement {
  return { ...textBlock(text), size: 'small', isSubtle: true, spacing: 'none' };
}

function inputOf(field: FormField, extras: FormExtras, options: CardOptions): CardElement {
  const { answers } = extras;
  const label = { id: field.name, label: field.label };
  // The client says "required" only with words for it.
  const required = field.optional ? {} : { isRequired: true, errorMessage: field.label };
  switch (field.kind) {
    case 'text': {
      const value = answers === undefined ? field.value : textAnswer(answers, field.name);
      return {
        type: 'Input.Text',
        ...label,
        ...required,
        isMultiline: field.long,
        maxLength: field.most,
        ...(value === undefined ? {} : { value }),
        ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
      };
    }
    case 'choice': {
      const value = answers === undefined ? field.value : textAnswer(answers, field.name);
      return {
        type: 'Input.ChoiceSet',
        ...label,
        ...required,
        style: field.choices.length <= 3 ? 'expanded' : 'compact',
        choices: field.choices.map(choiceOf),
        ...(value === undefined ? {} : { value }),
      };
    }
    case 'search': {
      const value = answers === undefined ? field.value?.value : textAnswer(answers, field.name);
      const found = extras.choices.get(field.name) ?? [];
      const first = field.value === undefined ? [] : [field.value];
      const choices = [...first, ...found.filter((one) => one.value !== field.value?.value)];
      return {
        type: 'Input.ChoiceSet',
        ...label,
        ...required,
        style: 'filtered',
        choices: choices.map(choiceOf),
        'choices.data': { type: 'Data.Query', dataset: field.of },
        ...(value === undefined ? {} : { value }),
      };
    }
    case 'people': {
      const chosen = answers === undefined ? field.value : listAnswer(answers, field.name);
      return {
        type: 'Input.ChoiceSet',
        ...label,
        ...required,
        isMultiSelect: true,
        style: 'compact',
        choices: chosen.map((value) => ({ title: extras.names.get(value) ?? value, value })),
        'choices.data': {
          type: 'Data.Query',
          dataset: options.personal ? peopleOf.everybody : peopleOf.group,
        },
        ...(chosen.length === 0 ? {} : { value: chosen.join(',') }),
      };
    }
  }
}

/** A choice as a card shows it, with its detail behind it. */
export function choiceOf({ label, detail, value }: Choice): { title: string; value: string } {
  return { title: detail === undefined ? label : `${label} · ${detail}`, value };
}

/** What a dialog sends in: what it carries, and the answers by field. Undefined for what is no form of ours. */
export function readForm(
  data: unknown,
): { readonly carried: Carried; readonly answers: FormAnswers } | undefined {
  const parsed = z.object({ speldje: z.string().max(60_000) }).safeParse(data);
  if (!parsed.success) return undefined;
  const carried = carriedShape.safeParse(jsonOf(parsed.data.speldje));
  return carried.success ? { carried: carried.data, answers: answersOf(data) } : undefined;
}

export function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

const held = z.partialRecord(z.enum(fieldNames), z.string().max(10_000));

function answersOf(data: unknown): FormAnswers {
  const given = Object.fromEntries(
    Object.entries(Object(data)).filter(([name]) => fieldNames.some((field) => field === name)),
  );
  const parsed = held.safeParse(given);
  if (!parsed.success) return {};
  const { people, ...rest } = parsed.data;
  const answers = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  const list = (people ?? '').split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()]));
  return list.length === 0 ? answers : { ...answers, people: list };
}

/** Words in the language of whoever can't be known. */
export function localeOf(tag: string | null | undefined): Locale {
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'nl';
}
