import { LogLevel, type Logger } from '@slack/bolt';
import type { Express } from 'express';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import { carryOutSlack } from './carry-out-slack.ts';
import { slackDirectory } from './slack-directory.ts';
import { slackNotifier } from './slack-notifier.ts';
import { mountSlackReceiver } from './slack-receiver.ts';
import { singleWorkspaceTokens } from './slack-web-client.ts';

export type SlackSettings = {
  readonly signingSecret: string;
  readonly botToken: string;
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
  deps: ChatDeps & {
    readonly fetch: typeof fetch;
    readonly keep: (item: InboxItem) => Promise<void>;
    readonly log: Log;
  },
): {
  readonly source: 'slack';
  readonly mount: (app: Express) => void;
  readonly carryOut: (item: InboxItem) => Promise<void>;
  readonly notifier: Notifier;
} {
  const tokens = singleWorkspaceTokens(settings.botToken, settings.apiUrl);
  const directory = slackDirectory(tokens, deps.clock);
  return {
    source: 'slack',
    mount: (app) =>
      mountSlackReceiver(app, {
        signingSecret: settings.signingSecret,
        clock: deps.clock,
        keep: deps.keep,
        log: boltLogger(deps.log),
      }),
    carryOut: (item) => carryOutSlack({ ...deps, tokens, directory }, item),
    notifier: slackNotifier({ tokens, links: deps.links, fetch: deps.fetch }),
  };
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
