import type { Express } from 'express';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { ChatDeps } from '../chat/command/chat-context.ts';
import { carryOutTeams } from './carry-out-teams.ts';
import { teamsAuthentication } from './teams-authentication.ts';
import { teamsConnector } from './teams-connector.ts';
import type { TeamsDeps } from './teams-deps.ts';
import { answerInvoke } from './teams-invoke.ts';
import { teamsNotifier } from './teams-notifier.ts';
import { mountTeamsReceiver } from './teams-receiver.ts';
import { teamsRoster } from './teams-roster.ts';

export type TeamsSettings = {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
};

type Log = { warn(words: string): void; error(words: string): void };

/** All that the service needs of Teams: what it mounts, carries out and delivers by. */
export function teamsIntegration(
  settings: TeamsSettings,
  given: ChatDeps & {
    readonly fetch: typeof fetch;
    readonly keep: (item: InboxItem) => Promise<void>;
    /** Something was written that is to be delivered. */
    readonly onWritten: () => void;
    readonly log: Log;
  },
): {
  readonly source: 'teams';
  readonly mount: (app: Express) => void;
  readonly carryOut: (item: InboxItem) => Promise<void>;
  readonly notifier: Notifier;
} {
  const { clock, store, keep, log, onWritten } = given;
  const connector = teamsConnector({ ...settings, fetch: given.fetch, clock });
  const deps: TeamsDeps = {
    ...given,
    links: { ...given.links, signInHere: (token) => tabLink(settings.appId, token) },
    appId: settings.appId,
    connector,
    roster: teamsRoster(connector, clock),
    later(work) {
      work().catch((error: unknown) =>
        log.warn(
          `something of Teams was left undone: ${error instanceof Error ? error.message : String(error)}`,
        ),
      );
    },
  };
  return {
    source: 'teams',
    mount(app) {
      mountTeamsReceiver(app, {
        authenticate: teamsAuthentication({ ...settings, clock }),
        store,
        clock,
        keep,
        log,
        async answer(activity) {
          const answered = await answerInvoke(deps, activity);
          onWritten();
          return answered;
        },
      });
    },
    carryOut: (item) => carryOutTeams(deps, item),
    notifier: teamsNotifier(deps),
  };
}

/** Opens the app's passport tab, which gets the token as its sub-page (Teams, "Deep link to a tab"). */
function tabLink(appId: string, token: string): string {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: token }));
  return `https://teams.microsoft.com/l/entity/${appId}/passport?context=${context}`;
}
