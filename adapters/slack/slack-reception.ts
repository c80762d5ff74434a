import type { Logger, types } from '@slack/bolt';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { checkAnswers } from '../chat/form/check-answers.ts';
import { parseCommand } from '../chat/grammar/parse-command.ts';
import { chatActions } from '../chat/reply/reply.ts';
import {
  deliveryKeyOf,
  isCommand,
  isEvent,
  parseSlackRequest,
  slackSuggestion,
  teamIdOf,
  workspaceIdOf,
  type SlackRequest,
  type SlackSuggestion,
} from './slack-request.ts';
import { slackSegments } from './slack-text.ts';
import { answersOf, readCarried } from './slack-view.ts';

/** What the requests' own path needs; all that takes time happens afterwards, from what was stored. */
export type Listening = {
  readonly clock: Clock;
  /** Keeps a request; rejects when the database can't be reached. */
  readonly keep: (item: InboxItem) => Promise<void>;
  /** Opens an empty modal now, since it can't be opened later. Never rejects. */
  readonly beginForm: (
    where: { readonly workspaceId: string; readonly teamId: string | undefined },
    key: string,
    triggerId: string,
  ) => void;
  /** What a search field offers; never rejects. */
  readonly suggest: (suggestion: SlackSuggestion) => Promise<types.PlainTextOption[]>;
  readonly log: Logger;
};

/**
 * Takes requests in, by whichever way they come: a request is stored before it is acknowledged, and carried out
 * afterwards from what was stored. Each gives what goes along with the acknowledgement, if anything; one that rejects must
 * not be acknowledged.
 */
export function slackReception(deps: Listening) {
  const keep = async (body: unknown): Promise<void> => {
    const request = parseSlackRequest(body);
    if (request === undefined) return;
    beginForm(deps, request);
    const now = deps.clock();
    await deps.keep({
      key: deliveryKeyOf(request),
      source: 'slack',
      payload: request,
      receivedAt: now,
      status: 'waiting',
      attempts: 0,
      nextAttemptAt: now,
    });
  };
  return {
    /** Events, clicks and shortcuts. */
    keep,
    /** A command that can't be stored is answered with "not now" at once. */
    async command(body: unknown) {
      try {
        await keep(body);
        return undefined;
      } catch (error) {
        deps.log.error('a command could not be stored', error);
        return { response_type: 'ephemeral' as const, text: notNow() };
      }
    },
    /** What is wrong in a form goes back to its fields, and nothing is kept. */
    async submission(body: unknown) {
      const errors = faultsOf(body);
      if (errors !== undefined) return { response_action: 'errors' as const, errors };
      await keep(body);
      return undefined;
    },
    async suggestion(body: unknown) {
      const asked = slackSuggestion.safeParse(body);
      return { options: asked.success ? await deps.suggest(asked.data) : [] };
    },
  };
}
export type Reception = ReturnType<typeof slackReception>;

function beginForm(deps: Listening, request: SlackRequest): void {
  if (isEvent(request) || !wantsForm(request)) return;
  const where = { workspaceId: workspaceIdOf(request), teamId: teamIdOf(request) };
  deps.beginForm(where, deliveryKeyOf(request), request.trigger_id);
}

/** What can be told of a request without asking anybody. */
function wantsForm(request: Exclude<SlackRequest, { event_id: string }>): boolean {
  if (isCommand(request)) {
    const command = parseCommand(slackSegments(request.text), {});
    if (command.kind === 'not-understood') return false;
    if (command.verb === 'open-form') return command.form !== 'review';
    const whole = 'badge' in command && command.badge !== undefined && command.people.length > 0;
    return (command.verb === 'award' || command.verb === 'nominate') && !whole;
  }
  switch (request.type) {
    case 'shortcut':
    case 'message_action':
      return true;
    case 'block_actions':
      return request.actions[0]?.action_id.startsWith(`${chatActions.openForm}:`) === true;
    case 'view_submission':
      return false;
  }
}

/** The faults of a form that was sent in, by block; undefined when there is none. */
function faultsOf(body: unknown): Record<string, string> | undefined {
  const request = parseSlackRequest(body);
  if (request === undefined || isCommand(request) || isEvent(request)) return undefined;
  if (request.type !== 'view_submission') return undefined;
  const carried = readCarried(request.view.private_metadata);
  if (carried === undefined) return undefined;
  const faults = checkAnswers(carried.request.form, answersOf(request), carried.locale);
  return Object.keys(faults).length === 0 ? undefined : { ...faults };
}

/** The sender's language is in the database that can't be reached, so both are used. */
function notNow(): string {
  return `${chatWords('nl').notNow}\n${chatWords('en').notNow}`;
}
