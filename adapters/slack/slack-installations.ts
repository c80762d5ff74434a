import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../src/ports/clock.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { endInstallation, keepInstallation } from '../../src/use-cases/keep-installation.ts';
import { botFor, type SlackBot, type SlackTokens } from './slack-tokens.ts';
import { slackWebClient } from './slack-web-client.ts';

/** What is kept of an installation, sealed. */
const kept = z.object({
  token: z.string(),
  botUserId: z.string(),
  /** Empty for an installation in a whole organisation. */
  teamId: z.string(),
  enterpriseId: z.string().optional(),
});
type Kept = z.infer<typeof kept>;

/** Another process may have installed or removed the app; milliseconds. */
const rememberedMs = 30_000;

export type SealedBox = {
  readonly seal: (plain: string) => string;
  readonly open: (sealed: string) => string;
};

/**
 * The installations made by OAuth, of many workspaces and of whole organisations: kept in the database under the
 * team's or the enterprise's id, their tokens sealed.
 */
export function slackInstallations(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly box: SealedBox;
  readonly apiUrl: string;
}): { readonly tokens: SlackTokens; readonly installationStore: InstallationStore } {
  const remembered = new Map<string, { bots: readonly SlackBot[]; until: number }>();

  const read = (sealed: string | undefined): Kept[] => {
    const parsed = sealed === undefined ? undefined : kept.safeParse(JSON.parse(deps.box.open(sealed)));
    return parsed?.success ? [parsed.data] : [];
  };
  const look = async (workspaceId: string): Promise<readonly SlackBot[]> => {
    const found = read((await deps.store.workspaces.find(`slack:${workspaceId}`))?.sealed);
    // Users of an Enterprise Grid are known by their organisation, also where single workspaces of it installed the app.
    if (workspaceId.startsWith('E'))
      for (const workspace of await deps.store.workspaces.list())
        if (workspace.key.startsWith('slack:T'))
          found.push(...read(workspace.sealed).filter(({ enterpriseId }) => enterpriseId === workspaceId));
    return found.map(({ token, botUserId, teamId }) => ({
      client: slackWebClient(token, deps.apiUrl),
      botUserId,
      teamId,
    }));
  };
  const bots = async (workspaceId: string): Promise<readonly SlackBot[]> => {
    const known = remembered.get(workspaceId);
    if (known !== undefined && known.until > deps.clock().getTime()) return known.bots;
    const found = await look(workspaceId);
    remembered.set(workspaceId, { bots: found, until: deps.clock().getTime() + rememberedMs });
    return found;
  };
  const end = async (workspaceId: string) => {
    await endInstallation(deps, { key: `slack:${workspaceId}` });
    remembered.clear();
  };
  /** Whether the app is installed under exactly that id. */
  const isKept = async (workspaceId: string) =>
    (await deps.store.workspaces.find(`slack:${workspaceId}`))?.sealed !== undefined;

  return {
    tokens: {
      bots,
      bot: async (workspaceId, teamId) => botFor(await bots(workspaceId), teamId),
      async gone({ enterpriseId, teamId, wide }) {
        const inOrder = wide ? [enterpriseId] : [teamId, enterpriseId];
        for (const id of inOrder)
          if (id !== undefined && (await isKept(id))) {
            await end(id);
            return;
          }
        remembered.clear();
      },
    },
    installationStore: {
      async storeInstallation(installation) {
        const { enterprise, team, bot } = installation;
        if (bot === undefined) throw new Error('an installation without a bot token is of no use');
        const workspaceId = workspaceIdOf(installation);
        const name = team?.name ?? enterprise?.name;
        const facts: Kept = {
          token: bot.token,
          botUserId: bot.userId,
          teamId: team?.id ?? '',
          ...(enterprise === undefined ? {} : { enterpriseId: enterprise.id }),
        };
        await keepInstallation(deps, {
          key: `slack:${workspaceId}`,
          ...(name === undefined ? {} : { name }),
          sealed: deps.box.seal(JSON.stringify(facts)),
        });
        remembered.clear();
      },
      // Bolt asks for these where it authorises by itself; here, tokens are looked up when a request is carried out.
      async fetchInstallation() {
        throw new Error('installations are read by slackInstallations');
      },
      async deleteInstallation(query: InstallationQuery<boolean>) {
        await end((query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? '');
      },
    },
  };
}

function workspaceIdOf({ isEnterpriseInstall, enterprise, team }: Installation): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error('an installation of no workspace');
  return id;
}
