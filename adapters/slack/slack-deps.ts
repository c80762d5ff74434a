import type { Directory } from '../../src/ports/directory.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import type { SlackForms } from './slack-forms.ts';
import type { SlackHomes } from './slack-homes.ts';
import type { SlackTokens } from './slack-tokens.ts';

/** What carrying out a request from Slack depends on. */
export type SlackDeps = ChatDeps & {
  readonly tokens: SlackTokens;
  readonly directory: Directory & {
    /** What was remembered of an account is looked up anew. */
    forget(workspaceId: string, user: string): void;
  };
  readonly forms: SlackForms;
  readonly homes: SlackHomes;
  readonly fetch: typeof fetch;
};
