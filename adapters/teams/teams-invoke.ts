import { z } from 'zod';
import type { Locale } from '../../src/domain/localized-text.ts';
import { teamsWords } from '../../src/i18n/chat-teams-messages.ts';
import type { ChatContext } from '../chat/command/chat-context.ts';
import { pressButton } from '../chat/command/press-button.ts';
import { searchChoices } from '../chat/form/search-choices.ts';
import type { SearchOf } from '../chat/form/form.ts';
import { noticeReply } from '../chat/reply/notice-reply.ts';
import { chatActions, type Reply } from '../chat/reply/reply.ts';
import { conversationOf, deliveryKeyOf, kindOf, tenantOf, type TeamsActivity } from './teams-activity.ts';
import { answer } from './teams-answer.ts';
import { nominationFor, refreshOf } from './teams-cards.ts';
import { adaptiveCard, plainText, refreshVerb, replyCard, type CardOptions } from './teams-card.ts';
import type { TeamsDeps } from './teams-deps.ts';
import { dialogFor, dialogSubmitted, messageDialog, wordsDialog } from './teams-dialog.ts';
import { localeOf } from './teams-form.ts';
import { recognise } from './teams-recognise.ts';
import { keepReferences } from './teams-references.ts';
import { badgeResults } from './teams-search.ts';
import { contextOf, senderOf, type Sender } from './teams-sender.ts';

/** What an invoke is answered with: the status and the body of the HTTP response. */
export type InvokeAnswer = { readonly status: number; readonly body?: object };

const ok = (body: object): InvokeAnswer => ({ status: 200, body });

const query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
  queryOptions: z.object({ skip: z.number().int().min(0).max(10_000).nullish() }).nullish(),
});
const executed = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.string(),
    data: z
      .looseObject({
        value: z.string().max(10_000).exactOptional(),
        key: z.string().max(500).exactOptional(),
        nominationId: z.string().max(200).exactOptional(),
        review: z.string().exactOptional(),
      })
      .nullish(),
  }),
});
const typeahead = z.object({
  queryText: z.string().max(200).default(''),
  dataset: z.string().max(100),
});

const searches: readonly SearchOf[] = [
  'badge-to-award',
  'badge-to-nominate',
  'nomination-to-support',
  'nomination-to-review',
  'award-to-revoke',
  'evidence-subject',
  'skill',
];

/**
 * Answers a request that waits: a click, a dialog, a search. What it asks for is done before it is answered, and
 * done once however often it comes; what can't be read gets words rather than an error of the platform's.
 */
export async function answerInvoke(deps: TeamsDeps, activity: TeamsActivity): Promise<InvokeAnswer> {
  const locale = localeOf(activity.locale);
  const sender = await senderOf(deps, activity);
  if (sender === undefined) return badInvoke(activity, locale);
  await keepReferences(deps, activity);
  const at: Invoked = { deps, activity, sender };
  switch (activity.name) {
    case 'composeExtension/query':
      return search(at);
    case 'composeExtension/fetchTask':
      return ok(await messageDialog(deps, activity, sender));
    case 'task/fetch':
      return ok(await dialogFor(deps, activity, sender));
    case 'composeExtension/submitAction':
    case 'task/submit':
      return ok(await dialogSubmitted(deps, activity, sender));
    case 'adaptiveCard/action':
      return execute(at);
    case 'application/search':
      return suggest(at);
    default:
      return badInvoke(activity, sender.locale);
  }
}

type Invoked = { readonly deps: TeamsDeps; readonly activity: TeamsActivity; readonly sender: Sender };

/** Words in the form that each kind of invoke shows them. */
export function badInvoke(
  activity: Pick<TeamsActivity, 'name'>,
  locale: Locale,
  passing = false,
): InvokeAnswer {
  const m = teamsWords(locale);
  const words = passing ? m.tryAgain : m.notUnderstood;
  switch (activity.name) {
    case 'composeExtension/query':
      return ok({ composeExtension: { type: 'message', text: words } });
    case 'composeExtension/fetchTask':
    case 'composeExtension/submitAction':
    case 'task/fetch':
    case 'task/submit':
      return ok(wordsDialog(passing ? 'Speldje' : m.notUnderstoodTitle, words, locale));
    case 'application/search':
      return ok({
        statusCode: 200,
        type: 'application/vnd.microsoft.search.searchResponse',
        value: { results: [] },
      });
    default:
      return executeFault(passing ? 503 : 400, words);
  }
}

function executeFault(statusCode: number, message: string): InvokeAnswer {
  return ok({
    statusCode,
    type: 'application/vnd.microsoft.error',
    value: {
      code: statusCode === 503 ? 'TryAgain' : statusCode === 404 ? 'CardGone' : 'BadRequest',
      message,
    },
  });
}

