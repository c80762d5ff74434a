import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from './slack-error.ts';
import type { OAuth, OAuthClient } from './web-api/oauth-methods.ts';
import { OTHER_TEAM, TEAM } from './world.ts';

/**
 * The page at `/oauth/v2/authorize`, on which somebody agrees to an installation. It agrees at once, for the
 * workspace in `team`, and sends the browser on with a code, as Slack does after the button is pressed.
 */
export function installPage(
  oauth: OAuth,
  client: OAuthClient | undefined,
): (request: IncomingMessage, response: ServerResponse, url: URL) => boolean {
  return (_request, response, url) => {
    if (url.pathname !== '/oauth/v2/authorize') return false;
    const say = (status: number, text: string) =>
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
    if (!client || url.searchParams.get('client_id') !== client.clientId) {
      say(400, 'invalid_client_id');
      return true;
    }
    const redirectUri = url.searchParams.get('redirect_uri') ?? client.redirectUris[0] ?? '';
    const team = url.searchParams.get('team') === OTHER_TEAM.id ? OTHER_TEAM.id : TEAM.id;
    const scopes = (url.searchParams.get('scope') ?? '').split(',').filter((scope) => scope !== '');
    try {
      const user = team === TEAM.id ? 'U0KIM' : 'U0EXT';
      const code = oauth.authorize({ team, user, scopes, redirectUri });
      const target = new URL(redirectUri);
      target.searchParams.set('code', code);
      target.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { Location: target.href }).end();
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      say(400, error.code);
    }
    return true;
  };
}
