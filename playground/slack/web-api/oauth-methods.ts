import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Installation, Workspace } from '../workspace.ts';
import { APP_ID, botOf, teamFacts } from '../workspace.ts';
import { readArguments } from './method.ts';
import type { Arguments } from './method.ts';

/** An app's own credentials, as its settings page would show them. */
export type OAuthClient = { clientId: string; clientSecret: string; redirectUris: readonly string[] };

/** What somebody agreed to in the install page, waiting to be exchanged. */
export type Grant = {
  team: string;
  user: string;
  scopes: readonly string[];
  redirectUri: string;
  madeAt: number;
  used: boolean;
  enterprise?: { id: string; name: string };
  wide?: boolean;
};

/** The install pages and the exchange of their codes. */
export type OAuth = {
  /** Agrees to an installation; gives the code that the browser takes to the redirect address. */
  authorize(grant: Omit<Grant, 'madeAt' | 'used'>): string;
  access(args: Arguments, basic: { id: string; secret: string } | undefined): ReturnType<typeof answer>;
};

function answer(installation: Installation, grant: Grant) {
  const team = teamFacts(installation.team);
  return {
    access_token: installation.token,
    token_type: 'bot',
    scope: [...installation.scopes].join(','),
    bot_user_id: installation.botUser,
    app_id: APP_ID,
    team: grant.wide ? null : { id: team.id, name: team.name },
    enterprise: grant.enterprise ?? null,
    is_enterprise_install: grant.wide ?? false,
    authed_user: { id: grant.user },
  };
}

/** Ten minutes, in milliseconds. */
const CODE_LIFETIME = 600_000;

/** @param client undefined where the app has no client id: then every exchange is refused */
export function createOAuth(workspace: Workspace, client: OAuthClient | undefined): OAuth {
  const grants = new Map<string, Grant>();
  return {
    authorize(given) {
      if (!client?.redirectUris.includes(given.redirectUri)) throw new SlackError('bad_redirect_uri');
      const code = `${workspace.ids.trigger().slice(0, 26)}.${workspace.ids.secret()}`;
      grants.set(code, { ...given, madeAt: workspace.now(), used: false });
      return code;
    },
    access(args, basic) {
      const schema = z.object({
        code: z.string().optional(),
        client_id: z.string().optional(),
        client_secret: z.string().optional(),
        redirect_uri: z.string().optional(),
      });
      const given = readArguments(schema, args);
      if (!client || (basic?.id ?? given.client_id) !== client.clientId)
        throw new SlackError('invalid_client_id');
      if ((basic?.secret ?? given.client_secret) !== client.clientSecret) {
        throw new SlackError('bad_client_secret');
      }
      const grant = grants.get(given.code ?? '');
      if (!grant || workspace.now() - grant.madeAt > CODE_LIFETIME) throw new SlackError('invalid_code');
      if (grant.used) throw new SlackError('code_already_used');
      if (given.redirect_uri !== grant.redirectUri) throw new SlackError('bad_redirect_uri');
      grant.used = true;
      const known = [...workspace.installations.values()].find(
        (one) => one.team === grant.team && one.state === 'active',
      );
      const installation: Installation = {
        token: known?.token ?? `xoxb-${workspace.ids.secret()}`,
        team: grant.team,
        ...botOf(grant.team),
        scopes: new Set([...(known?.scopes ?? []), ...grant.scopes]),
        state: 'active',
        ...(grant.enterprise ? { enterprise: grant.enterprise } : {}),
        ...(grant.wide ? { wide: true } : {}),
      };
      workspace.installations.set(installation.token, installation);
      return answer(installation, grant);
    },
  };
}
