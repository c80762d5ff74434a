import { startSlackStandIn, type SlackStandIn } from '../../playground/slack/stand-in.ts';
import { signingSecret, type Community } from './community.ts';
import { runService, type RunningService } from './run-service.ts';

const client = { clientId: '1.2', clientSecret: 'client-secret-of-the-stand-in' };

/** The service with no token of its own, beside a Slack in which somebody installs the app by OAuth. */
export async function installableSlack(
  town: Community,
): Promise<{ slack: SlackStandIn; service: RunningService; redirectUri: string }> {
  const redirectUri = `${town.serviceUrl}/slack/oauth_redirect`;
  const slack = await startSlackStandIn({
    serviceUrl: town.serviceUrl,
    signingSecret,
    botToken: 'xoxb-never-given',
    oauth: { ...client, redirectUris: [redirectUri] },
  });
  const service = await runService({
    mongoUri: town.database.uri,
    port: town.port,
    environment: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: client.clientId,
      SLACK_CLIENT_SECRET: client.clientSecret,
      SLACK_API_URL: slack.apiUrl,
    },
  });
  return { slack, service, redirectUri };
}

/** What a browser does on `/slack/install`: it keeps the cookie and follows to Slack with the state. */
export async function beginInstallation(serviceUrl: string): Promise<{ state: string; cookie: string }> {
  const response = await fetch(`${serviceUrl}/slack/install`, { redirect: 'manual' });
  const place = response.headers.get('location') ?? (await response.text());
  const state = /[?&;]state=([^"&]+)/u.exec(place)?.[1];
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (state === undefined || cookie === undefined) throw new Error('no state, or no cookie');
  return { state: decodeURIComponent(state), cookie };
}

/** The browser comes back from Slack, with what Slack gave it. */
export function finishInstallation(
  serviceUrl: string,
  given: { readonly code: string; readonly state: string; readonly cookie: string },
): Promise<Response> {
  const { code, state, cookie } = given;
  const query = new URLSearchParams({ code, state });
  return fetch(`${serviceUrl}/slack/oauth_redirect?${query.toString()}`, { headers: { cookie } });
}
