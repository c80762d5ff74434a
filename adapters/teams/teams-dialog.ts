import { z } from 'zod';
import type { Locale } from '../../src/domain/localized-text.ts';
import { teamsWords } from '../../src/i18n/chat-teams-messages.ts';
import type { ChatContext } from '../chat/command/chat-context.ts';
import type { ChatResult } from '../chat/command/chat-result.ts';
import { checkAnswers } from '../chat/form/check-answers.ts';
import { readFormRequest, type FormRequest } from '../chat/form/form-request.ts';
import { isField, type Choice, type FieldName, type Form, type FormAnswers } from '../chat/form/form.ts';
import { openForm } from '../chat/form/open-form.ts';
import { searchChoices } from '../chat/form/search-choices.ts';
import { submitForm } from '../chat/form/submit-form.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { deliveryKeyOf, kindOf, tenantOf, type TeamsActivity } from './teams-activity.ts';
import { adaptiveCard, replyCard, type Card, type CardOptions } from './teams-card.ts';
import type { TeamsDeps } from './teams-deps.ts';
import { formCard, readForm } from './teams-form.ts';
import { saidMessage } from './teams-message.ts';
import { recognise } from './teams-recognise.ts';
import { contextOf, type Sender } from './teams-sender.ts';

/** The commands of the message extension, as the manifest has them. */
export const extensionCommands = {
  search: 'findBadge',
  award: 'awardBadge',
  addToEvidence: 'addToEvidence',
} as const;

/** What a dialog is answered with (Teams, "Invoke and dismiss dialogs"): another card, or nothing, which closes it. */
export type DialogAnswer = { readonly task: object } | Record<string, never>;

const closed: DialogAnswer = {};

const fetched = z.object({
  data: z.looseObject({ form: z.string().max(20_000), key: z.string().max(500).exactOptional() }),
});
const chosen = z.object({ commandId: z.string(), messagePayload: z.unknown().optional() });
const submitted = z.object({ data: z.unknown() });

/** A button that opens a form. */
export async function dialogFor(
  deps: TeamsDeps,
  activity: TeamsActivity,
  sender: Sender,
): Promise<DialogAnswer> {
  const asked = fetched.safeParse(activity.value);
  const request = asked.success ? readFormRequest(asked.data.data.form) : undefined;
  if (!asked.success || request === undefined) return unreadable(sender.locale);
  if (asked.data.data.key !== undefined) await recognise(deps, activity, asked.data.data.key);
  return opened(deps, activity, sender, request);
}

/** An action of the message extension: on a message, or from where messages are written. */
export async function messageDialog(
  deps: TeamsDeps,
  activity: TeamsActivity,
  sender: Sender,
): Promise<DialogAnswer> {
  const asked = chosen.safeParse(activity.value);
  if (!asked.success) return unreadable(sender.locale);
  const { commandId, messagePayload } = asked.data;
  const about = saidMessage(activity, messagePayload);
  if (commandId === extensionCommands.award) {
    const author = about?.author;
    const others = author === undefined || isSender(author, sender) ? {} : { people: [author] };
    return opened(deps, activity, sender, {
      form: 'award',
      ...(about === undefined ? {} : { said: about.said }),
      ...others,
    });
  }
  if (commandId !== extensionCommands.addToEvidence) return unreadable(sender.locale);
  if (about === undefined)
    return wordsDialog('Speldje', teamsWords(sender.locale).messageNotFound, sender.locale);
  return opened(deps, activity, sender, { form: 'evidence', said: about.said });
}

function isSender(user: string, { identity }: Sender): boolean {
  return identity.kind === 'teams' && identity.user === user;
}

async function opened(
  deps: TeamsDeps,
  activity: TeamsActivity,
  sender: Sender,
  request: FormRequest,
): Promise<DialogAnswer> {
  const context = contextOf(deps, activity, sender, deliveryKeyOf(activity));
  return shown(deps, activity, context, sender, await openForm(deps, context, request));
}

