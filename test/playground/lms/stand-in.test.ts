import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { LmsStandIn } from '../../../playground/lms/lms.ts';
import { startLms } from '../../../playground/lms/stand-in.ts';

let lms: LmsStandIn;
let clientId: string;
let sign: (claims: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>;
let stopKeys: () => void;
beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  stopKeys = () => server.close();
  lms = await startLms({ flavour: 'brightspace' });
  ({ clientId } = lms.addTool({
    name: 'Tool',
    loginUrl: 'https://tool.example/login',
    redirectUris: ['https://tool.example/launch'],
    targetUrl: 'https://tool.example/launch',
    jwksUrl: `http://127.0.0.1:${port}/`,
  }));
  const seconds = Math.floor(Date.now() / 1000);
  sign = (claims, header = { alg: 'RS256', kid: 'k' }) =>
    new SignJWT({
      iss: clientId,
      sub: clientId,
      aud: lms.tokenAudience,
      iat: seconds,
      exp: seconds + 60,
      jti: String(Math.random()),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', ...header })
      .sign(pair.privateKey);
});
afterAll(async () => {
  stopKeys();
  await lms.stop();
});

const tokenWith = async (assertion: string, more: Record<string, string> = {}) => {
  const answer = await fetch(lms.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
      ...more,
    }),
  });
  return { status: answer.status, body: await answer.text() };
};

describe('the token endpoint', () => {
  it('gives a token for a good assertion, once', async () => {
    const assertion = await sign({});
    expect((await tokenWith(assertion)).status).toBe(200);
    expect(await tokenWith(assertion)).toMatchObject({
      status: 400,
      body: expect.stringContaining('jti was used'),
    });
  });
  it.each([
    ['a list of audiences', { aud: ['a', 'b'] }, 'aud must be one string'],
    ['the token endpoint as audience', { aud: 'https://elsewhere.example' }, 'aud'],
    ['sub that is not iss', { sub: 'other' }, 'iss and sub differ'],
    ['an unknown client', { iss: 'x', sub: 'x' }, 'no such client'],
    ['an expired assertion', { exp: 1 }, 'exp'],
  ])('refuses %s', async (_, claims, why) => {
    expect(await tokenWith(await sign(claims))).toMatchObject({
      status: 400,
      body: expect.stringContaining(why),
    });
  });
  it('refuses an assertion without kid, and unknown scopes', async () => {
    expect((await tokenWith(await sign({}, {}))).body).toContain('no kid');
    expect((await tokenWith(await sign({}), { scope: 'anything' })).body).toContain('invalid_scope');
  });
});

function good(): Record<string, string> {
  return {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: clientId,
    redirect_uri: 'https://tool.example/launch',
    login_hint: 'h',
    state: 's',
    nonce: 'n',
  };
}

function answerTo(changes: Record<string, string>) {
  const begun = lms.begin({ user: '2', course: undefined, link: undefined, tool: clientId });
  const parameters = { ...good(), lti_message_hint: begun['lti_message_hint'] ?? '', ...changes };
  return lms.answerTo(`${lms.authUrl}?${new URLSearchParams(parameters).toString()}`);
}

describe('the authentication endpoint', () => {
  it('answers a good request', async () => {
    expect((await answerTo({})).fields).toHaveProperty('id_token');
  });
  it.each(['https://tool.example/launch/', 'https://tool.example/launch?a=1', 'http://tool.example/launch'])(
    'sends nobody to %s, which is not registered',
    async (redirect) => {
      await expect(answerTo({ redirect_uri: redirect })).rejects.toThrow('unregistered redirect_uri');
    },
  );
  it.each([
    ['scope', 'profile'],
    ['response_type', 'code'],
    ['response_mode', 'query'],
    ['prompt', 'login'],
    ['nonce', ''],
    ['lti_message_hint', 'changed'],
  ])('posts an error when %s is %s', async (name, value) => {
    expect((await answerTo({ [name]: value })).fields).toMatchObject({
      error: 'invalid_request',
      state: 's',
    });
  });
});