async function search({ deps, activity, sender }: Invoked): Promise<InvokeAnswer> {
  const asked = query.safeParse(activity.value);
  if (!asked.success) return badInvoke(activity, sender.locale);
  const { parameters, queryOptions } = asked.data;
  const typed = (parameters ?? []).find(({ name }) => name === 'words')?.value;
  const asker = { tenant: tenantOf(activity) ?? '', locale: sender.locale };
  const words = typeof typed === 'string' ? typed.slice(0, 200).trim() : '';
  return ok(await badgeResults(deps, asker, words, queryOptions?.skip ?? 0));
}

/** Choices while somebody types into a field of a form. */
async function suggest({ deps, activity, sender }: Invoked): Promise<InvokeAnswer> {
  const asked = typeahead.safeParse(activity.value);
  const of = searches.find((one) => asked.success && asked.data.dataset === one);
  const found =
    asked.success && of !== undefined ? await searchChoices(deps, sender, of, asked.data.queryText) : [];
  return ok({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: {
      results: found.map(({ value, label, detail }) => ({
        value,
        title: detail === undefined ? label : `${label} · ${detail}`,
      })),
    },
  });
}

async function execute(at: Invoked): Promise<InvokeAnswer> {
  const { deps, activity, sender } = at;
  const asked = executed.safeParse(activity.value);
  if (!asked.success) return badInvoke(activity, sender.locale);
  const { verb, data } = asked.data.action;
  if (data?.key !== undefined) await recognise(deps, activity, data.key);
  if (verb === refreshVerb) return refreshed(at, data ?? {});
  const known = Object.values(chatActions).find((action) => action === verb);
  if (known === undefined) return badInvoke(activity, sender.locale);
  const context = contextOf(deps, activity, sender, deliveryKeyOf(activity));
  const result = await pressButton(deps, context, known, data?.value ?? '');
  const said = result.kind === 'reply' ? await told(at, context, result.reply) : undefined;
  const card = nominationVerbs.has(known)
    ? await refreshed(at, { ...data, nominationId: data?.value ?? '' })
    : undefined;
  // The card as it is now says more than words; words that it does not hold come beside it.
  if (card !== undefined && isCard(card)) {
    if (result.kind === 'reply') await answer(deps, context.answerTo, result.reply);
    return card;
  }
  return ok({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: said ?? teamsWords(sender.locale).done,
  });
}

const nominationVerbs = new Set<string>([
  chatActions.supportNomination,
  chatActions.acceptNomination,
  chatActions.takeBackNomination,
]);

function isCard({ body }: InvokeAnswer): boolean {
  return body !== undefined && 'type' in body && body.type === adaptiveCard;
}

/** More than a line goes into the chat; the line itself is shown where the click was. */
async function told({ deps, sender }: Invoked, context: ChatContext, reply: Reply): Promise<string> {
  const short =
    reply.parts.length === 1 && reply.parts[0]?.kind === 'text' && reply.parts[0].picture === undefined;
  const words = plainText(reply, { locale: sender.locale, personal: !context.announce });
  if (short) return words;
  const delivered = await answer(deps, context.answerTo, reply);
  return delivered.kind === 'delivered' ? teamsWords(sender.locale).sentToYou : words;
}

/** A card as it is now, for the one who looks at it. */
async function refreshed(
  { deps, activity, sender }: Invoked,
  data: {
    readonly key?: string | undefined;
    readonly nominationId?: string | undefined;
    readonly review?: string | undefined;
  },
): Promise<InvokeAnswer> {
  const { key } = data;
  const row = key === undefined ? undefined : await deps.store.outbox.findByKey(key);
  const tenant = tenantOf(activity) ?? '';
  const workspace = `teams:${tenant}`;
  const options: CardOptions = {
    tenant,
    locale: sender.locale,
    personal: kindOf(activity) === 'personal',
    ...(key === undefined ? {} : { key }),
    refresh:
      row === undefined
        ? { data: data.nominationId === undefined ? {} : { nominationId: data.nominationId } }
        : await refreshOf(
            deps,
            row.notice,
            kindOf(activity) === 'personal'
              ? workspace
              : { workspace, conversation: conversationOf(activity).id },
          ),
  };
  const reply =
    data.nominationId === undefined
      ? row !== undefined && isFor(row.destination, activity, sender)
        ? noticeReply(row.notice, sender.locale, deps.links, row.createdAt)
        : undefined
      : await nominationFor(
          deps,
          sender,
          data.nominationId,
          row?.notice.kind === 'nomination-to-review' || data.review === 'yes',
        );
  if (reply === undefined) return executeFault(404, teamsWords(sender.locale).cardGone);
  return ok({ statusCode: 200, type: adaptiveCard, value: replyCard(reply, options) });
}

type Destined = NonNullable<Awaited<ReturnType<TeamsDeps['store']['outbox']['findByKey']>>>['destination'];

/** A message is shown again to those who could see it: its person, or who is in its conversation. */
function isFor(destination: Destined, activity: TeamsActivity, sender: Sender): boolean {
  if (destination.kind !== 'conversation') return destination.personId === sender.person.id;
  return (
    destination.place.workspace === `teams:${tenantOf(activity) ?? ''}` &&
    destination.place.conversation === conversationOf(activity).id
  );
}
