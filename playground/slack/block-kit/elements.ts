import { z } from 'zod';
import {
  address,
  anyText,
  confirmation,
  identifier,
  option,
  optionGroup,
  plainText,
  richOption,
  text,
} from './text-object.ts';

const action = { action_id: identifier.optional() };
const confirm = { confirm: confirmation.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const menu = { ...action, ...confirm, ...focus, ...placeholder };
const many = { max_selected_items: z.number().int().min(1).optional() };
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

type Choosable = {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
  initial_option?: { value: string } | undefined;
  initial_options?: { value: string }[] | undefined;
};

function checkChoices(element: Choosable, context: z.RefinementCtx): void {
  const complain = (message: string) => context.addIssue({ code: 'custom', message });
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    complain('must define either `options` or `option_groups`, not both');
    return;
  }
  const all = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  const values = all.map((one) => one.value);
  if (new Set(values).size !== values.length) complain('option values must be unique');
  const initial = element.initial_options ?? (element.initial_option ? [element.initial_option] : []);
  if (initial.some((one) => !values.includes(one.value)))
    complain('initial option must be one of the options');
}

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be formatted as YYYY-MM-DD' });
const timeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be formatted as HH:mm' });

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  ...action,
  url: address.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  ...confirm,
  accessibility_label: text(75).optional(),
});

/** The picture used as an accessory or in a context block. */
export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: text(2000),
    image_url: address.optional(),
    slack_file: z.strictObject({ id: text(255).optional(), url: address.optional() }).optional(),
  })
  .refine((image) => (image.image_url === undefined) !== (image.slack_file === undefined), {
    error: 'must define either `image_url` or `slack_file`',
  });

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...action,
  ...confirm,
  options: z
    .array(option.extend({ url: address.optional() }))
    .min(1)
    .max(5),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...choices,
    initial_option: option.optional(),
  })
  .superRefine(checkChoices);
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...menu,
  min_query_length: z.number().int().min(0).optional(),
  initial_option: option.optional(),
});
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...menu,
  initial_user: text(255).optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...menu,
  initial_conversation: text(255).optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z.looseObject({}).optional(),
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...menu,
  initial_channel: text(255).optional(),
  response_url_enabled: z.boolean().optional(),
});

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...many,
    ...choices,
    initial_options: z.array(option).min(1).max(100).optional(),
  })
  .superRefine(checkChoices);
const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...menu,
  ...many,
  min_query_length: z.number().int().min(0).optional(),
  initial_options: z.array(option).min(1).max(100).optional(),
});
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...menu,
  ...many,
  initial_users: z.array(text(255)).optional(),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...menu,
  initial_date: dateText.optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...menu,
  initial_time: timeText.optional(),
  timezone: text(255).optional(),
});
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...action,
    ...confirm,
    ...focus,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).max(10).optional(),
  })
  .superRefine(checkChoices);
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...action,
    ...confirm,
    ...focus,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .superRefine(checkChoices);

const field = { ...action, ...focus, ...placeholder, dispatch_action_config: z.looseObject({}).optional() };
const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...field,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
});
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...field,
  initial_value: z.string().max(3000).optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...field,
  initial_value: z.string().max(3000).optional(),
});
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...field,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...action,
  filetypes: z.array(text(50)).min(1).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

const selects = [
  staticSelect,
  externalSelect,
  usersSelect,
  conversationsSelect,
  channelsSelect,
  datepicker,
  timepicker,
  checkboxes,
  radioButtons,
] as const;
const multiSelects = [multiStaticSelect, multiExternalSelect, multiUsersSelect] as const;

/** What an actions block may hold (multi-selects are for section and input blocks only). */
export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...selects]);

/** What a section may carry at its side. */
export const accessory = z.discriminatedUnion('type', [
  button,
  overflow,
  imageElement,
  ...selects,
  ...multiSelects,
]);

/** What a context block may hold. */
export const contextElement = z.discriminatedUnion('type', [...anyText(3000).options, imageElement]);

/** What an input block may hold. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  fileInput,
  ...selects,
  ...multiSelects,
]);

export type ActionsElement = z.infer<typeof actionsElement>;
export type Accessory = z.infer<typeof accessory>;
export type InputElement = z.infer<typeof inputElement>;
/** Anything a person can press, choose or fill in. */
export type Interactive = Exclude<ActionsElement | Accessory | InputElement, { type: 'image' }>;
