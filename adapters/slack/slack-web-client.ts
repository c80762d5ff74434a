import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { botFor, type SlackBot, type SlackTokens } from './slack-tokens.ts';

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

const authTest = z.object({
  user_id: z.string(),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/** The one workspace, or the one organisation, whose token is in the configuration. */
export function singleWorkspaceTokens(token: string, apiUrl: string): SlackTokens {
  const client = slackWebClient(token, apiUrl);
  let known: Promise<{ bot: SlackBot; ids: readonly string[] }> | undefined;
  const ask = async () => {
    const answer = authTest.parse(await client.auth.test());
    const teamId = answer.is_enterprise_install ? '' : answer.team_id;
    return {
      bot: { client, botUserId: answer.user_id, teamId },
      ids: [answer.team_id, ...(answer.enterprise_id ? [answer.enterprise_id] : [])],
    };
  };
  const bots = async (workspaceId: string) => {
    known ??= ask();
    try {
      const { bot, ids } = await known;
      return ids.includes(workspaceId) ? [bot] : [];
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  return {
    bots,
    bot: async (workspaceId, teamId) => botFor(await bots(workspaceId), teamId),
    // The token is in the configuration, where only the operator takes it away; it is tried again.
    async gone() {
      known = undefined;
    },
  };
}

/** The workspace of the configuration first, then those that installed the app by OAuth. */
export function eitherTokens(first: SlackTokens, second: SlackTokens): SlackTokens {
  const bots = async (workspaceId: string) => [
    ...(await first.bots(workspaceId)),
    ...(await second.bots(workspaceId)),
  ];
  return {
    bots,
    bot: async (workspaceId, teamId) => botFor(await bots(workspaceId), teamId),
    async gone(ended) {
      await first.gone(ended);
      await second.gone(ended);
    },
  };
}
