import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPlatform } from '../../lti/register-platform.ts';
import { isPublicHost } from '../../src/credentials/public-host.ts';
import { createSafeFetch } from '../../src/credentials/safe-fetch.ts';
import { changeLtiPlatform } from '../../src/use-cases/lti-platforms.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { launchAs } from './course-browser.ts';
import { ids, startLtiService, type LtiService } from './lti-service.ts';

describe.each(['moodle', 'brightspace'] as const)('registration with %s', (flavour) => {
  let service: LtiService;
  beforeAll(async () => {
    service = await startLtiService({ flavour });
    await service.store.lti.platforms.remove('lms1');
  });
  afterAll(() => service.close());

  const register = (parameters: Record<string, string>) =>
    fetch(`${service.url}/lti/register?${new URLSearchParams(parameters).toString()}`);

  it('registers, waits for an owner, and launches once accepted', async () => {
    service.lms.registrationTokens.add('once');
    const answer = await register({
      openid_configuration: `${service.lms.url}/.well-known/openid-configuration`,
      ...(flavour === 'moodle' ? { registration_token: 'once' } : {}),
    });
    expect({ status: answer.status, complaints: service.lms.complaints }).toEqual({
      status: 200,
      complaints: [],
    });
    const [platform] = await service.store.lti.platforms.list();
    expect(platform).toMatchObject({ status: 'waiting', issuer: service.lms.url });
    const tool = service.lms.tools.get(platform?.clientId ?? '');
    expect(platform?.deployments.map(({ id }) => id)).toEqual([tool?.deploymentId]);
    const registered = { ...service, clientId: platform?.clientId ?? '' };
    await expect(launchAs(registered, '2')).rejects.toThrow('platform-not-accepted');
    const accepted = await changeLtiPlatform(
      { store: service.store, clock: () => new Date(), ids },
      { actor: operatorActor, platformId: platform?.id ?? '', change: { status: 'accepted' } },
    );
    expect(accepted.ok).toBe(true);
    expect((await launchAs(registered, '2')).html).toContain('Deelnemers');
    expect(service.lms.complaints).toEqual([]);
  });

  it('lets nobody but an owner accept a platform', async () => {
    const outcome = await changeLtiPlatform(
      { store: service.store, clock: () => new Date(), ids },
      {
        actor: { personId: 'somebody', standing: 'member', via: 'web' },
        platformId: 'any',
        change: { status: 'accepted' },
      },
    );
    expect(outcome).toEqual({ ok: false, refusal: { code: 'not-yours' } });
  });

  it.each([
    [{}, 'openid_configuration ontbreekt'],
    [{ openid_configuration: 'http://lms.example/config' }, 'moet https zijn'],
    [{ openid_configuration: 'file:///etc/passwd' }, 'moet https zijn'],
    [{ openid_configuration: 'https://user:word@lms.example/' }, 'moet https zijn'],
  ])('refuses %o', async (parameters, words) => {
    const answer = await register(parameters);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(words);
  });
});

const configuration = (more: Record<string, unknown> = {}) => ({
  issuer: 'https://lms.example',
  authorization_endpoint: 'https://lms.example/auth',
  token_endpoint: 'https://lms.example/token',
  jwks_uri: 'https://lms.example/certs',
  registration_endpoint: 'https://lms.example/register',
  ...more,
});

type Made = { readonly status?: number; readonly location?: string; readonly body?: unknown };
type Asked = {
  readonly url: string;
  readonly address: string;
  readonly posted?: string;
  readonly bearer?: string;
};

