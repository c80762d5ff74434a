import type { webApi } from '@slack/bolt';

export type SlackBot = {
  readonly client: webApi.WebClient;
  readonly botUserId: string;
  /** Empty for one that serves a whole organisation, where no team was asked for. */
  readonly teamId: string;
};

/** What was taken out: the installation of a whole organisation, or that of one team, perhaps within one. */
export type EndedInstallation = {
  readonly enterpriseId?: string;
  readonly teamId?: string;
  readonly wide: boolean;
};

/** The bot of each workspace where the app is installed. `workspaceId`: a team's or an enterprise's. */
export interface SlackTokens {
  /**
   * The bot that serves a request. Within an organisation, that of the team where it was made, if the team installed the
   * app by itself. Undefined when the app is not installed there (any more).
   */
  bot(workspaceId: string, teamId?: string): Promise<SlackBot | undefined>;
  /** Several only where teams of one organisation installed the app each by itself. */
  bots(workspaceId: string): Promise<readonly SlackBot[]>;
  /** The app was taken out of a workspace: its token goes, and what was remembered of it. */
  gone(ended: EndedInstallation): Promise<void>;
}

/** Of several bots, the one that serves a team; one that serves the whole organisation serves that team then. */
export function botFor(bots: readonly SlackBot[], teamId: string | undefined): SlackBot | undefined {
  const exact = bots.find((bot) => bot.teamId !== '' && bot.teamId === teamId);
  const wide = exact ?? bots.find((bot) => bot.teamId === '');
  if (wide === undefined) return bots[0];
  return wide.teamId === '' && teamId !== undefined ? { ...wide, teamId } : wide;
}

/** Which team is meant, for calls that a token of a whole organisation can't make without; others ignore it. */
export function inTeam(teamId: string): { team_id?: string } {
  return teamId === '' ? {} : { team_id: teamId };
}
