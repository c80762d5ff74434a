import type { types } from '@slack/bolt';
import type { Account, Directory } from '../../src/ports/directory.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import type { SlackBot, SlackTokens } from './slack-tokens.ts';

/** A modal of blocks that are known here. */
export type SlackModal = types.ModalView & { blocks: types.KnownBlock[] };

/** What became of showing a form. `closed`: the person put it away; `too-late`: Slack opens nothing any more. */
export type Shown = 'shown' | 'closed' | 'too-late';

/**
 * Opens modals. A trigger lives three seconds, so an empty modal is opened on the request's own path, and filled
 * once it is known what it holds; whichever process does that finds the modal by the request's delivery key.
 */
export interface SlackForms {
  /** Opens the empty modal; never rejects. */
  begin(bot: Promise<SlackBot | undefined>, key: string, triggerId: string): void;
  /** Fills the modal that was begun, or opens it now. */
  show(bot: SlackBot, key: string, triggerId: string, view: SlackModal): Promise<Shown>;
  /** Whether this process began a modal for that request. */
  begun(key: string): boolean;
}

/** The home pages that people look at. */
export interface SlackHomes {
  /** Publishes somebody's page as it is now, in the team where they look at it. */
  publish(workspaceId: string, user: string, teamId?: string): Promise<void>;
  /** Something changed for somebody: if they look at their page, it is published again soon. */
  refresh(workspaceId: string, user: string): void;
}

/** What carrying out a request from Slack depends on. */
export type SlackDeps = ChatDeps & {
  readonly tokens: SlackTokens;
  readonly directory: Directory & {
    /** What was remembered of an account is looked up anew. */
    forget(workspaceId: string, user: string): void;
    /** Within an organisation, names are those of one team. */
    named(workspace: string, name: string, teamId?: string): Promise<readonly Account[]>;
  };
  readonly forms: SlackForms;
  readonly homes: SlackHomes;
  readonly fetch: typeof fetch;
};