async function* once(body: unknown): AsyncGenerator<Uint8Array> {
  yield Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

/** The parts that registration uses: the real guard, on a net that is made up. */
function depsWith(
  answers: (url: string) => Made,
  addresses: Readonly<Record<string, readonly string[]>> = {},
) {
  const asked: Asked[] = [];
  const resolve = async (host: string) => addresses[host] ?? ['93.184.215.14'];
  const deps = {
    store: createMemoryStore(),
    clock: () => new Date(),
    ids,
    publicUrl: 'https://speldje.example',
    isPublicHost: (host: string) => isPublicHost(resolve, host),
    fetch: () => Promise.reject(new Error('never by the plain way')),
    safeFetch: createSafeFetch({
      resolve,
      timeout: () => new AbortController().signal,
      request: async (to, address, { post }) => {
        asked.push({
          url: to.href,
          address,
          ...(post === undefined ? {} : { posted: post.text }),
          ...(post?.bearer === undefined ? {} : { bearer: post.bearer }),
        });
        const { status = 200, location, body } = answers(to.href);
        return { status, headers: { location }, body: once(body), close: () => undefined };
      },
    }),
  };
  return { deps, asked };
}

describe('a configuration from outside', () => {
  const url = 'https://lms.example/config';
  const registering = (deps: ReturnType<typeof depsWith>['deps'], token?: string) =>
    registerPlatform(deps, { configurationUrl: url, ...(token === undefined ? {} : { token }) });

  it('is asked of the very address that was looked at, and so is the registration', async () => {
    let looks = 0;
    const { deps, asked } = depsWith(
      (at) => (at === url ? { body: configuration() } : { status: 201, body: { client_id: 'c1' } }),
      // A name that leads elsewhere when it is looked up again.
      new Proxy(
        {},
        {
          get: () => {
            looks += 1;
            return ['93.184.215.14'];
          },
        },
      ),
    );
    expect(await registering(deps, 'once')).toMatchObject({ ok: true, platform: { status: 'waiting' } });
    expect(asked).toMatchObject([
      { url, address: '93.184.215.14' },
      { url: 'https://lms.example/register', address: '93.184.215.14', bearer: 'once' },
    ]);
    expect(JSON.parse(asked[1]?.posted ?? '')).toMatchObject({ client_name: 'Speldje' });
    expect(looks).toBeGreaterThanOrEqual(2);
    expect(await registering(deps)).toMatchObject({ fault: 'already-registered' });
  });

  it.each([
    ['a private address', ['10.0.0.7']],
    ['this machine', ['127.0.0.1']],
    ['the address of the cloud’s own data', ['169.254.169.254']],
    ['a public and a private one', ['93.184.215.14', '192.168.1.1']],
  ])('is not fetched from %s', async (_, found) => {
    const { deps, asked } = depsWith(() => ({ body: configuration() }), { 'lms.example': found });
    expect(await registering(deps)).toMatchObject({ fault: 'configuration-refused' });
    expect(asked).toEqual([]);
  });

  it('is not fetched from this machine by http, although the service is reached by a name of its own', async () => {
    const { deps, asked } = depsWith(() => ({ body: configuration() }));
    for (const address of [
      'http://localhost:8080/config',
      'https://127.0.0.1/config',
      'https://[::1]/config',
    ])
      expect(await registerPlatform(deps, { configurationUrl: address })).toMatchObject({
        fault: 'configuration-refused',
      });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a private address', 'https://inside.example/config', 'configuration-refused'],
    ['plain http', 'http://lms.example/config', 'configuration-refused'],
    ['another host, which could speak for itself', 'https://other.example/config', 'configuration-foreign'],
  ])('follows no redirect to %s', async (_, location, fault) => {
    const { deps } = depsWith((at) => (at === url ? { status: 302, location } : { body: configuration() }), {
      'inside.example': ['10.0.0.7'],
    });
    expect(await registering(deps)).toMatchObject({ fault });
  });

  it('is not registered with by way of a redirect', async () => {
    const { deps, asked } = depsWith((at) =>
      at === url ? { body: configuration() } : { status: 307, location: 'https://other.example/register' },
    );
    expect(await registering(deps, 'secret')).toMatchObject({ fault: 'registration-refused' });
    expect(asked.map(({ url: at }) => at)).toEqual([url, 'https://lms.example/register']);
  });

  it.each([
    ['configuration-foreign', configuration({ issuer: 'https://other.example' })],
    ['configuration-foreign', configuration({ registration_endpoint: 'https://other.example/register' })],
    ['configuration-refused', configuration({ jwks_uri: 'http://lms.example/certs' })],
    ['configuration-refused', configuration({ token_endpoint: 'https://inside.example/token' })],
    ['configuration-refused', configuration({ authorization_endpoint: 'https://user:word@lms.example/' })],
    ['configuration-unreadable', configuration({ token_endpoint: undefined })],
    ['configuration-unreachable', 'no JSON'],
  ])('is refused as %s', async (fault, given) => {
    const { deps, asked } = depsWith(() => ({ body: given }), { 'inside.example': ['10.0.0.7'] });
    expect(await registering(deps)).toMatchObject({ fault });
    expect(asked).toMatchObject([{ url }]);
    expect(await deps.store.lti.platforms.list()).toEqual([]);
  });

  it.each([
    ['configuration-unreachable', () => ({ status: 404 })],
    ['registration-refused', (at: string) => (at === url ? { body: configuration() } : { status: 401 })],
    ['registration-unreadable', (at: string) => (at === url ? { body: configuration() } : { body: {} })],
  ])('ends as %s', async (fault, answers) => {
    const { deps } = depsWith(answers);
    expect(await registering(deps)).toMatchObject({ fault });
    expect(await deps.store.lti.platforms.list()).toEqual([]);
  });
});
