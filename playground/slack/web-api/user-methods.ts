import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { toJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Installation } from '../workspace.ts';
import { APP_ID, botOf, teamFacts } from '../workspace.ts';
import type { Member } from '../world.ts';
import { sharesConversation } from './find-channel.ts';
import { count, flag, pageOf, readArguments } from './method.ts';
import type { Method, Realm } from './method.ts';
import { isColleague, serves } from '../organisation.ts';

function userOnTheWire(member: Member, caller: Installation, withLocale: boolean): JsonObject {
  const stranger = !isColleague(caller, member.team);
  const mayReadMail = caller.scopes.has('users:read.email') && !stranger && member.email !== undefined;
  const common = {
    id: member.id,
    team_id: member.team,
    name: member.name,
    real_name: member.realName,
    deleted: member.deactivated ?? false,
    is_bot: member.bot ?? false,
    is_app_user: false,
    is_stranger: stranger,
    updated: 1_764_000_000,
    profile: {
      real_name: member.realName,
      real_name_normalized: member.realName,
      display_name: member.name,
      display_name_normalized: member.name,
      first_name: member.realName.split(' ').slice(0, -1).join(' '),
      last_name: member.realName.split(' ').at(-1) ?? '',
      team: member.team,
      ...(member.bot ? { bot_id: botOf(member.team).botId, api_app_id: APP_ID } : {}),
      ...(mayReadMail ? { email: member.email } : {}),
    },
  };
  const { enterprise } = caller;
  const ofOrganisation = enterprise &&
    !stranger && {
      enterprise_user: {
        id: member.id,
        enterprise_id: enterprise.id,
        enterprise_name: enterprise.name,
        is_admin: false,
        is_owner: false,
        teams: [member.team],
      },
    };
  // A deactivated account tells hardly anything any more.
  if (member.deactivated) return toObject(common);
  return toObject({
    ...common,
    ...ofOrganisation,
    tz: member.tz,
    tz_label: 'Central European Time',
    tz_offset: member.tzOffset,
    is_admin: member.owner ?? false,
    is_owner: member.owner ?? false,
    is_primary_owner: member.owner ?? false,
    is_restricted: member.guest ?? false,
    is_ultra_restricted: false,
    ...(withLocale ? { locale: member.locale } : {}),
  });
}

function toObject(value: unknown): JsonObject {
  const json = toJson(value);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}

/** A member that the caller may know. @throws SlackError `user_not_found`, `user_not_visible` */
export function findMember(realm: Realm, caller: Installation, id: string): Member {
  const member = realm.workspace.members.get(id);
  if (!member) throw new SlackError('user_not_found');
  if (!serves(caller, member.team) && !sharesConversation(realm.workspace, member.id, caller.botUser)) {
    throw new SlackError('user_not_visible');
  }
  return member;
}

/** A token of a whole organisation must say which team is meant; that of one team means its own, whatever it says. */
function teamMeant(caller: Installation, asked: string | undefined): string {
  if (caller.wide !== true) return caller.team;
  if (asked === undefined) throw new SlackError('missing_argument');
  if (!serves(caller, asked)) throw new SlackError('team_access_not_granted');
  return asked;
}

const read = () => ['users:read'];

/** users.*, usergroups.*, team.info, bots.info and auth.test. */
export const userMethods: Record<string, Method> = {
  'auth.test': {
    json: true,
    scopes: () => [],
    run(caller) {
      const team = teamFacts(caller.team);
      return {
        url: `https://${team.domain}.slack.example/`,
        team: team.name,
        user: 'speldje',
        team_id: team.id,
        user_id: caller.botUser,
        bot_id: caller.botId,
        is_enterprise_install: caller.wide ?? false,
        ...(caller.enterprise ? { enterprise_id: caller.enterprise.id } : {}),
      };
    },
  },
  'users.info': {
    json: false,
    scopes: read,
    run(caller, args, realm) {
      const given = readArguments(z.object({ user: z.string(), include_locale: flag.optional() }), args);
      const member = findMember(realm, caller, given.user);
      return { user: toJson(userOnTheWire(member, caller, given.include_locale ?? false)) };
    },
  },
  'users.list': {
    json: false,
    scopes: read,
    run(caller, args, realm) {
      const schema = z.object({
        cursor: z.string().optional(),
        limit: count.optional(),
        include_locale: flag.optional(),
        team_id: z.string().optional(),
      });
      const given = readArguments(schema, args);
      if ((given.limit ?? 0) < 0 || (given.limit ?? 0) > 1000) throw new SlackError('invalid_limit');
      const team = teamMeant(caller, given.team_id);
      const all = [...realm.workspace.members.values()].filter(
        (member) =>
          member.team === team ||
          (!isColleague(caller, member.team) &&
            sharesConversation(realm.workspace, member.id, caller.botUser)),
      );
      const { page, next } = pageOf(all, given.cursor, given.limit || all.length);
      return {
        members: page.map((member) => toJson(userOnTheWire(member, caller, given.include_locale ?? false))),
        cache_ts: Math.floor(realm.workspace.now() / 1000),
        response_metadata: { next_cursor: next },
      };
    },
  },
  'users.lookupByEmail': {
    json: false,
    scopes: () => ['users:read.email'],
    run(caller, args, realm) {
      const { email } = readArguments(z.object({ email: z.string() }), args);
      const member = [...realm.workspace.members.values()].find(
        (one) => one.email === email.toLowerCase() && serves(caller, one.team) && !one.deactivated,
      );
      if (!member) throw new SlackError('users_not_found');
      return { user: toJson(userOnTheWire(member, caller, false)) };
    },
  },
  'usergroups.list': {
    json: false,
    scopes: () => ['usergroups:read'],
    run(caller, args, realm) {
      const given = readArguments(
        z.object({ include_users: flag.optional(), team_id: z.string().optional() }),
        args,
      );
      const team = teamMeant(caller, given.team_id);
      const groups = [...realm.workspace.userGroups.values()].filter((group) => group.team === team);
      return {
        usergroups: groups.map((group) => ({
          id: group.id,
          team_id: group.team,
          is_usergroup: true,
          name: group.name,
          handle: group.handle,
          description: '',
          user_count: group.users.length,
          ...(given.include_users ? { users: [...group.users] } : {}),
        })),
      };
    },
  },
  'usergroups.users.list': {
    json: false,
    scopes: () => ['usergroups:read'],
    run(caller, args, realm) {
      const given = readArguments(z.object({ usergroup: z.string(), team_id: z.string().optional() }), args);
      const team = teamMeant(caller, given.team_id);
      const group = realm.workspace.userGroups.get(given.usergroup);
      if (!group || group.team !== team) throw new SlackError('no_such_subteam');
      return { users: [...group.users] };
    },
  },
  'team.info': {
    json: false,
    scopes: () => ['team:read'],
    run(caller) {
      const team = teamFacts(caller.team);
      return { team: { ...team, email_domain: '', icon: { image_default: true } } };
    },
  },
  'bots.info': {
    json: false,
    scopes: read,
    run(caller, args) {
      const { bot } = readArguments(z.object({ bot: z.string().optional() }), args);
      if (bot !== undefined && bot !== caller.botId) throw new SlackError('bot_not_found');
      const facts = { id: caller.botId, app_id: APP_ID, user_id: caller.botUser, name: 'Speldje' };
      return { bot: { ...facts, deleted: false, updated: 1_764_000_000, icons: {} } };
    },
  },
};
