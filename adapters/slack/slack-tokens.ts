import type { webApi } from '@slack/bolt';

export type SlackBot = {
  readonly client: webApi.WebClient;
  readonly botUserId: string;
  readonly teamId: string;
};

/** The bot of each workspace where the app is installed. */
export interface SlackTokens {
  /** Undefined when the app is not installed there (any more). `workspaceId`: a team's or an enterprise's. */
  bot(workspaceId: string): Promise<SlackBot | undefined>;
  /** The app was taken out of a workspace: its token goes, and what was remembered of it. */
  gone(workspaceId: string): Promise<void>;
}
