import type { types } from '@slack/bolt';
import { z } from 'zod';
import { locales, type Locale } from '../../src/domain/localized-text.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { formWords } from '../../src/i18n/chat-form-messages.ts';
import { formRequest, type FormRequest } from '../chat/form/form-request.ts';
import {
  fieldNames,
  isField,
  type Choice,
  type FieldName,
  type Form,
  type FormAnswers,
  type FormField,
} from '../chat/form/form.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { cut, replyBlocks } from './slack-blocks.ts';
import type { SlackModal } from './slack-deps.ts';
import type { SlackSubmission } from './slack-request.ts';
import type { Whereabouts } from './slack-sender.ts';

type View = SlackModal;

/** What Slack refuses past (docs.slack.dev, Block Kit reference: views, inputs, options). */
const limits = { title: 24, label: 150, hint: 150, option: 75, metadata: 3000, blocks: 100, radio: 3 };

/** `search:OF` is the action of a field whose choices are asked for while somebody types. */
export const searchAction = 'search:';

/** What a modal carries along: what was asked for, and where its answer goes. */
const carried = z.object({
  request: formRequest,
  locale: z.enum(locales),
  conversation: z.string(),
  thread: z.string().optional(),
  begun: z.boolean().optional(),
  answerAt: z.string().optional(),
});
export type Carried = z.infer<typeof carried>;

/** A form as a modal. */
export function formView(form: Form, where: Whereabouts, workspaceId: string): View {
  const { someone } = chatWords(form.locale);
  const blocks = form.parts.flatMap((part, at) =>
    isField(part) ? [fieldBlock(part)] : replyBlocks([part], workspaceId, someone, `part-${at}`),
  );
  return {
    type: 'modal',
    title: plain(form.title, limits.title),
    ...(form.submit === undefined ? {} : { submit: plain(form.submit, limits.title) }),
    close: plain(form.cancel, limits.title),
    private_metadata: metadata({
      request: form.request,
      locale: form.locale,
      conversation: where.conversation,
      ...(where.thread === undefined ? {} : { thread: where.thread }),
      ...(where.begun === undefined ? {} : { begun: where.begun }),
      ...(where.answerAt === undefined ? {} : { answerAt: where.answerAt }),
    }),
    blocks: blocks.slice(0, limits.blocks),
  };
}

/** What is shown at once while the form is being made, before anybody's language is known. */
export function waitingView(): View {
  const words = [formWords('nl').wait, formWords('en').wait].join('\n');
  return {
    type: 'modal',
    title: plain('Speldje', limits.title),
    blocks: [{ type: 'section', text: { type: 'plain_text', text: words } }],
  };
}

/** Words where a form was expected. */
export function replyView(reply: Reply, workspaceId: string, locale: Locale): View {
  return {
    type: 'modal',
    title: plain('Speldje', limits.title),
    close: plain(formWords(locale).close, limits.title),
    blocks: replyBlocks(reply.parts, workspaceId, chatWords(locale).someone, 'part').slice(0, limits.blocks),
  };
}

/** What a modal carries; undefined for one that is not a form of ours. */
export function readCarried(privateMetadata: string): Carried | undefined {
  try {
    const parsed = carried.safeParse(JSON.parse(privateMetadata));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** What was filled in, by field; a field's block bears its name. */
export function answersOf(submission: SlackSubmission): FormAnswers {
  const answers: Partial<Record<FieldName, string | readonly string[]>> = {};
  for (const [block, elements] of Object.entries(submission.view.state.values)) {
    const name = fieldName.safeParse(block);
    const [held] = Object.values(elements);
    if (!name.success || held === undefined) continue;
    const answer = held.selected_users ?? held.selected_option?.value ?? held.value;
    if (answer !== undefined && answer !== null) answers[name.data] = answer;
  }
  return answers;
}

const fieldName = z.enum(fieldNames);

/** A choice as Slack shows it in a menu; the detail goes behind the label, as far as it fits. */
export function option({ value, label, detail }: Choice): types.PlainTextOption {
  const text = detail === undefined ? label : `${label} · ${detail}`;
  return { text: plain(text.length > limits.option ? label : text, limits.option), value };
}

function fieldBlock(field: FormField): types.KnownBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, limits.label),
    optional: field.optional,
    ...(field.hint === undefined ? {} : { hint: plain(field.hint, limits.hint) }),
    element: element(field),
  };
}

function element(field: FormField): types.InputBlock['element'] {
  switch (field.kind) {
    case 'search':
      return {
        type: 'external_select',
        action_id: `${searchAction}${field.of}`,
        min_query_length: 0,
        ...(field.value === undefined ? {} : { initial_option: option(field.value) }),
      };
    case 'people':
      return {
        type: 'multi_users_select',
        action_id: 'people',
        max_selected_items: field.most,
        ...(field.value.length === 0 ? {} : { initial_users: [...field.value] }),
      };
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: field.name,
        multiline: field.long,
        max_length: field.most,
        ...(field.value === undefined ? {} : { initial_value: field.value }),
        ...(field.placeholder === undefined ? {} : { placeholder: plain(field.placeholder, limits.hint) }),
      };
    case 'choice': {
      const options = field.choices.map(option);
      const initial = options.find(({ value }) => value === field.value);
      return {
        type: field.choices.length <= limits.radio ? 'radio_buttons' : 'static_select',
        action_id: field.name,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      };
    }
  }
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, most), emoji: true };
}

/** Within what Slack keeps with a modal: what is filled in stands in the fields, and a long message is cut. */
function metadata(all: Carried): string {
  const { reason: _, people: __, ...request } = all.request;
  let text = request.said?.text;
  for (;;) {
    const said: FormRequest['said'] =
      request.said === undefined
        ? undefined
        : { ...request.said, ...(text === undefined ? {} : { text }), files: request.said.files.slice(0, 5) };
    const written = JSON.stringify({
      ...all,
      request: { ...request, ...(said === undefined ? {} : { said }) },
    });
    if (written.length <= limits.metadata || text === undefined || text === '') return written;
    text = cut(text, Math.max(1, Math.floor(text.length * 0.8))).slice(0, text.length - 1);
  }
}
