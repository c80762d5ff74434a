import { LogLevel, type Logger } from '@slack/bolt';
import type { Express } from 'express';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import { carryOutSlack } from './carry-out-slack.ts';
import type { SlackDeps } from './slack-deps.ts';
import { slackDirectory } from './slack-directory.ts';
import { slackForms } from './slack-forms.ts';
import { slackHomes } from './slack-homes.ts';
import { slackInstallations, type SealedBox } from './slack-installations.ts';
import type { Listening } from './slack-reception.ts';
import { slackNotifier } from './slack-notifier.ts';
import { mountSlackReceiver } from './slack-receiver.ts';
import { slackSocket, type SlackSocket } from './slack-socket.ts';
import { slackSuggestions } from './slack-suggest.ts';
import { eitherTokens, singleWorkspaceTokens } from './slack-web-client.ts';

export type SlackSettings = {
  /** Absent where Slack's requests come by Socket Mode alone. */
  readonly signingSecret?: string;
  readonly appToken?: string;
  readonly botToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly apiUrl: string;
};

type Log = {
  debug(words: string): void;
  info(words: string): void;
  warn(words: string): void;
  error(words: string): void;
};

/** All that the service needs of Slack: what it mounts, carries out and delivers by. */
export function slackIntegration(
  settings: SlackSettings,
  given: ChatDeps & {
    readonly fetch: typeof fetch;
    readonly keep: (item: InboxItem) => Promise<void>;
    readonly log: Log;
    readonly publicUrl: string;
    /** Seals the tokens of installations, and makes the secret of an installation's state. */
    readonly box: SealedBox & { readonly stateSecret: string };
  },
): {
  readonly source: 'slack';
  readonly mount: (app: Express) => void;
  readonly carryOut: (item: InboxItem) => Promise<void>;
  readonly notifier: Notifier;
  /** Where requests come by Socket Mode. */
  readonly socket?: SlackSocket;
} {
  const { apiUrl, appToken, clientId, clientSecret, botToken, signingSecret } = settings;
  const installations = slackInstallations({ ...given, apiUrl });
  const tokens =
    botToken === undefined
      ? installations.tokens
      : eitherTokens(singleWorkspaceTokens(botToken, apiUrl), installations.tokens);
  const fault = (words: string) => (error: unknown) =>
    given.log.warn(`${words}: ${error instanceof Error ? error.message : String(error)}`);
  const directory = slackDirectory(tokens, given.clock);
  const homes = slackHomes({
    deps: () => deps,
    tokens,
    later,
    onFault: fault('a home page was not published'),
  });
  const deps: SlackDeps = { ...given, tokens, directory, forms: slackForms(later), homes };
  const listening: Listening = {
    clock: given.clock,
    keep: given.keep,
    beginForm: ({ workspaceId, teamId }, key, triggerId) =>
      deps.forms.begin(tokens.bot(workspaceId, teamId), key, triggerId),
    async suggest(suggestion) {
      try {
        return await slackSuggestions(deps, suggestion);
      } catch (error) {
        fault('nothing could be suggested')(error);
        return [];
      }
    },
    log: boltLogger(given.log),
  };
  const oauth =
    clientId === undefined || clientSecret === undefined
      ? {}
      : {
          oauth: {
            clientId,
            clientSecret,
            stateSecret: given.box.stateSecret,
            publicUrl: given.publicUrl,
            apiUrl,
            installationStore: installations.installationStore,
          },
        };
  return {
    source: 'slack',
    mount(app) {
      mountSlackReceiver(app, {
        ...listening,
        ...(signingSecret === undefined ? {} : { signingSecret }),
        ...oauth,
      });
    },
    ...(appToken === undefined ? {} : { socket: slackSocket({ ...listening, appToken, apiUrl, later }) }),
    carryOut: (item) => carryOutSlack(deps, item),
    notifier: slackNotifier({ ...deps, apiUrl }),
  };
}

/** Work that nobody waits for; it keeps no process alive. */
function later(work: () => void, ms: number): void {
  setTimeout(work, ms).unref();
}

/** Bolt's log in ours; its debug lines hold requests whole, so they are left out. */
function boltLogger(log: Log): Logger {
  const words = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug() {},
    info: (...parts) => log.debug(words(parts)),
    warn: (...parts) => log.warn(words(parts)),
    error: (...parts) => log.error(words(parts)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