async function shown(
  deps: TeamsDeps,
  activity: TeamsActivity,
  context: ChatContext,
  sender: Sender,
  result: ChatResult,
): Promise<DialogAnswer> {
  if (result.kind === 'done') return closed;
  const options = optionsOf(activity, sender);
  if (result.kind === 'reply') return replyDialog(result.reply, options);
  const card = await cardOfForm(deps, context, sender, options, result.form, deps.ids.id(), {});
  return continued(result.form.title, card);
}

function optionsOf(activity: TeamsActivity, sender: Sender): CardOptions {
  return {
    tenant: tenantOf(activity) ?? '',
    locale: sender.locale,
    personal: kindOf(activity) === 'personal',
  };
}

async function cardOfForm(
  deps: TeamsDeps,
  context: ChatContext,
  sender: Sender,
  options: CardOptions,
  form: Form,
  once: string,
  more: { readonly faults?: Readonly<Partial<Record<FieldName, string>>>; readonly answers?: FormAnswers },
): Promise<Card> {
  const choices = new Map<FieldName, readonly Choice[]>();
  const names = new Map<string, string>();
  for (const field of form.parts.filter(isField)) {
    if (field.kind === 'search') choices.set(field.name, await searchChoices(deps, sender, field.of, ''));
    if (field.kind !== 'people') continue;
    const given = more.answers?.[field.name] ?? field.value;
    for (const id of typeof given === 'string' ? [given] : given) {
      const account = await context.platform.directory.account(context.platform.identity(id));
      if (account?.name !== undefined) names.set(id, account.name);
    }
  }
  const { faults = {}, answers } = more;
  return formCard(
    form,
    once,
    { choices, names, faults, ...(answers === undefined ? {} : { answers }) },
    options,
  );
}

/** A dialog that was sent in. The token that it was made with is its delivery key: twice is once. */
export async function dialogSubmitted(
  deps: TeamsDeps,
  activity: TeamsActivity,
  sender: Sender,
): Promise<DialogAnswer> {
  const value = submitted.safeParse(activity.value);
  const form = value.success ? readForm(value.data.data) : undefined;
  if (form === undefined) return unreadable(sender.locale);
  const { carried, answers } = form;
  const options = optionsOf(activity, sender);
  const key = `teams:${options.tenant}:form:${sender.person.id}:${carried.once}`;
  const context = contextOf(deps, activity, sender, key);
  const faults = checkAnswers(carried.request.form, answers, sender.locale);
  if (Object.keys(faults).length > 0) {
    const again = await openForm(deps, context, carried.request);
    if (again.kind !== 'form') return shown(deps, activity, context, sender, again);
    const card = await cardOfForm(deps, context, sender, options, again.form, carried.once, {
      faults,
      answers,
    });
    return continued(again.form.title, card);
  }
  const result = await submitForm(deps, context, carried.request, answers);
  if (result.kind === 'form') return shown(deps, activity, context, sender, result);
  // What became of an award is told along with it.
  if (result.kind === 'done') return closed;
  return replyDialog(result.reply, options);
}

function replyDialog(reply: Reply, options: CardOptions): DialogAnswer {
  return continued('Speldje', replyCard(reply, options));
}

/** Words where a form was expected. */
export function wordsDialog(title: string, words: string, locale: Locale): DialogAnswer {
  const reply: Reply = { summary: [words], parts: [{ kind: 'text', text: [words] }] };
  return continued(title, replyCard(reply, { tenant: '', locale, personal: true }));
}

function unreadable(locale: Locale): DialogAnswer {
  const m = teamsWords(locale);
  return wordsDialog(m.notUnderstoodTitle, m.notUnderstood, locale);
}

function continued(title: string, card: Card): DialogAnswer {
  return {
    task: {
      type: 'continue',
      value: {
        title,
        width: 'medium',
        height: 'medium',
        card: { contentType: adaptiveCard, content: card },
      },
    },
  };
}
