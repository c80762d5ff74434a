import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusOfRefusal } from '../../lti/launch-refusal.ts';
import { beginLaunch, postLaunch, runLaunch } from './launch-client.ts';
import { launchFlows } from './launch-flows.ts';
import { acceptedLaunches, refusedLaunches } from './launch-table.ts';
import { platformOf, startLtiService, type LtiService } from './lti-service.ts';

const teacher = { user: '2', course: '7', link: '1' };

describe.each(['moodle', 'brightspace'] as const)('launches from a platform like %s', (flavour) => {
  let service: LtiService;
  beforeAll(async () => {
    service = await startLtiService({ flavour });
  });
  afterAll(() => service.close());
  const tool = () => ({ loginUrl: `${service.url}/lti/login`, clientId: service.clientId });
  const begin = () => beginLaunch(tool().loginUrl, service.lms.begin({ ...teacher, tool: service.clientId }));
  const peopleNow = async () => {
    let count = 0;
    for await (const _ of service.store.persons.all()) count += 1;
    return count;
  };

  it.each(acceptedLaunches)('accepts: $name', async (which) => {
    const { status, body } = await runLaunch(service.lms, tool(), which, teacher);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body).toContain('name="session"');
  });

  it.each(refusedLaunches)('refuses: $name', async (which) => {
    const before = await peopleNow();
    // A platform's key set is asked for again at most every half minute; each case has a half minute of its own.
    const now = service.clock.now().getTime() + 16 * 60_000;
    service.clock.now = () => new Date(now);
    service.lms.clock = () => new Date(now);
    service.log.length = 0;
    const { status, body } = await runLaunch(service.lms, tool(), which, teacher);
    if (which.expect === 'accepted') throw new Error('wrong table');
    expect(body).toContain(`<code>${which.expect}</code>`);
    expect(status).toBe(statusOfRefusal(which.expect));
    expect(body).not.toContain('name="session"');
    expect(await peopleNow()).toBe(before);
    expect(service.log.map(({ fields }) => fields['code'])).toEqual([which.expect]);
  });

  it.each(launchFlows)('accepts $mayAccept of $name', async ({ run, mayAccept }) => {
    const answers = await run(service.lms, tool(), teacher);
    expect(answers.filter(({ body }) => body.includes('name="session"'))).toHaveLength(mayAccept);
  });

  it('accepts one of twenty posts of the same token at once', async () => {
    const { authenticationUrl, jar } = await begin();
    const { action, fields } = await service.lms.answerTo(authenticationUrl);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => postLaunch(action, fields, new Map(jar))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.includes('<code>launch-used</code>'))).toHaveLength(19);
  });

  it('says to start again when a launch is posted twice', async () => {
    const { authenticationUrl, jar } = await begin();
    const { action, fields } = await service.lms.answerTo(authenticationUrl);
    const kept = new Map(jar);
    expect((await postLaunch(action, fields, jar)).status).toBe(200);
    const again = await postLaunch(action, fields, kept);
    expect(again.status).toBe(401);
    expect(again.body).toContain('Begin opnieuw vanuit je cursus');
  });

  it('refuses the state of another browser, and offers that browser a launch of its own', async () => {
    const victim = await begin();
    const attacker = await begin();
    const { action, fields } = await service.lms.answerTo(attacker.authenticationUrl);
    const answer = await postLaunch(action, fields, victim.jar);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('name="session"');
    expect(answer.body).toContain('/lti/login?');
    expect(service.log.at(-1)?.fields).toMatchObject({ code: 'browser-unproven', platformId: 'lms1' });
    // The state was not used up by it.
    expect((await postLaunch(action, fields, attacker.jar)).status).toBe(200);
  });

  it('refuses a proof that is not this browser’s', async () => {
    const { authenticationUrl } = await begin();
    const { action, fields } = await service.lms.answerTo(authenticationUrl);
    const answer = await postLaunch(action, { ...fields, browser_secret: 'guessed' }, new Map());
    expect(answer.status).toBe(401);
    expect(service.log.at(-1)?.fields).toMatchObject({ code: 'browser-other' });
  });

  it('takes the proof from the platform’s storage', async () => {
    const { authenticationUrl, jar } = await begin();
    const { action, fields } = await service.lms.answerTo(authenticationUrl);
    const [secret = ''] = jar.values();
    expect((await postLaunch(action, { ...fields, browser_secret: secret }, new Map())).status).toBe(200);
  });

  it('refuses the state of another platform', async () => {
    const other = service.lms.addTool({
      name: 'Speldje, second registration',
      loginUrl: `${service.url}/lti/login`,
      redirectUris: [`${service.url}/lti/launch`],
      targetUrl: `${service.url}/lti/launch`,
      jwksUrl: `${service.url}/lti/jwks`,
    });
    await service.store.lti.platforms.insert(platformOf(service.lms, 'lms2', other));
    const here = await begin();
    const there = await beginLaunch(
      tool().loginUrl,
      service.lms.begin({ ...teacher, tool: other.clientId }),
      here.jar,
    );
    const { action, fields } = await service.lms.answerTo(here.authenticationUrl);
    const state = new URL(there.authenticationUrl).searchParams.get('state') ?? '';
    const answer = await postLaunch(action, { ...fields, state }, here.jar);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('<code>audience-wrong</code>');
    await service.store.lti.platforms.remove('lms2');
  });

  it('refuses the state of a platform with another issuer', async () => {
    const issuer = 'https://elsewhere.example';
    await service.store.lti.platforms.insert({ ...service.platform, id: 'lms5', issuer });
    const here = await begin();
    const there = await beginLaunch(
      tool().loginUrl,
      {
        iss: issuer,
        login_hint: '1',
        target_link_uri: `${service.url}/lti/launch`,
        client_id: service.clientId,
      },
      here.jar,
    );
    const { action, fields } = await service.lms.answerTo(here.authenticationUrl);
    const state = new URL(there.authenticationUrl).searchParams.get('state') ?? '';
    const answer = await postLaunch(action, { ...fields, state }, here.jar);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('<code>issuer-wrong</code>');
    await service.store.lti.platforms.remove('lms5');
  });

  it('lets two tabs launch side by side', async () => {
    const first = await begin();
    const second = await beginLaunch(
      tool().loginUrl,
      service.lms.begin({ ...teacher, user: '3', tool: service.clientId }),
      first.jar,
    );
    const one = await service.lms.answerTo(first.authenticationUrl);
    const two = await service.lms.answerTo(second.authenticationUrl);
    const later = await postLaunch(two.action, two.fields, first.jar);
    const earlier = await postLaunch(one.action, one.fields, first.jar);
    expect([later.status, earlier.status]).toEqual([200, 200]);
    expect(earlier.body).toContain('Truus Docent');
    expect(later.body).toContain('Sam Student');
    expect(later.body).not.toContain('Truus Docent');
  });

  it('explains an anonymous launch and keeps nothing of it', async () => {
    const before = await peopleNow();
    service.lms.manners.anonymous = true;
    const { status, body } = await runLaunch(service.lms, tool(), { name: '', expect: 'accepted' }, teacher);
    service.lms.manners.anonymous = false;
    expect(status).toBe(200);
    expect(body).toContain('We weten niet wie je bent');
    expect(await peopleNow()).toBe(before);
  });

  it('binds the browser by a partitioned, secure cookie', async () => {
    const parameters = service.lms.begin({ ...teacher, tool: service.clientId });
    delete parameters['lti_storage_target'];
    const answer = await fetch(`${tool().loginUrl}?${new URLSearchParams(parameters).toString()}`, {
      redirect: 'manual',
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/'])
      expect(cookie).toContain(attribute);
    const sent = new URL(answer.headers.get('location') ?? '').searchParams;
    expect(sent.get('login_hint')).toBe(parameters['login_hint']);
    expect(sent.get('lti_message_hint')).toBe(parameters['lti_message_hint']);
    expect(cookie).not.toContain(sent.get('state') ?? 'none');
  });

  it.each(['iss', 'login_hint', 'target_link_uri'])('refuses a login without %s', async (name) => {
    const { [name]: _, ...parameters } = service.lms.begin({ ...teacher, tool: service.clientId });
    const answer = await fetch(tool().loginUrl, { method: 'POST', body: new URLSearchParams(parameters) });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<code>login-parameter-missing</code>');
  });

  it('takes a login without client id where one platform matches, and refuses it where two do', async () => {
    const {
      client_id: _,
      lti_storage_target: __,
      ...parameters
    } = service.lms.begin({
      ...teacher,
      tool: service.clientId,
    });
    const login = () =>
      fetch(tool().loginUrl, { method: 'POST', body: new URLSearchParams(parameters), redirect: 'manual' });
    expect((await login()).status).toBe(302);
    await service.store.lti.platforms.insert({ ...service.platform, id: 'lms3', clientId: 'other' });
    const answer = await login();
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<code>platform-ambiguous</code>');
    await service.store.lti.platforms.remove('lms3');
  });

  it('refuses a platform that no owner accepted yet', async () => {
    await service.store.lti.platforms.insert({
      ...service.platform,
      id: 'lms4',
      issuer: 'https://new.example',
      status: 'waiting',
    });
    const answer = await fetch(tool().loginUrl, {
      method: 'POST',
      body: new URLSearchParams({
        iss: 'https://new.example',
        login_hint: '1',
        target_link_uri: `${service.url}/lti/launch`,
      }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('<code>platform-not-accepted</code>');
    expect(await service.store.lti.refusals.latest(100)).toContainEqual(
      expect.objectContaining({ code: 'platform-not-accepted', platformId: 'lms4' }),
    );
  });
});
