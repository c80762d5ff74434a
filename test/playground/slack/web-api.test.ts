import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BOT_TOKEN, refusalOf, startBotApp } from './bot-app.ts';
import type { BotApp } from './bot-app.ts';

describe('the Web API, called by the real client', () => {
  let app: BotApp;
  beforeEach(async () => {
    app = await startBotApp();
  });
  afterEach(() => app.stop());
  const user = async (id: string) => (await app.client.users.info({ user: id })).user;
  const send = (type: string) =>
    fetch(`${app.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${BOT_TOKEN}`, 'Content-Type': type },
      body: JSON.stringify({ channel: 'C0WERKPLAATS', text: 'hoi', token: 'ignored' }),
    }).then((response) => response.json());
  const code = async (method: string, args: { [name: string]: unknown }) =>
    (await refusalOf(app.client.apiCall(method, args))).code;
  const withToken = (token: string) =>
    new webApi.WebClient(token, { slackApiUrl: app.slack.apiUrl, retryConfig: { retries: 0 } });

  test('tells the bot who it is', async () => {
    await expect(app.client.auth.test()).resolves.toMatchObject({
      ok: true,
      team_id: 'T0SPELDJE',
      user_id: 'U0SPELDJE',
      bot_id: 'B0SPELDJE',
    });
  });

  test('invalid_auth, not_authed, token_revoked and account_inactive', async () => {
    expect((await refusalOf(withToken('xoxb-none').auth.test())).code).toBe('invalid_auth');
    const bare = await fetch(`${app.slack.apiUrl}auth.test`, { method: 'POST' });
    await expect(bare.json()).resolves.toEqual({ ok: false, error: 'not_authed' });
    const installation = app.slack.workspace.installations.get(BOT_TOKEN);
    if (!installation) throw new Error('not installed');
    installation.state = 'account_inactive';
    expect(await code('auth.test', {})).toBe('account_inactive');
    installation.state = 'active';
    await app.slack.uninstall();
    expect(await code('auth.test', {})).toBe('token_revoked');
  });

  test('missing_scope names what is needed and what was given', async () => {
    const poor = await startBotApp({ scopes: ['chat:write'] });
    const call = poor.client.users.info({ user: 'U0BO' });
    await expect(call).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    });
    await poor.stop();
  });

  test('unknown_method, and invalid_arguments for a reader that is sent JSON', async () => {
    expect(await code('chat.shout', {})).toBe('unknown_method');
    const json = await fetch(`${app.slack.apiUrl}users.info`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${BOT_TOKEN}`, 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ user: 'U0BO' }),
    });
    await expect(json.json()).resolves.toMatchObject({ ok: false, error: 'invalid_arguments' });
  });

  test('takes JSON with the token in the header, and warns where the charset is missing', async () => {
    await expect(send('application/json')).resolves.toMatchObject({ ok: true, warning: 'missing_charset' });
    await expect(send('application/json; charset=utf-8')).resolves.not.toHaveProperty('warning');
    await expect(send('text/html')).resolves.toMatchObject({ error: 'invalid_post_type' });
  });

  test('users.info gives the locale on request and the address only with its scope', async () => {
    const full = await app.client.users.info({ user: 'U0ALI', include_locale: true });
    expect(full.user).toMatchObject({ locale: 'en-GB', tz: 'Europe/Amsterdam', real_name: 'Student Ali' });
    expect(full.user?.profile?.email).toBe('ali@voorbeeld.example');
    const bare = await app.client.users.info({ user: 'U0ALI' });
    expect(bare.user).not.toHaveProperty('locale');
    const poor = await startBotApp({ scopes: ['users:read'] });
    const without = await poor.client.users.info({ user: 'U0ALI' });
    expect(without.user?.profile).not.toHaveProperty('email');
    await poor.stop();
  });

  test('marks guests, bots, leavers and strangers', async () => {
    expect(await user('U0GAST')).toMatchObject({ is_restricted: true });
    expect(await user('U0ROBOT')).toMatchObject({ is_bot: true });
    expect(await user('U0WEG')).toMatchObject({ deleted: true });
    expect(await user('U0EXT')).toMatchObject({ is_stranger: true, team_id: 'T0ANDERS' });
    expect((await user('U0EXT'))?.profile).not.toHaveProperty('email');
    expect(await code('users.info', { user: 'U0NIEMAND' })).toBe('user_not_found');
    expect(await code('users.info', { user: 'U0ANDERSBOT' })).toBe('user_not_visible');
  });

  test('pages through lists by cursor', async () => {
    const usersPage = z.object({ members: z.array(z.object({ id: z.string() })) });
    const seen: string[] = [];
    for await (const page of app.client.paginate('users.list', { limit: 5 })) {
      seen.push(...usersPage.parse(page).members.map((member) => member.id));
    }
    expect(seen).toHaveLength(13);
    expect(new Set(seen).size).toBe(13);
  });

  test('reads user groups; no_such_subteam for none', async () => {
    await expect(app.client.usergroups.users.list({ usergroup: 'S0KLAS1' })).resolves.toMatchObject({
      users: ['U0SAM', 'U0NOOR', 'U0ALI'],
    });
    expect(await code('usergroups.users.list', { usergroup: 'S0X' })).toBe('no_such_subteam');
  });

  test('not_in_channel, channel_not_found and is_archived', async () => {
    const poor = await startBotApp({ scopes: ['chat:write'] });
    const post = (channel: string) => refusalOf(poor.post({ channel, text: 'x' }));
    expect((await post('C0STIL')).code).toBe('not_in_channel');
    expect((await post('G0PRIVE')).code).toBe('channel_not_found');
    expect((await post('D0BOSAM')).code).toBe('channel_not_found');
    expect((await post('C0OUD')).code).toBe('is_archived');
    await poor.stop();
    // With chat:write.public the app may also write where it is not a member.
    await expect(app.post({ channel: 'C0STIL', text: 'x' })).resolves.toMatchObject({
      ok: true,
    });
  });

  test('cannot_dm_bot, user_disabled, and a direct message by user id', async () => {
    expect(await code('chat.postMessage', { channel: 'U0ROBOT', text: 'x' })).toBe('cannot_dm_bot');
    expect(await code('chat.postMessage', { channel: 'U0WEG', text: 'x' })).toBe('channel_not_found');
    expect(await code('conversations.open', { users: 'U0ROBOT' })).toBe('cannot_dm_bot');
    expect(await code('conversations.open', { users: 'U0WEG' })).toBe('user_disabled');
    expect(await code('conversations.open', { users: 'U0NIEMAND' })).toBe('user_not_found');
    const opened = await app.client.conversations.open({ users: 'U0SAM' });
    const sent = await app.post({ channel: 'U0SAM', text: 'Gefeliciteerd' });
    expect(sent.channel).toBe(opened.channel?.id);
    expect(app.slack.directMessages('U0SAM').map((message) => message.text)).toEqual(['Gefeliciteerd']);
  });

  test('no_text, msg_too_long, thread_not_found and cannot_reply_to_message', async () => {
    const channel = 'C0WERKPLAATS';
    expect(await code('chat.postMessage', { channel })).toBe('no_text');
    expect(await code('chat.postMessage', { channel, text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await code('chat.postMessage', { channel, text: 'x', thread_ts: '1.000000' })).toBe(
      'thread_not_found',
    );
    const { ts } = await app.post({ channel, text: 'x' });
    expect(await code('chat.update', { channel, ts, text: 'x'.repeat(4001) })).toBe('msg_too_long');
    const reply = await app.post({ channel, text: 'y', thread_ts: ts });
    expect(await code('chat.postMessage', { channel, text: 'z', thread_ts: reply.ts })).toBe(
      'cannot_reply_to_message',
    );
  });

  test('updates and deletes only its own messages', async () => {
    const channel = 'C0WERKPLAATS';
    const said = await app.slack.say({ user: 'U0BO', channel, text: 'van Bo' });
    const { ts } = said.message;
    expect(await code('chat.update', { channel, ts, text: 'x' })).toBe('cant_update_message');
    expect(await code('chat.delete', { channel, ts })).toBe('cant_delete_message');
    expect(await code('chat.delete', { channel, ts: '1.000000' })).toBe('message_not_found');
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'kaart' } }];
    const own = await app.post({ channel, text: 'a', blocks });
    await app.client.chat.update({ channel, ts: own.ts ?? '', text: 'b' });
    const [, kept] = app.slack.messages(channel);
    expect(kept).toMatchObject({ text: 'b', blocks: [{ type: 'section' }] });
    await app.client.chat.delete({ channel, ts: own.ts ?? '' });
    expect(app.slack.messages(channel)).toHaveLength(1);
  });

  test('user_not_in_channel for an ephemeral message to who is not there', async () => {
    const args = { channel: 'C0WERKPLAATS', text: 'stil' };
    expect(await code('chat.postEphemeral', { ...args, user: 'U0EXT' })).toBe('user_not_in_channel');
    expect(await code('chat.postEphemeral', { ...args, user: 'U0NIEMAND' })).toBe('user_not_found');
    expect(await code('chat.postEphemeral', { ...args, channel: 'C0STIL', user: 'U0BO' })).toBe(
      'not_in_channel',
    );
    await app.client.chat.postEphemeral({ ...args, user: 'U0BO' });
    expect(app.slack.ephemerals('U0BO')).toHaveLength(1);
    expect(app.slack.messages('C0WERKPLAATS')).toHaveLength(0);
  });

  test('keeps metadata and returns it on request; refuses what is none', async () => {
    const channel = 'C0WERKPLAATS';
    const metadata = { event_type: 'speldje_outbox', event_payload: { key: 'k1' } };
    await app.client.apiCall('chat.postMessage', { channel, text: 'x', metadata });
    const read = (more: object) => app.client.apiCall('conversations.history', { channel, ...more });
    await expect(read({ include_all_metadata: true })).resolves.toMatchObject({ messages: [{ metadata }] });
    const bare = await app.client.conversations.history({ channel });
    expect(bare.messages?.[0]).not.toHaveProperty('metadata');
    const call = { channel, text: 'x' };
    expect(await code('chat.postMessage', { ...call, metadata: '{' })).toBe('invalid_metadata_format');
    expect(await code('chat.postMessage', { ...call, metadata: { event_type: 1 } })).toBe(
      'invalid_metadata_schema',
    );
    const huge = { event_type: 'x', event_payload: { text: 'x'.repeat(16_001) } };
    expect(await code('chat.postMessage', { ...call, metadata: huge })).toBe('metadata_too_large');
  });

  test('reads a thread from its head; thread_not_found for none', async () => {
    const channel = 'C0WERKPLAATS';
    const head = await app.slack.say({ user: 'U0BO', channel, text: 'kop' });
    await app.slack.say({ user: 'U0SAM', channel, text: 'een', threadTs: head.message.ts });
    const last = await app.slack.say({ user: 'U0SAM', channel, text: 'twee', threadTs: head.message.ts });
    const thread = await app.client.conversations.replies({ channel, ts: head.message.ts });
    expect(thread.messages?.map((message) => message.text)).toEqual(['kop', 'een', 'twee']);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 2, latest_reply: last.message.ts });
    expect(thread.messages?.[1]).toMatchObject({ thread_ts: head.message.ts, parent_user_id: 'U0BO' });
    expect(await code('conversations.replies', { channel, ts: '1.000000' })).toBe('thread_not_found');
    expect(await code('conversations.history', { channel: 'C0STIL' })).toBe('not_in_channel');
  });

  test('joins public channels only', async () => {
    await app.client.conversations.join({ channel: 'C0STIL' });
    const { members } = await app.client.conversations.members({ channel: 'C0STIL' });
    expect(members).toContain('U0SPELDJE');
    expect(await code('conversations.join', { channel: 'C0OUD' })).toBe('is_archived');
    expect(await code('conversations.join', { channel: 'G0PRIVE' })).toBe('channel_not_found');
    expect(await code('conversations.list', { types: 'public' })).toBe('invalid_types');
  });

  test('already_reacted, no_reaction, invalid_name and message_not_found', async () => {
    const channel = 'C0WERKPLAATS';
    const { message } = await app.slack.say({ user: 'U0BO', channel, text: 'x' });
    const at = { channel, timestamp: message.ts };
    await app.client.reactions.add({ ...at, name: 'white_check_mark' });
    expect(await code('reactions.add', { ...at, name: 'white_check_mark' })).toBe('already_reacted');
    expect(await code('reactions.remove', { ...at, name: 'tada' })).toBe('no_reaction');
    expect(await code('reactions.add', { ...at, name: '✅' })).toBe('invalid_name');
    expect(await code('reactions.add', { channel, timestamp: '1.000000', name: 'tada' })).toBe(
      'message_not_found',
    );
  });

  test('uploads in two steps, and serves private files only to a token', async () => {
    const content = Buffer.from('PNG picture');
    await app.client.filesUploadV2({ channel_id: 'C0WERKPLAATS', file: content, filename: 'skills.png' });
    const [message] = app.slack.messages('C0WERKPLAATS');
    expect(message?.files.map((file) => file.name)).toEqual(['skills.png']);
    const { file } = await app.client.files.info({ file: message?.files[0]?.id ?? '' });
    const address = file?.url_private ?? '';
    const served = await fetch(address, { headers: { Authorization: `Bearer ${BOT_TOKEN}` } });
    await expect(served.text()).resolves.toBe('PNG picture');
    const signIn = await fetch(address);
    expect(signIn.headers.get('content-type')).toContain('text/html');
    expect(await code('files.info', { file: 'F0NONE' })).toBe('file_not_found');
  });

  test('message_not_found for the permalink of nothing', async () => {
    const { message } = await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'x' });
    const link = await app.client.chat.getPermalink({ channel: 'C0WERKPLAATS', message_ts: message.ts });
    expect(link.permalink).toBe(`${app.slack.origin}/archives/C0WERKPLAATS/p${message.ts.replace('.', '')}`);
    const none = { channel: 'C0WERKPLAATS', message_ts: '1.000000' };
    expect(await code('chat.getPermalink', none)).toBe('message_not_found');
  });
});

describe('installing by OAuth', () => {
  const redirectUri = 'http://localhost:4001/slack/oauth_redirect';
  const oauth = { clientId: '1.2', clientSecret: 'hush', redirectUris: [redirectUri] };
  let app: BotApp;
  beforeEach(async () => {
    app = await startBotApp({ oauth });
  });
  afterEach(() => app.stop());
  const page = (query: string) =>
    fetch(`${app.slack.origin}/oauth/v2/authorize?client_id=1.2&state=s&${query}`, { redirect: 'manual' });
  const access = (more: object = {}) =>
    app.client.oauth.v2.access({
      client_id: '1.2',
      client_secret: 'hush',
      redirect_uri: redirectUri,
      code: '',
      ...more,
    });

  test('exchanges a code once for a token that works in its workspace', async () => {
    const code = app.slack.authorize({ team: 'T0ANDERS', user: 'U0EXT', redirectUri });
    const granted = await access({ code });
    expect(granted).toMatchObject({
      team: { id: 'T0ANDERS' },
      bot_user_id: 'U0ANDERSBOT',
      token_type: 'bot',
    });
    const other = new webApi.WebClient(granted.access_token ?? '', { slackApiUrl: app.slack.apiUrl });
    await expect(other.auth.test()).resolves.toMatchObject({ team_id: 'T0ANDERS' });
    expect((await refusalOf(access({ code }))).code).toBe('code_already_used');
  });

  test('has no team in an installation for a whole organisation', async () => {
    const enterprise = { id: 'E0ORG', name: 'Regio' };
    const code = app.slack.authorize({
      team: 'T0ANDERS',
      user: 'U0EXT',
      redirectUri,
      enterprise,
      wide: true,
    });
    await expect(access({ code })).resolves.toMatchObject({
      team: null,
      enterprise,
      is_enterprise_install: true,
    });
  });

  test('invalid_code, invalid_client_id, bad_client_secret and bad_redirect_uri', async () => {
    expect((await refusalOf(access({ code: 'x' }))).code).toBe('invalid_code');
    expect((await refusalOf(access({ client_id: 'x' }))).code).toBe('invalid_client_id');
    expect((await refusalOf(access({ client_secret: 'x' }))).code).toBe('bad_client_secret');
    const code = app.slack.authorize({ team: 'T0ANDERS', user: 'U0EXT', redirectUri });
    expect((await refusalOf(access({ code, redirect_uri: 'http://elsewhere/' }))).code).toBe(
      'bad_redirect_uri',
    );
    expect(() =>
      app.slack.authorize({ team: 'T0ANDERS', user: 'U0EXT', redirectUri: 'http://evil/' }),
    ).toThrow('bad_redirect_uri');
    app.pass(600_001);
    expect((await refusalOf(access({ code }))).code).toBe('invalid_code');
  });

  test('the install page sends the browser on with a code, only to a known address', async () => {
    const good = await page(`redirect_uri=${encodeURIComponent(redirectUri)}`);
    const target = new URL(good.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).toBe('s');
    await expect(access({ code: target.searchParams.get('code') ?? '' })).resolves.toMatchObject({
      ok: true,
    });
    const bad = await page('redirect_uri=http%3A%2F%2Fevil%2F');
    expect(bad.status).toBe(400);
    await expect(bad.text()).resolves.toBe('bad_redirect_uri');
  });
});

describe('limits and faults', () => {
  test('ratelimited: one message a second in a channel, with Retry-After', async () => {
    const app = await startBotApp({ events: [], rateLimit: { postsPerChannelPerSecond: 1 } });
    const post = (channel: string) => app.post({ channel, text: 'x' });
    await post('C0WERKPLAATS');
    await post('C0ALGEMEEN');
    await expect(post('C0WERKPLAATS')).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 1,
    });
    app.pass(1001);
    await expect(post('C0WERKPLAATS')).resolves.toMatchObject({ ok: true });
    await app.stop();
  });

  test('ratelimited: a distributed app reads threads once a minute, 15 messages a call', async () => {
    const app = await startBotApp({ events: [], rateLimit: { threadReads: 'distributed' } });
    const channel = 'C0WERKPLAATS';
    for (let index = 0; index < 20; index += 1)
      await app.slack.say({ user: 'U0BO', channel, text: `${index}` });
    const page = await app.client.conversations.history({ channel, limit: 200 });
    expect(page.messages).toHaveLength(15);
    expect(page.has_more).toBe(true);
    await expect(app.client.conversations.history({ channel })).rejects.toMatchObject({ retryAfter: 60 });
    app.pass(60_001);
    await expect(app.client.conversations.history({ channel })).resolves.toMatchObject({ ok: true });
    await app.stop();
  });

  test('plays faults: an error code, a status, a fault after the work was done, a broken connection', async () => {
    const app = await startBotApp({ events: [] });
    const channel = 'C0WERKPLAATS';
    const post = () => app.post({ channel, text: 'x' });
    app.slack.failNext('chat.postMessage', { error: 'fatal_error' });
    expect((await refusalOf(post())).code).toBe('fatal_error');
    app.slack.failNext('*', { status: 503 });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
    app.slack.failNext('chat.postMessage', { status: 429, retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    app.slack.failNext('chat.postMessage', { drop: true });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(app.slack.messages(channel)).toHaveLength(0);
    app.slack.failNext('chat.postMessage', { status: 500, deliverThenFail: true });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(app.slack.messages(channel)).toHaveLength(1);
    await expect(post()).resolves.toMatchObject({ ok: true });
    await app.stop();
  });

  test('lets a test watch each call, before and after', async () => {
    const app = await startBotApp({ events: [] });
    const seen: string[] = [];
    const stopWatching = app.slack.onCall((phase, call) => {
      seen.push(`${phase} ${call.method} ${app.slack.messages('C0WERKPLAATS').length}`);
    });
    await app.post({ channel: 'C0WERKPLAATS', text: 'x' });
    stopWatching();
    await app.client.auth.test();
    expect(seen).toEqual(['before chat.postMessage 0', 'after chat.postMessage 1']);
    expect(app.slack.calls.map((call) => call.method)).toEqual(['chat.postMessage', 'auth.test']);
    expect(app.slack.calls[0]?.args).toEqual({ channel: 'C0WERKPLAATS', text: 'x' });
    app.slack.reset();
    expect(app.slack.calls).toHaveLength(0);
    expect(app.slack.messages('C0WERKPLAATS')).toHaveLength(0);
    await app.stop();
  });
});
