import type { ChatDeps } from '../chat/command/chat-context.ts';
import type { TeamsConnector } from './teams-connector.ts';
import type { TeamsRoster } from './teams-roster.ts';

/** What carrying out an activity from Teams depends on. */
export type TeamsDeps = ChatDeps & {
  /** The application's id, which is the bot's too. */
  readonly appId: string;
  readonly connector: TeamsConnector;
  readonly roster: TeamsRoster;
  /** Work that nobody waits for. */
  readonly later: (work: () => Promise<unknown>) => void;
};

/** Where in Teams something happens, and how it is reached. */
export type TeamsPlace = {
  readonly tenant: string;
  readonly serviceUrl: string;
  /** Without its thread. */
  readonly conversation: string;
};
