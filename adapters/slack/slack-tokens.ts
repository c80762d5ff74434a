import type { webApi } from '@slack/bolt';

export type SlackBot = {
  readonly client: webApi.WebClient;
  readonly botUserId: string;
  readonly teamId: string;
};

/** The bot of each workspace where the app is installed. */
export interface SlackTokens {
  /** Undefined when the app is not installed there (any more). */
  bot(workspaceId: string): Promise<SlackBot | undefined>;
}
