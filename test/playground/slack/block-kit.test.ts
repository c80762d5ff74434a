import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, startBotApp } from './bot-app.ts';
import type { BotApp } from './bot-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text = 'x') => ({ type: 'section', text: mrkdwn(text) });
const button = (more: object = {}) => ({ type: 'button', text: plain('Ja'), action_id: 'yes', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, text = value) => ({ text: plain(text), value });
const select = (more: object) => actions({ type: 'static_select', action_id: 's', ...more });
const long = (length: number) => 'x'.repeat(length);

const accepted: [string, object[]][] = [
  ['50 blocks', Array.from({ length: 50 }, () => section())],
  ['a section of 3000 characters', [section(long(3000))]],
  [
    '10 fields of 2000 characters',
    [{ type: 'section', fields: Array.from({ length: 10 }, () => mrkdwn(long(2000))) }],
  ],
  ['a header of 150', [{ type: 'header', text: plain(long(150)) }]],
  ['25 actions', [actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` })))]],
  [
    'a button text of 75, a value of 2000 and an address',
    [actions(button({ text: plain(long(75)), value: long(2000), url: 'https://example.org/a' }))],
  ],
  ['100 options', [select({ options: Array.from({ length: 100 }, (_, index) => option(`o${index}`)) })]],
  ['one action_id in two blocks', [actions(button()), actions(button())]],
  [
    'a picture with a title',
    [{ type: 'image', image_url: 'http://localhost:4001/a.png', alt_text: 'a', title: plain('t') }],
  ],
  [
    'a context with a picture',
    [
      {
        type: 'context',
        elements: [{ type: 'image', image_url: 'https://example.org/a.png', alt_text: 'a' }, mrkdwn('x')],
      },
    ],
  ],
  [
    'a multi-select at a section',
    [{ ...section(), accessory: { type: 'multi_users_select', action_id: 'm' } }],
  ],
];

const refused: [string, object[], string][] = [
  [
    '51 blocks',
    Array.from({ length: 51 }, () => section()),
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    'a section of 3001',
    [section(long(3001))],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  [
    'a section without text or fields',
    [{ type: 'section' }],
    'must define either `text` or `fields` [json-pointer:/blocks/0]',
  ],
  [
    '11 fields',
    [{ type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field of 2001',
    [{ type: 'section', fields: [mrkdwn(long(2001))] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a header of 151',
    [{ type: 'header', text: plain(long(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: mrkdwn('x') }],
    'must be a valid enum value [json-pointer:/blocks/0/text/type]',
  ],
  [
    '26 actions',
    [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a button text of 76',
    [actions(button({ text: plain(long(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a button text in mrkdwn',
    [actions(button({ text: mrkdwn('x') }))],
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]',
  ],
  [
    'a button value of 2001',
    [actions(button({ value: long(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'an address that is none',
    [actions(button({ url: 'javascript:alert(1)' }))],
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'an address of more than 3000',
    [actions(button({ url: `https://example.org/${long(3000)}` }))],
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'an unknown style',
    [actions(button({ style: 'loud' }))],
    'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'one action_id twice in a block',
    [actions(button(), button())],
    '`action_id` "yes" already exists [json-pointer:/blocks/0/elements]',
  ],
  [
    'one block_id twice',
    [
      { ...section(), block_id: 'b' },
      { ...section(), block_id: 'b' },
    ],
    '`block_id` values must be unique: b already exists [json-pointer:/blocks]',
  ],
  [
    'a block_id of 256',
    [{ ...section(), block_id: long(256) }],
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'an action_id of 256',
    [actions(button({ action_id: long(256) }))],
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    '101 options',
    [select({ options: Array.from({ length: 101 }, (_, index) => option(`o${index}`)) })],
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an option text of 76',
    [select({ options: [option('a', long(76))] })],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'an option value of 151',
    [select({ options: [option(long(151), 'a')] })],
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'no options at all',
    [select({})],
    'must define either `options` or `option_groups`, not both [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'an initial option that is none of them',
    [select({ options: [option('a')], initial_option: option('b') })],
    'initial option must be one of the options [json-pointer:/blocks/0/elements/0]',
  ],
  [
    '6 options in an overflow menu',
    [
      actions({
        type: 'overflow',
        action_id: 'o',
        options: ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => option(value)),
      }),
    ],
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    '11 radio buttons',
    [
      actions({
        type: 'radio_buttons',
        action_id: 'r',
        options: Array.from({ length: 11 }, (_, index) => option(`o${index}`)),
      }),
    ],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'a multi-select among actions',
    [actions({ type: 'multi_users_select', action_id: 'm' })],
    'unsupported type [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a picture without alt text',
    [{ type: 'image', image_url: 'https://example.org/a.png' }],
    'missing required field: alt_text [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'a picture in a data address',
    [{ type: 'image', image_url: 'data:image/png;base64,AAAA', alt_text: 'a' }],
    'must be a valid URL [json-pointer:/blocks/0/image_url]',
  ],
  [
    '11 elements in a context',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a property that does not exist',
    [{ ...section(), colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['a block that does not exist', [{ type: 'carousel' }], 'unsupported type [json-pointer:/blocks/0/type]'],
  [
    'a file input in a message',
    [{ type: 'input', label: plain('x'), element: { type: 'file_input', action_id: 'f' } }],
    'unsupported type: file_input [json-pointer:/blocks/0/element]',
  ],
];

describe('blocks in a message', () => {
  let app: BotApp;
  beforeAll(async () => {
    app = await startBotApp({ events: [] });
  });
  afterAll(() => app.stop());
  const post = (blocks: object[]) =>
    app.client.apiCall('chat.postMessage', { channel: 'C0WERKPLAATS', text: 'x', blocks });

  test.each(accepted)('accepted: %s', async (_what, blocks) => {
    await expect(post(blocks)).resolves.toMatchObject({ ok: true });
  });

  test.each(refused)('refused with invalid_blocks: %s', async (_what, blocks, message) => {
    const refusal = await refusalOf(post(blocks));
    expect(refusal.code).toBe('invalid_blocks');
    expect(refusal.messages).toEqual([`[ERROR] ${message}`]);
  });

  test('refused with invalid_blocks_format: text that is no list', async () => {
    const call = app.client.apiCall('chat.postMessage', { channel: 'C0WERKPLAATS', blocks: '[{"type":' });
    expect((await refusalOf(call)).code).toBe('invalid_blocks_format');
  });
});

describe('pictures in a message', () => {
  let app: BotApp;
  beforeAll(async () => {
    app = await startBotApp({ events: [], checkPictures: true });
    app.answer(() => ({ headers: { 'Content-Type': 'image/png' }, body: 'png' }));
  });
  afterAll(() => app.stop());
  const picture = (image_url: string) =>
    app.client.apiCall('chat.postMessage', {
      channel: 'C0WERKPLAATS',
      blocks: [{ type: 'image', image_url, alt_text: 'a' }],
    });

  test('are fetched, and refused when there is none', async () => {
    await expect(picture(`${app.url}/badge.png`)).resolves.toMatchObject({ ok: true });
    app.answer(() => ({ headers: { 'Content-Type': 'image/svg+xml' }, body: '<svg/>' }));
    const refusal = await refusalOf(picture(`${app.url}/badge.svg`));
    expect(refusal.code).toBe('invalid_blocks');
    expect(refusal.messages).toEqual(['[ERROR] downloading image failed [json-pointer:/blocks/0]']);
  });
});

describe('views', () => {
  let app: BotApp;
  beforeAll(async () => {
    app = await startBotApp({ events: [] });
  });
  afterAll(() => app.stop());
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Badge'),
    blocks: [section()],
    ...more,
  });
  const publish = (view: object) => app.client.apiCall('views.publish', { user_id: 'U0BO', view });
  async function open(view: object) {
    const { triggerId } = await app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: '' });
    return app.client.apiCall('views.open', { trigger_id: triggerId, view });
  }
  const input = { type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'i' } };

  test.each([
    ['100 blocks', modal({ blocks: Array.from({ length: 100 }, () => section()) })],
    [
      'titles and buttons of 24',
      modal({ title: plain(long(24)), submit: plain(long(24)), close: plain(long(24)) }),
    ],
    ['private metadata of 3000', modal({ private_metadata: long(3000) })],
  ])('accepted: %s', async (_what, view) => {
    await expect(open(view)).resolves.toMatchObject({ ok: true });
  });

  test.each([
    [
      '101 blocks',
      modal({ blocks: Array.from({ length: 101 }, () => section()) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'a title of 25',
      modal({ title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a submit of 25',
      modal({ submit: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close of 25',
      modal({ close: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      'private metadata of 3001',
      modal({ private_metadata: long(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'an input without submit',
      modal({ blocks: [input] }),
      'must define `submit` when there is an input block [json-pointer:/view/submit]',
    ],
    [
      'a callback id of 256',
      modal({ callback_id: long(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'no title',
      { type: 'modal', blocks: [section()] },
      'missing required field: title [json-pointer:/view/title]',
    ],
  ])('refused with invalid_arguments: %s', async (_what, view, message) => {
    const refusal = await refusalOf(open(view));
    expect(refusal.code).toBe('invalid_arguments');
    expect(refusal.messages).toEqual([`[ERROR] ${message}`]);
  });

  test('a home tab has no title', async () => {
    await expect(publish({ type: 'home', blocks: [section()] })).resolves.toMatchObject({ ok: true });
    const refusal = await refusalOf(publish({ type: 'home', blocks: [section()], title: plain('x') }));
    expect(refusal.code).toBe('invalid_arguments');
    expect(refusal.messages).toEqual(['[ERROR] invalid additional property: title [json-pointer:/view]']);
  });

  test('expired_trigger_id after three seconds', async () => {
    const { triggerId } = await app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: '' });
    app.pass(3001);
    const call = app.client.apiCall('views.open', { trigger_id: triggerId, view: modal() });
    expect((await refusalOf(call)).code).toBe('expired_trigger_id');
  });

  test('exchanged_trigger_id the second time, invalid_trigger_id for none of ours', async () => {
    const { triggerId } = await app.slack.slashCommand({ user: 'U0BO', channel: 'C0STIL', text: '' });
    app.pass(2999);
    await app.client.apiCall('views.open', { trigger_id: triggerId, view: modal() });
    const again = app.client.apiCall('views.open', { trigger_id: triggerId, view: modal() });
    expect((await refusalOf(again)).code).toBe('exchanged_trigger_id');
    const foreign = app.client.apiCall('views.open', { trigger_id: '1.2.abc', view: modal() });
    expect((await refusalOf(foreign)).code).toBe('invalid_trigger_id');
  });

  test('hash_conflict when the view has changed, not_found when it is gone', async () => {
    await open(modal());
    const [view] = app.slack.views('U0BO');
    const update = (more: object) => app.client.apiCall('views.update', { view: modal(), ...more });
    await update({ view_id: view?.id, hash: view?.hash });
    expect((await refusalOf(update({ view_id: view?.id, hash: 'old' }))).code).toBe('hash_conflict');
    expect((await refusalOf(update({ view_id: 'V0NONE' }))).code).toBe('not_found');
  });

  test('push_limit_reached above three modals on one another', async () => {
    app.answer((received) =>
      received.raw.includes('view_submission')
        ? { body: { response_action: 'push', view: modal({ submit: plain('Verder') }) } }
        : {},
    );
    await open(modal({ submit: plain('Verder') }));
    expect((await app.slack.submitView({ user: 'U0BO' })).outcome).toBe('pushed');
    expect((await app.slack.submitView({ user: 'U0BO' })).outcome).toBe('pushed');
    await expect(app.slack.submitView({ user: 'U0BO' })).rejects.toMatchObject({
      details: { errors: [expect.stringContaining('push_limit_reached')] },
    });
    expect(app.slack.views('U0BO')).toHaveLength(3);
  });
});
