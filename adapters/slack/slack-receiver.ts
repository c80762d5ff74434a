import { App, ExpressReceiver, type InstallationStore, type Logger } from '@slack/bolt';
import type { Express, RequestHandler } from 'express';
import type { Clock } from '../../src/ports/clock.ts';
import { listenToSlack } from './slack-listeners.ts';
import type { Listening } from './slack-reception.ts';

const path = '/slack/events';
const toleranceMs = 5 * 60_000;

/** What installations by OAuth need. */
export type SlackOAuth = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly publicUrl: string;
  readonly apiUrl: string;
  readonly installationStore: InstallationStore;
};

/** As the manifest asks for them; a test compares the two. */
export const botScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;

/**
 * Bolt on our own Express app, at `POST /slack/events`: it checks the signature over the raw body, so it is
 * mounted before any body parser. With OAuth, `GET /slack/install` and `GET /slack/oauth_redirect` too.
 */
export function mountSlackReceiver(
  app: Express,
  deps: Listening & { readonly signingSecret?: string; readonly clock: Clock; readonly oauth?: SlackOAuth },
): void {
  // Without a secret, requests come by Socket Mode alone: nothing that comes by this way could be trusted.
  if (deps.signingSecret !== undefined) {
    app.post(path, refuseOtherTimes(deps.clock));
    const receiver = new ExpressReceiver({
      app,
      signingSecret: deps.signingSecret,
      endpoints: path,
      // The answer waits until the request is stored; for events, Bolt would acknowledge first otherwise.
      processBeforeResponse: true,
      logger: deps.log,
    });
    listenToSlack(boltOn(receiver, deps.log), deps);
  }
  // An app of Bolt's takes no installer beside an `authorize` of one's own, so installing has a receiver without one.
  if (deps.oauth !== undefined)
    app.use(
      new ExpressReceiver({
        // It takes no requests but those of somebody who installs the app, which are not signed by it.
        signingSecret: deps.signingSecret ?? deps.oauth.stateSecret,
        endpoints: {},
        logger: deps.log,
        ...oauthOptions(deps.oauth),
      }).router,
    );
}

function boltOn(receiver: ExpressReceiver, log: Logger): App {
  return new App({
    receiver,
    // Tokens are looked up when a request is carried out, not while Slack waits for its acknowledgement.
    authorize: async () => ({}),
    ignoreSelf: false,
    attachFunctionToken: false,
    logger: log,
  });
}

function oauthOptions(oauth: SlackOAuth) {
  return {
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: oauth.stateSecret,
    scopes: [...botScopes],
    redirectUri: `${oauth.publicUrl}/slack/oauth_redirect`,
    installationStore: oauth.installationStore,
    installerOptions: {
      installPath: '/slack/install',
      redirectUriPath: '/slack/oauth_redirect',
      directInstall: true,
      authorizationUrl: new URL('/oauth/v2/authorize', oauth.apiUrl).href,
      clientOptions: { slackApiUrl: oauth.apiUrl, retryConfig: { retries: 0 } },
    },
  };
}

/** Bolt takes timestamps of up to an hour ahead; both sides of five minutes are refused here. */
function refuseOtherTimes(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const seconds = Number(request.headers['x-slack-request-timestamp']);
    if (Number.isFinite(seconds) && Math.abs(clock().getTime() - seconds * 1000) <= toleranceMs) next();
    else response.status(401).end();
  };
}
