import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { payloadIn, startBotApp } from './bot-app.ts';
import type { BotApp } from './bot-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'acts', elements });
const yes = { type: 'button', text: plain('Ja'), action_id: 'yes', value: '1' };

const envelope = z.looseObject({
  event_id: z.string(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
});

describe('what people do, as the app hears it', () => {
  let app: BotApp;
  beforeEach(async () => {
    app = await startBotApp();
  });
  afterEach(() => app.stop());
  const formOf = (index: number) => new URLSearchParams(app.received[index]?.raw ?? '');
  const events = () =>
    app.received.filter(({ raw }) => raw.startsWith('{')).map(({ raw }) => envelope.parse(JSON.parse(raw)));

  test('a slash command carries who, where, a trigger and mentions in their escaped form', async () => {
    await app.slack.slashCommand({
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      text: 'award @Student Sam @noor @klas1 <@U0ALI|ali> lassen “R&D” a@bo.nl',
    });
    const form = formOf(0);
    expect(form.get('text')).toBe(
      'award <@U0SAM|sam> <@U0NOOR|noor> <!subteam^S0KLAS1|@klas1> <@U0ALI|ali> lassen “R&amp;D” a@bo.nl',
    );
    expect(Object.fromEntries(form)).toMatchObject({
      command: '/badge',
      team_id: 'T0SPELDJE',
      channel_id: 'C0WERKPLAATS',
      channel_name: 'werkplaats',
      user_id: 'U0BO',
      api_app_id: 'A0SPELDJE',
      is_enterprise_install: 'false',
    });
    expect(form.get('trigger_id')).toMatch(/^\d{13}\.\d{12}\.[0-9a-f]{32}$/);
    expect(form.get('response_url')).toMatch(/\/actions\/T0SPELDJE\//);
  });

  test('mentions stay as typed without should_escape', async () => {
    await app.slack.slashCommand({
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      text: 'award @sam x',
      escape: false,
    });
    expect(formOf(0).get('text')).toBe('award @sam x');
  });

  test('slash_command_in_thread, not_in_channel, is_archived and deactivated', async () => {
    const command = (more: object) =>
      app.slack.slashCommand({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'help', ...more });
    await expect(command({ threadTs: '1.000000' })).rejects.toMatchObject({
      code: 'slash_command_in_thread',
    });
    await expect(command({ user: 'U0SAM', channel: 'G0PRIVE' })).rejects.toMatchObject({
      code: 'not_in_channel',
    });
    await expect(command({ channel: 'C0OUD' })).rejects.toMatchObject({ code: 'is_archived' });
    await expect(command({ user: 'U0WEG' })).rejects.toMatchObject({ code: 'deactivated' });
    await expect(command({ user: 'U0EXT', channel: 'C0SAMEN' })).rejects.toMatchObject({
      code: 'not_installed',
    });
    expect(app.received).toHaveLength(0);
  });

  test('the answer to a command is shown to the sender, or to all on request', async () => {
    const command = () => app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: 'list' });
    app.answer(() => ({ body: { text: 'alleen jij' } }));
    await command();
    app.answer(() => ({ body: { response_type: 'in_channel', text: 'allen' } }));
    await command();
    expect(app.slack.ephemerals('U0BO').map((message) => message.text)).toEqual(['alleen jij']);
    expect(app.slack.messages('C0STIL').map((message) => message.text)).toEqual(['allen']);
  });

  test('dispatch_failed and operation_timeout are shown to the sender', async () => {
    app.answer(() => ({ status: 500 }));
    await app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: 'x' });
    const slow = await startBotApp({ ackTimeoutMs: 30 });
    slow.answer(() => ({ hang: true }));
    const late = await slow.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: 'x' });
    expect(late).toMatchObject({ status: 0, failure: 'http_timeout' });
    expect(app.slack.ephemerals('U0BO')[0]?.text).toContain('dispatch_failed');
    expect(slow.slack.ephemerals('U0BO')[0]?.text).toContain('operation_timeout');
    await slow.stop();
  });

  test('a message is an event, and a second one where the bot is mentioned', async () => {
    const said = await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: '@speldje help' });
    expect(said.status).toBe(200);
    const [message, mention] = events();
    expect(message).toMatchObject({
      type: 'event_callback',
      team_id: 'T0SPELDJE',
      authorizations: [{ team_id: 'T0SPELDJE', user_id: 'U0SPELDJE', is_bot: true }],
      event: { type: 'message', channel_type: 'channel', user: 'U0BO', text: '<@U0SPELDJE> help' },
    });
    expect(mention?.event).toMatchObject({ type: 'app_mention', ts: said.message.ts });
    expect(mention?.event_id).not.toBe(message?.event_id);
  });

  test('the app hears nothing from where it is not, and what it is told follows its scopes', async () => {
    await app.slack.say({ user: 'U0BO', channel: 'C0STIL', text: '@speldje help' });
    await app.slack.say({ user: 'U0BO', channel: 'D0BOSAM', text: 'geheim' });
    expect(app.received).toHaveLength(0);
    await app.slack.say({ user: 'U0BO', channel: app.slack.directChannel('U0BO'), text: 'hoi' });
    expect(events()[0]?.event).toMatchObject({ channel_type: 'im', text: 'hoi' });
    const poor = await startBotApp({ scopes: ['im:history'] });
    await poor.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'x' });
    expect(poor.received).toHaveLength(0);
    await poor.stop();
  });

  test('a stranger of Slack Connect speaks as a member of their own team', async () => {
    await app.slack.say({ user: 'U0EXT', channel: 'C0SAMEN', text: 'dag' });
    const [told] = events();
    expect(told).toMatchObject({ team_id: 'T0SPELDJE', is_ext_shared_channel: true });
    expect(told?.event).toMatchObject({ user: 'U0EXT', team: 'T0ANDERS' });
  });

  test('edits, deletions, reactions and files are told; a deleted head of a thread leaves a tombstone', async () => {
    const channel = 'C0WERKPLAATS';
    const { message } = await app.slack.say({
      user: 'U0SAM',
      channel,
      text: 'verslag',
      files: [{ name: 'verslag.pdf', mimetype: 'application/pdf', content: 'PDF' }],
    });
    await app.slack.edit({ user: 'U0SAM', message, text: 'verslag 2' });
    await app.slack.react({ user: 'U0BO', message, emoji: 'white_check_mark' });
    await app.slack.say({ user: 'U0BO', channel, text: 'mooi', threadTs: message.ts });
    await app.slack.remove({ user: 'U0SAM', message });
    const told = events().map(({ event }) => event);
    expect(told.map((event) => `${event.type}/${event.subtype ?? ''}`)).toEqual([
      'message/file_share',
      'message/message_changed',
      'reaction_added/',
      'message/',
      'message/message_changed',
    ]);
    expect(told[0]).toMatchObject({
      files: [{ name: 'verslag.pdf', size: 3, mimetype: 'application/pdf' }],
    });
    expect(told[1]).toMatchObject({ message: { text: 'verslag 2' }, previous_message: { text: 'verslag' } });
    expect(told[4]).toMatchObject({ message: { subtype: 'tombstone' } });
    await expect(app.slack.edit({ user: 'U0BO', message, text: 'x' })).rejects.toMatchObject({
      code: 'not_own_message',
    });
  });

  test('an event that is not acknowledged comes three times more, numbered, with the same id', async () => {
    app.answer(() => ({ status: 500 }));
    const said = await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'x' });
    expect(said.deliveries[0]?.attempts).toHaveLength(4);
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(events().map((event) => event.event_id)).size).toBe(1);
  });

  test('x-slack-no-retry ends the retries, and events can be sent again, held back and reordered', async () => {
    app.answer(() => ({ status: 500, headers: { 'X-Slack-No-Retry': '1' } }));
    const said = await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'een' });
    expect(app.received).toHaveLength(1);
    await app.slack.redeliver(said.deliveries[0]?.eventId ?? '', { num: 1, reason: 'http_timeout' });
    expect(events()[1]).toEqual(events()[0]);
    app.answer(() => ({}));
    app.slack.holdEvents();
    await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'twee' });
    await app.slack.say({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'drie' });
    expect(app.received).toHaveLength(2);
    await app.slack.releaseEvents((held) => held.toReversed());
    expect(
      events()
        .slice(2)
        .map(({ event }) => event['text']),
    ).toEqual(expect.arrayContaining(['drie', 'twee']));
  });

  test('a button in a message: who, where, which, and a response_url that works five times', async () => {
    await app.client.apiCall('chat.postMessage', {
      channel: 'C0WERKPLAATS',
      text: 'Steun?',
      blocks: [actions(yes, { ...yes, action_id: 'no', value: '2' })],
    });
    await app.slack.settled();
    app.received.length = 0;
    const [message] = app.slack.messages('C0WERKPLAATS');
    if (!message) throw new Error('no message');
    await app.slack.clickButton({ user: 'U0SAM', message, actionId: 'no', value: '2' });
    const payload = payloadIn(app.received[0]);
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0SAM', team_id: 'T0SPELDJE' },
      container: { type: 'message', message_ts: message.ts, is_ephemeral: false },
      channel: { id: 'C0WERKPLAATS', name: 'werkplaats' },
      actions: [{ action_id: 'no', block_id: 'acts', value: '2', type: 'button' }],
      message: { text: 'Steun?' },
    });
    const answer = (body: object) =>
      fetch(String(payload['response_url']), { method: 'POST', body: JSON.stringify(body) });
    await answer({ replace_original: true, text: 'Gesteund' });
    expect(app.slack.messages('C0WERKPLAATS').map((one) => one.text)).toEqual(['Gesteund']);
    for (let use = 2; use <= 5; use += 1) expect((await answer({ text: `${use}` })).status).toBe(200);
    const sixth = await answer({ text: '6' });
    expect([sixth.status, await sixth.text()]).toEqual([404, 'used_url']);
    expect(app.slack.ephemerals('U0SAM')).toHaveLength(4);
    await expect(app.slack.clickButton({ user: 'U0SAM', message, actionId: 'gone' })).rejects.toMatchObject({
      code: 'no_such_action',
    });
  });

  test('expired_url after thirty minutes, no_text for nothing, invalid_payload for no answer', async () => {
    await app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: 'x' });
    const address = formOf(0).get('response_url') ?? '';
    const answer = async (body: string) => {
      const response = await fetch(address, { method: 'POST', body });
      return [response.status, await response.text()];
    };
    expect(await answer('{}')).toEqual([400, 'no_text']);
    expect(await answer('geen json')).toEqual([400, 'invalid_payload']);
    expect(await answer(JSON.stringify({ blocks: [{ type: 'nothing' }] }))).toEqual([400, 'invalid_blocks']);
    app.pass(30 * 60_000);
    expect(await answer('{"text":"nog net"}')).toEqual([200, 'ok']);
    app.pass(1);
    expect(await answer('{"text":"te laat"}')).toEqual([404, 'expired_url']);
  });

  test('an ephemeral message is pressed by its reader alone, and its payload does not carry it', async () => {
    app.answer(() => ({ body: { blocks: [actions(yes)], text: 'kies' } }));
    await app.slack.slashCommand({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'x' });
    app.answer(() => ({}));
    const [message] = app.slack.ephemerals('U0BO');
    if (!message) throw new Error('no message');
    await expect(app.slack.clickButton({ user: 'U0SAM', message, actionId: 'yes' })).rejects.toMatchObject({
      code: 'not_visible',
    });
    await app.slack.clickButton({ user: 'U0BO', message, actionId: 'yes' });
    const payload = payloadIn(app.received.at(-1));
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
    await fetch(String(payload['response_url']), { method: 'POST', body: '{"delete_original":true}' });
    expect(app.slack.ephemerals('U0BO')).toHaveLength(0);
  });

  test('shortcuts name their callback; a message shortcut carries the message', async () => {
    const { message } = await app.slack.say({ user: 'U0SAM', channel: 'C0WERKPLAATS', text: 'kijk' });
    app.received.length = 0;
    await app.slack.messageShortcut({ user: 'U0BO', message, callbackId: 'award_for_message' });
    await app.slack.globalShortcut({ user: 'U0BO', callbackId: 'award' });
    expect(payloadIn(app.received[0])).toMatchObject({
      type: 'message_action',
      callback_id: 'award_for_message',
      message: { text: 'kijk', user: 'U0SAM' },
      message_ts: message.ts,
    });
    expect(payloadIn(app.received[1])).toMatchObject({ type: 'shortcut', callback_id: 'award' });
  });

  test('opening App Home is told, with the view that is there already', async () => {
    await app.slack.openHome({ user: 'U0SAM' });
    await app.client.apiCall('views.publish', {
      user_id: 'U0SAM',
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
    await app.slack.openHome({ user: 'U0SAM' });
    expect(events()[0]?.event).toMatchObject({ type: 'app_home_opened', user: 'U0SAM', tab: 'home' });
    expect(events()[0]?.event).not.toHaveProperty('view');
    expect(events()[1]?.event).toMatchObject({ view: { type: 'home', blocks: [{ type: 'divider' }] } });
    expect(app.slack.home('U0SAM')?.definition.blocks).toHaveLength(1);
  });

  test('joining, changing and uninstalling are told', async () => {
    await app.slack.invite({ user: 'U0BO', channel: 'G0PRIVE', member: 'U0SPELDJE' });
    await app.slack.changeMember('U0SAM', { deactivated: true });
    await app.slack.uninstall();
    expect(events().map(({ event }) => event.type)).toEqual([
      'member_joined_channel',
      'user_change',
      'tokens_revoked',
      'app_uninstalled',
    ]);
  });
});

