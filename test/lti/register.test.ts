import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress, isPublicHost } from '../../lti/public-host.ts';
import { registerPlatform } from '../../lti/register-platform.ts';
import { changeLtiPlatform } from '../../src/use-cases/lti-platforms.ts';
import { operatorActor } from '../../src/domain/actor.ts';
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

/** The parts that registration uses, with what the net answers made up. */
function depsWith(answers: (url: string) => Response, isPublic = true) {
  const asked: string[] = [];
  const deps = {
    publicUrl: 'https://speldje.example',
    isPublicHost: () => Promise.resolve(isPublic),
    fetch: (url: string | URL | Request) => {
      const address = url instanceof Request ? url.url : url.toString();
      asked.push(address);
      return Promise.resolve(answers(address));
    },
  };
  return { deps, asked };
}

describe('a configuration that can not be trusted', () => {
  const url = 'https://lms.example/config';

  it('is not fetched from a private address', async () => {
    const { deps, asked } = depsWith(() => Response.json(configuration()), false);
    expect(await registerPlatform(Object(deps), { configurationUrl: url })).toMatchObject({
      fault: 'configuration-refused',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['configuration-foreign', configuration({ issuer: 'https://other.example' })],
    ['configuration-foreign', configuration({ registration_endpoint: 'https://other.example/register' })],
    ['configuration-refused', configuration({ jwks_uri: 'http://lms.example/certs' })],
    ['configuration-unreadable', configuration({ token_endpoint: undefined })],
  ])('is refused as %s', async (fault, given) => {
    const { deps, asked } = depsWith(() => Response.json(given));
    expect(await registerPlatform(Object(deps), { configurationUrl: url })).toMatchObject({ fault });
    expect(asked).toEqual([url]);
  });

  it.each([
    ['configuration-unreachable', () => new Response('', { status: 404 })],
    [
      'registration-refused',
      (at: string) => (at === url ? Response.json(configuration()) : new Response('no', { status: 401 })),
    ],
    [
      'registration-unreadable',
      (at: string) => (at === url ? Response.json(configuration()) : Response.json({})),
    ],
  ])('ends as %s', async (fault, answers) => {
    const { deps } = depsWith(answers);
    expect(await registerPlatform(Object(deps), { configurationUrl: url })).toMatchObject({ fault });
  });
});

describe('public hosts', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    'not an address',
  ])('do not include %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '2606:4700::1111'])('include %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it('do not include a name that does not resolve', async () => {
    expect(await isPublicHost('nothing.invalid')).toBe(false);
    expect(await isPublicHost('[::1]')).toBe(false);
  });
});
