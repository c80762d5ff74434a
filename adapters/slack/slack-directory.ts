import { z } from 'zod';
import type { Identity } from '../../src/domain/identity.ts';
import { nearestLocale } from '../../src/domain/localized-text.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Account } from '../../src/ports/directory.ts';
import type { SlackDeps } from './slack-deps.ts';
import { slackErrorCode } from './slack-failure.ts';
import { inTeam, type SlackBot, type SlackTokens } from './slack-tokens.ts';

const member = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  locale: z.string().optional(),
  tz: z.string().optional(),
  real_name: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z
    .object({
      real_name: z.string().optional(),
      display_name: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
});
type Member = z.infer<typeof member>;

const listPage = z.object({
  members: z.array(member),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const rememberedMs = 5 * 60_000;
const mostRemembered = 20_000;
const mostPages = 50;

/** Slack's users. What it said of somebody is remembered for five minutes, since lookups are rationed. */
export function slackDirectory(tokens: SlackTokens, clock: Clock): SlackDeps['directory'] {
  const remembered = new Map<string, { account: Account | undefined; until: number }>();
  const remember = (key: string, account: Account | undefined) => {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, { account, until: clock().getTime() + rememberedMs });
    return account;
  };
  return {
    forget: (workspaceId, user) => void remembered.delete(`${workspaceId}:${user}`),
    async account(identity) {
      if (identity.kind !== 'slack') return undefined;
      const key = `${identity.workspace}:${identity.user}`;
      const known = remembered.get(key);
      if (known !== undefined && known.until > clock().getTime()) return known.account;
      const bots = await tokens.bots(identity.workspace);
      for (const bot of bots) {
        const user = await userInfo(bot, identity.user);
        if (user !== undefined) return remember(key, accountOf(user, identity.workspace, bot));
      }
      return bots.length === 0 ? undefined : remember(key, undefined);
    },
    async named(workspace: string, name: string, teamId?: string) {
      const workspaceId = workspace.slice('slack:'.length);
      const bot = await tokens.bot(workspaceId, teamId);
      if (bot === undefined) return [];
      const wanted = fold(name);
      const found: Account[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const answer = listPage.parse(
          await bot.client.users.list({
            limit: 200,
            include_locale: true,
            ...inTeam(bot.teamId),
            ...(cursor ? { cursor } : {}),
          }),
        );
        for (const user of answer.members)
          if (!user.deleted && !user.is_bot && namesOf(user).some((other) => fold(other) === wanted))
            found.push(accountOf(user, workspaceId, bot));
        cursor = answer.response_metadata?.next_cursor;
        if (!cursor) break;
      }
      return found;
    },
  };
}

async function userInfo(bot: SlackBot, user: string): Promise<Member | undefined> {
  try {
    const answer = z
      .object({ user: member })
      .parse(await bot.client.users.info({ user, include_locale: true }));
    return answer.user;
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return undefined;
    throw error;
  }
}

function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replace(/^@/u, '').trim().toLowerCase();
}

function namesOf(user: Member): string[] {
  return [
    user.name,
    user.real_name,
    user.profile?.display_name,
    user.profile?.real_name,
    user.profile?.email,
  ].filter((name): name is string => name !== undefined && name !== '');
}

function accountOf(user: Member, workspaceId: string, bot: SlackBot): Account {
  const identity: Identity = { kind: 'slack', workspace: workspaceId, user: user.id };
  const name = user.profile?.real_name || user.real_name || user.profile?.display_name || user.name;
  const ownOrganisation =
    user.enterprise_user?.enterprise_id === workspaceId ||
    user.team_id === undefined ||
    user.team_id === bot.teamId;
  return {
    identity,
    ...(name === undefined ? {} : { name }),
    ...(user.locale === undefined ? {} : { locale: nearestLocale(user.locale) }),
    ...(user.tz === undefined ? {} : { timeZone: user.tz }),
    ...(user.profile?.email === undefined ? {} : { email: user.profile.email }),
    standing: user.is_bot
      ? 'bot'
      : user.is_stranger || !ownOrganisation
        ? 'outsider'
        : user.is_restricted || user.is_ultra_restricted
          ? 'guest'
          : 'member',
    deactivated: user.deleted ?? false,
  };
}
