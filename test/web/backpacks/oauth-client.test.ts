import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { backpackScopes } from '../../../src/domain/backpack.ts';
import { learner } from '../demo-awards.ts';
import { backpackWorld, redirectUri, type BackpackWorld } from './backpack-world.ts';

let world: BackpackWorld;
beforeAll(async () => {
  world = await backpackWorld();
});
afterAll(() => world.close());

const insecure = { [oauth.allowInsecureRequests]: true } as const;

/** A client library of others, strict about what it is answered, goes the whole way. */
it('a backpack by oauth4webapi finds, registers, is let in, reads, refreshes, and leaves', async () => {
  const issuer = new URL(world.app.url);
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
  );
  const registered = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(
      as,
      {
        client_name: 'Portfolio',
        redirect_uris: [redirectUri],
        scope: `${backpackScopes.readCredentials} ${backpackScopes.readProfile} offline_access`,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      insecure,
    ),
  );
  const client = { client_id: registered.client_id };
  const clientAuth = oauth.ClientSecretBasic(z.string().parse(registered.client_secret));
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(as.authorization_endpoint ?? '');
  const parameters = {
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: z.string().parse(registered['scope']),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  const back = await world.decide(await world.enter(), `${address.pathname}${address.search}`, 'allow');
  const answer = oauth.validateAuthResponse(as, client, back, state);
  const tokens = await oauth.processAuthorizationCodeResponse(
    as,
    client,
    await oauth.authorizationCodeGrantRequest(
      as,
      client,
      clientAuth,
      answer,
      redirectUri,
      verifier,
      insecure,
    ),
  );
  const read = async (access: string) =>
    oauth.protectedResourceRequest(
      access,
      'GET',
      new URL(`${world.app.url}/ims/ob/v3p0/profile`),
      new Headers(),
      null,
      insecure,
    );
  expect(await (await read(tokens.access_token)).json()).toMatchObject({
    id: `urn:uuid:${learner.id}`,
    name: 'Student Sam',
    email: 'sam@example.org',
  });
  const fresh = await oauth.processRefreshTokenResponse(
    as,
    client,
    await oauth.refreshTokenGrantRequest(as, client, clientAuth, tokens.refresh_token ?? '', insecure),
  );
  expect((await read(fresh.access_token)).status).toBe(200);
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(as, client, clientAuth, fresh.refresh_token ?? '', insecure),
  );
  await expect(read(fresh.access_token)).rejects.toThrow(oauth.WWWAuthenticateChallengeError);
});
