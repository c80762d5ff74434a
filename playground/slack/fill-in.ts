import { z } from 'zod';
import { interactiveElements } from './block-kit/blocks.ts';
import type { Block } from './block-kit/blocks.ts';
import type { Interactive } from './block-kit/elements.ts';
import { option } from './block-kit/text-object.ts';
import type { Option } from './block-kit/text-object.ts';
import type { Json } from './json.ts';
import { toJson } from './json.ts';
import { NotPossible } from './slack-error.ts';

/**
 * What a person puts into an element: text, a date, a user id, or the value of an option (a list of them
 * where several may be chosen). Options of an external select are given as they were suggested.
 */
export type Filling = string | readonly string[] | Option | readonly Option[];

/** The options that an element offers by itself. */
function offered(element: Interactive): { value: string }[] {
  const own = 'options' in element ? (element.options ?? []) : [];
  const groups = 'option_groups' in element ? (element.option_groups ?? []) : [];
  return [...own, ...groups.flatMap((group) => group.options)];
}

function chosen(element: Interactive, value: Filling, suggested: readonly Option[]): Json[] {
  const wanted = typeof value === 'string' || !Array.isArray(value) ? [value] : value;
  return wanted.map((one) => {
    const asOption = option.safeParse(one);
    const name = asOption.success ? asOption.data.value : String(one);
    const found = [...offered(element), ...suggested].find((candidate) => candidate.value === name);
    if (!found) throw new NotPossible('no_such_option', `"${name}" is not offered by ${element.type}`);
    return toJson(found);
  });
}

function texts(value: Filling): string[] {
  return z.union([z.string().transform((one) => [one]), z.array(z.string())]).parse(value);
}

function oneText(value: Filling): string {
  return z.string({ error: 'this element takes one text' }).parse(value);
}

/**
 * An element's value in Slack's form, after a person filled it in.
 * @throws NotPossible `no_such_option`, `too_long`, `too_short`, `not_a_date`, `not_fillable`
 */
export function fillIn(
  element: Interactive,
  value: Filling,
  suggested: readonly Option[] = [],
): { [key: string]: Json } {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input': {
      const typed = oneText(value);
      if (typed.length > (element.max_length ?? 3000)) throw new NotPossible('too_long', typed.slice(0, 40));
      if (typed !== '' && typed.length < (element.min_length ?? 0)) throw new NotPossible('too_short', typed);
      return { type, value: typed === '' ? null : typed };
    }
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: oneText(value) || null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: value === '' ? null : (chosen(element, value, suggested)[0] ?? null) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes': {
      const options = chosen(element, value, suggested);
      const most = 'max_selected_items' in element ? (element.max_selected_items ?? 100) : 100;
      if (options.length > most) throw new NotPossible('too_many', `at most ${most}`);
      return { type, selected_options: options };
    }
    case 'users_select':
      return { type, selected_user: oneText(value) || null };
    case 'multi_users_select':
      return { type, selected_users: texts(value) };
    case 'conversations_select':
      return { type, selected_conversation: oneText(value) || null };
    case 'channels_select':
      return { type, selected_channel: oneText(value) || null };
    case 'datepicker': {
      const date = oneText(value);
      if (date !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new NotPossible('not_a_date', date);
      return { type, selected_date: date || null };
    }
    case 'timepicker':
      return { type, selected_time: oneText(value) || null };
    case 'button':
    case 'overflow':
    case 'file_input':
      throw new NotPossible('not_fillable', `a ${type} holds no value`);
    default:
      return element satisfies never;
  }
}

/** Whether nothing has been filled in. */
export function isEmpty(value: { [key: string]: Json } | undefined): boolean {
  const { type: _type, ...held } = value ?? {};
  return Object.values(held).every(
    (one) => one === null || one === '' || (Array.isArray(one) && one.length === 0),
  );
}

/** Finds an element by action id, and by block id where that is given. */
export function findElement(
  blocks: readonly Block[],
  actionId: string,
  blockId?: string,
): { block: Block; element: Interactive } {
  for (const block of blocks) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    const element = interactiveElements(block).find((one) => one.action_id === actionId);
    if (element) return { block, element };
  }
  throw new NotPossible('no_such_action', `${actionId} is not here`);
}
