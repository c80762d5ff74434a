import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackBot, SlackTokens } from './slack-tokens.ts';

/** Two calls in a row end before another worker takes the work up (ten seconds). */
export const callMs = 4_000;

/**
 * A Web API client that answers soon, or not: no retries of its own (it would go on for half an hour), since
 * requests and messages that fail are tried again from the database.
 */
export function slackWebClient(token: string, apiUrl: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callMs,
    logLevel: webApi.LogLevel.ERROR,
  });
}

const authTest = z.object({ user_id: z.string(), team_id: z.string(), enterprise_id: z.string().nullish() });

/** The one workspace whose token is in the configuration. */
export function singleWorkspaceTokens(token: string, apiUrl: string): SlackTokens {
  const client = slackWebClient(token, apiUrl);
  let known: Promise<{ bot: SlackBot; ids: readonly string[] }> | undefined;
  const ask = async () => {
    const answer = authTest.parse(await client.auth.test());
    return {
      bot: { client, botUserId: answer.user_id, teamId: answer.team_id },
      ids: [answer.team_id, ...(answer.enterprise_id ? [answer.enterprise_id] : [])],
    };
  };
  return {
    async bot(workspaceId) {
      known ??= ask();
      try {
        const { bot, ids } = await known;
        return ids.includes(workspaceId) ? bot : undefined;
      } catch (error) {
        known = undefined;
        throw error;
      }
    },
    // The token is in the configuration, where only the operator takes it away; it is tried again.
    async gone() {
      known = undefined;
    },
  };
}

/** The workspace of the configuration first, then those that installed the app by OAuth. */
export function eitherTokens(first: SlackTokens, second: SlackTokens): SlackTokens {
  return {
    bot: async (workspaceId) => (await first.bot(workspaceId)) ?? second.bot(workspaceId),
    async gone(workspaceId) {
      await first.gone(workspaceId);
      await second.gone(workspaceId);
    },
  };
}
