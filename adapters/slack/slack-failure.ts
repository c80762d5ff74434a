import { z } from 'zod';
import type { DeliveryResult } from '../../src/ports/notifier.ts';

const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({ error: z.string() }),
});
const rateLimited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });

/** The error code that the Web API answered with; undefined when it did not answer, or with a status. */
export function slackErrorCode(error: unknown): string | undefined {
  const parsed = platformError.safeParse(error);
  return parsed.success ? parsed.data.data.error : undefined;
}

const explained = z.object({
  data: z.object({ response_metadata: z.object({ messages: z.array(z.string()) }) }),
});

/** What the Web API says is wrong with the arguments, in its own words; empty when it does not say. */
export function slackErrorDetails(error: unknown): string {
  const parsed = explained.safeParse(error);
  return parsed.success ? parsed.data.data.response_metadata.messages.join('\n') : '';
}

/** The person or the conversation is not there any more, or never was for us. */
const unreachable = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'restricted_action',
  'messages_tab_disabled',
]);

/** Slack's own trouble after which part of the work may be done ("fatal_error" of every method). */
const perhapsDone = new Set(['internal_error', 'fatal_error']);

/** Slack's own trouble, which passes. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
]);

/** The installation is not what it should be: somebody installs the app again, and nothing is lost until then. */
const installation = new Set([
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_authed',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'team_access_not_granted',
]);
const installationPauseMs = 3_600_000;

/** The person or the conversation is not there (any more), or not for us. */
export function isUnreachable(error: unknown): boolean {
  return unreachable.has(slackErrorCode(error) ?? '');
}

/** The app is not connected as it should be: by now only somebody who installs it again can help. */
export function isInstallationTrouble(error: unknown): boolean {
  return installation.has(slackErrorCode(error) ?? '');
}

/** What the outbox does about a call that failed. */
export function slackFailure(error: unknown): Exclude<DeliveryResult, { kind: 'delivered' }> {
  const limited = rateLimited.safeParse(error);
  if (limited.success)
    return {
      kind: 'again',
      afterMs: limited.data.retryAfter * 1000,
      error: 'ratelimited',
      turnedAway: true,
    };
  const code = slackErrorCode(error);
  // A status of 5xx, a time-out or a broken connection: nobody knows what Slack did.
  if (code === undefined)
    return { kind: 'again', error: error instanceof Error ? error.message : String(error), uncertain: true };
  if (isInstallationTrouble(error)) return { kind: 'again', error: code, afterMs: installationPauseMs };
  if (perhapsDone.has(code)) return { kind: 'again', error: code, uncertain: true };
  if (passing.has(code)) return { kind: 'again', error: code };
  return { kind: 'impossible', error: code, unreachable: unreachable.has(code) };
}

/** A card to bring up to date, a thread or a file to read is not there (any more), or not for this bot: nothing is left to do. */
export const nothingThere: DeliveryResult = {
  kind: 'impossible',
  error: 'nothing there',
  unreachable: true,
};