describe('a modal', () => {
  let app: BotApp;
  beforeEach(async () => {
    app = await startBotApp({ events: [] });
    const { triggerId } = await app.slack.slashCommand({ user: 'U0BO', channel: 'C0WERKPLAATS', text: '' });
    await app.client.apiCall('views.open', { trigger_id: triggerId, view });
    app.received.length = 0;
  });
  afterEach(() => app.stop());
  const input = (block_id: string, element: object, more: object = {}) => ({
    type: 'input',
    block_id,
    label: plain(block_id),
    element: { action_id: `${block_id}_a`, ...element },
    ...more,
  });
  const view = {
    type: 'modal',
    callback_id: 'award',
    private_metadata: 'm',
    title: plain('Badge'),
    submit: plain('Toekennen'),
    notify_on_close: true,
    blocks: [
      input('people', { type: 'multi_users_select', max_selected_items: 2 }),
      input('badge', { type: 'external_select', min_query_length: 0 }),
      input('reason', { type: 'plain_text_input', multiline: true, max_length: 20 }, { optional: true }),
    ],
  };
  const lassen = { text: plain('Lassen'), value: 'lassen' };
  const fill = { people: ['U0SAM'], badge: 'lassen', reason: 'Goed' };

  test('suggests options, and sends what was filled in', async () => {
    app.answer(() => ({ body: { options: [lassen] } }));
    const [open] = app.slack.views('U0BO');
    const suggested = await app.slack.blockSuggestion({
      user: 'U0BO',
      view: open?.id ?? '',
      actionId: 'badge_a',
      value: 'las',
    });
    expect(suggested.options).toEqual([lassen]);
    expect(payloadIn(app.received[0])).toMatchObject({
      type: 'block_suggestion',
      value: 'las',
      block_id: 'badge',
    });
    app.answer(() => ({}));
    const sent = await app.slack.submitView({ user: 'U0BO', values: fill });
    expect(sent.outcome).toBe('closed');
    expect(app.slack.views('U0BO')).toHaveLength(0);
    expect(payloadIn(app.received[1])).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'award',
        private_metadata: 'm',
        state: {
          values: {
            people: { people_a: { type: 'multi_users_select', selected_users: ['U0SAM'] } },
            badge: { badge_a: { selected_option: lassen } },
            reason: { reason_a: { type: 'plain_text_input', value: 'Goed' } },
          },
        },
      },
    });
  });

  test('incomplete, no_such_option, too_long and no_such_field are refused by the window itself', async () => {
    const submit = (values: { [name: string]: string | string[] }) =>
      app.slack.submitView({ user: 'U0BO', values });
    await expect(submit({ people: ['U0SAM'] })).rejects.toMatchObject({ code: 'incomplete' });
    await expect(submit({ badge: 'lassen' })).rejects.toMatchObject({ code: 'no_such_option' });
    await expect(submit({ reason: 'x'.repeat(21) })).rejects.toMatchObject({ code: 'too_long' });
    await expect(submit({ colour: 'x' })).rejects.toMatchObject({ code: 'no_such_field' });
    expect(app.received).toHaveLength(0);
  });

  test('stays open with the errors that the app gives, and fails on errors at fields that are not there', async () => {
    app.answer(() => ({ body: { options: [lassen] } }));
    const id = app.slack.views('U0BO')[0]?.id ?? '';
    await app.slack.blockSuggestion({ user: 'U0BO', view: id, actionId: 'badge_a', value: '' });
    app.answer(() => ({ body: { response_action: 'errors', errors: { badge: 'Had Sam al' } } }));
    const refused = await app.slack.submitView({ user: 'U0BO', values: fill });
    expect(refused).toMatchObject({ outcome: 'errors', errors: { badge: 'Had Sam al' } });
    app.answer(() => ({ body: { response_action: 'errors', errors: { nothing: 'x' } } }));
    expect((await app.slack.submitView({ user: 'U0BO' })).outcome).toBe('failed');
    app.answer(() => ({ body: { response_action: 'update', view: { ...view, title: plain('Klaar') } } }));
    expect((await app.slack.submitView({ user: 'U0BO' })).outcome).toBe('updated');
    const [kept] = app.slack.views('U0BO');
    expect(kept?.values['reason']).toEqual({ reason_a: { type: 'plain_text_input', value: 'Goed' } });
    app.answer(() => ({ body: { response_action: 'clear' } }));
    expect((await app.slack.submitView({ user: 'U0BO' })).outcome).toBe('cleared');
  });

  test('tells the app when it is closed, where the app asked for that', async () => {
    await app.slack.closeView({ user: 'U0BO' });
    expect(payloadIn(app.received[0])).toMatchObject({ type: 'view_closed', is_cleared: false });
    await expect(app.slack.submitView({ user: 'U0BO' })).rejects.toMatchObject({ code: 'no_such_view' });
  });
});
