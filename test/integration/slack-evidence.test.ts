import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shortcuts } from '../../adapters/slack/carry-out-slack.ts';
import type { DroppedFile } from '../../playground/slack/talk.ts';
import { community, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';

const channel = 'C0WERKPLAATS';

let town: Community;
let service: RunningService;

beforeAll(async () => {
  town = await community();
  service = await runService({ mongoUri: town.database.uri, port: town.port, environment: town.environment });
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await town?.close();
});

afterEach(async () => {
  await town.forget();
});

const settled = () => town.settled();
const pieces = () => town.db.collection('evidence').find().sort({ sourceKey: 1 }).toArray();
const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const copies = (content: string | Uint8Array) =>
  town.db.collection<{ _id: string }>('files').countDocuments({ _id: hash(content) });

async function announced(): Promise<string> {
  await town.slack.slashCommand({ user: 'U0BO', channel, text: 'toekennen <@U0SAM> adviseur-lerende-regio' });
  await settled();
  return town.slack.messages(channel)[0]?.ts ?? '';
}

async function replyWith(threadTs: string, ...files: DroppedFile[]) {
  const { message } = await town.slack.say({ user: 'U0ALI', channel, threadTs, text: 'Kijk', files });
  await until('the evidence', async () => (await pieces()).length > 0);
  await settled();
  return { channel, ts: message.ts };
}

const text = (content: string): DroppedFile => ({ name: 'verslag.txt', mimetype: 'text/plain', content });

describe('a file in a watched thread', () => {
  it('is kept by name, type, size, link and hash, and its content is copied', async () => {
    await replyWith(await announced(), text('Wat ik deed'));
    expect((await pieces())[0]?.['files']).toMatchObject([
      {
        name: 'verslag.txt',
        type: 'text/plain',
        size: 11,
        permalink: expect.stringContaining('/files/'),
        sha256: hash('Wat ik deed'),
        stored: { id: hash('Wat ik deed'), type: 'text/plain', size: 11 },
      },
    ]);
    expect(await copies('Wat ik deed')).toBe(1);
  });

  it.each<readonly [string, DroppedFile]>([
    [
      'of a type that is not copied',
      { name: 'tool.exe', mimetype: 'application/x-msdownload', content: 'MZ' },
    ],
    ['that is larger than 10 MB', { ...text(''), content: new Uint8Array(10 * 1024 * 1024 + 1).fill(65) }],
  ])('%s has a hash, and no copy', async (_, file) => {
    await replyWith(await announced(), file);
    const [kept] = (await pieces())[0]?.['files'] ?? [];
    expect(kept).toMatchObject({ sha256: hash(file.content) });
    expect(kept).not.toHaveProperty('stored');
    expect(await copies(file.content)).toBe(0);
  });

  it('goes with its message, and stays while another message has the same', async () => {
    const thread = await announced();
    const first = await replyWith(thread, text('Twee keer'));
    const second = await replyWith(thread, text('Twee keer'));
    await town.slack.remove({ user: 'U0ALI', message: first });
    await settled();
    await until('one withdrawn', async () =>
      (await pieces()).some((piece) => piece['withdrawnAt'] !== undefined),
    );
    expect(await copies('Twee keer')).toBe(1);
    await town.slack.remove({ user: 'U0ALI', message: second });
    await until('none left', async () => (await copies('Twee keer')) === 0);
  });

  it('keeps hash and copy when the words of its message are edited', async () => {
    const message = await replyWith(await announced(), text('Blijft'));
    await town.slack.edit({ user: 'U0ALI', message, text: 'Kijk eens' });
    await until('the edit', async () => (await pieces())[0]?.['text'] === 'Kijk eens');
    expect((await pieces())[0]?.['files']).toMatchObject([{ sha256: hash('Blijft'), stored: { size: 6 } }]);
    expect(await copies('Blijft')).toBe(1);
  });

  it('is asked for again after 429 and 5xx; without files:read it waits, and nothing is mistaken for it', async () => {
    const thread = await announced();
    town.slack.failNext('files.info', { status: 429, retryAfter: 1 });
    town.slack.failNext('files.info', { status: 503 });
    await replyWith(thread, text('Later'));
    expect((await pieces())[0]?.['files']).toMatchObject([{ sha256: hash('Later') }]);

    const { scopes } = [...town.slack.workspace.installations.values()][0] ?? {};
    const end = town.slack.onCall((phase, { method }) => {
      if (phase === 'after' && method === 'files.info') scopes?.delete('files:read');
    });
    await town.slack.say({
      user: 'U0ALI',
      channel,
      threadTs: thread,
      text: 'Nog een',
      files: [text('Geheim')],
    });
    const held = await until(
      'it waits',
      async () => (await town.db.collection('outbox').findOne({ lastError: /files:read/u })) ?? undefined,
    );
    expect(held['status']).toBe('waiting');
    expect((await pieces())[1]?.['files'][0]).not.toHaveProperty('sha256');
    end();
  });

  it('whose address is not Slack’s is not asked for: the token goes nowhere else', async () => {
    const thread = await announced();
    const asked: string[] = [];
    const end = town.slack.onCall((phase, call) => {
      if (phase !== 'after' || call.method !== 'files.info') return;
      asked.push(call.method);
    });
    // A file that another service keeps has no content here.
    const { message } = await town.slack.say({
      user: 'U0ALI',
      channel,
      threadTs: thread,
      text: 'Op de schijf',
      files: [text('x')],
    });
    const file = message.files[0];
    if (file !== undefined) town.slack.workspace.files.delete(file.id);
    await until('it was asked about', () => asked.length > 0);
    await settled();
    expect((await pieces())[0]?.['files'][0]).not.toHaveProperty('stored');
    end();
  });
});

describe('what was said in a thread before', () => {
  const talk = async () => {
    const root = await town.slack.say({ user: 'U0SAM', channel, text: 'Mijn adviesrapport is af' });
    const threadTs = root.message.ts;
    await town.slack.say({
      user: 'U0ALI',
      channel,
      threadTs,
      text: 'Dat heeft ons geholpen',
      files: [text('Bijlage')],
    });
    await town.slack.say({ user: 'U0NOOR', channel, threadTs, text: 'Mooi werk' });
    await settled();
    expect(await pieces()).toHaveLength(0);
    return threadTs;
  };

  it('is evidence once a badge is awarded there by mention, files and all, and what comes after it too', async () => {
    const threadTs = await talk();
    await town.slack.say({
      user: 'U0BO',
      channel,
      threadTs,
      text: '@speldje toekennen @Student Sam adviseur-lerende-regio',
    });
    await until('the award', async () => (await town.db.collection('awards').countDocuments()) === 1);
    await settled();
    await town.slack.say({ user: 'U0ALI', channel, threadTs, text: 'Verdiend!' });
    await until('all of it', async () => (await pieces()).length === 4);
    await settled();
    expect((await pieces()).map((piece) => piece['text'])).toEqual([
      'Mijn adviesrapport is af',
      'Dat heeft ons geholpen',
      'Mooi werk',
      'Verdiend!',
    ]);
    expect((await pieces())[1]?.['files']).toMatchObject([{ sha256: hash('Bijlage') }]);
  });

  it('is evidence once a reply in it is chosen with “Award a badge for this”', async () => {
    const threadTs = await talk();
    const reply = await town.slack.say({ user: 'U0SAM', channel, threadTs, text: 'Hier is het' });
    await town.slack.messageShortcut({
      user: 'U0BO',
      message: { channel, ts: reply.message.ts },
      callbackId: shortcuts.awardForMessage,
    });
    await settled();
    const view = town.slack.views('U0BO').at(-1);
    await town.slack.blockSuggestion({
      user: 'U0BO',
      view: view?.id ?? '',
      actionId: 'search:badge-to-award',
      value: 'adviseur',
    });
    await town.slack.submitView({ user: 'U0BO', values: { badge: 'adviseur-lerende-regio' } });
    await until('all of it', async () => (await pieces()).length >= 4);
    await settled();
    expect((await pieces()).map((piece) => piece['text'])).toContain('Dat heeft ons geholpen');
  });

  it('is asked for one page, once, and not before Retry-After', async () => {
    const threadTs = await talk();
    town.slack.failNext('conversations.replies', { status: 429, retryAfter: 2 });
    const calls = () => town.slack.calls.filter(({ method }) => method === 'conversations.replies');
    await town.slack.say({
      user: 'U0BO',
      channel,
      threadTs,
      text: '@speldje toekennen @Student Sam adviseur-lerende-regio',
    });
    await until('all of it', async () => (await pieces()).length === 3);
    await settled();
    const [refused, answered, ...more] = calls();
    expect(more).toEqual([]);
    expect((answered?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  });

  it('is left out where it can’t be read, and the award stands', async () => {
    const threadTs = await talk();
    town.slack.failNext('conversations.replies', { error: 'thread_not_found' });
    await town.slack.say({
      user: 'U0BO',
      channel,
      threadTs,
      text: '@speldje toekennen @Student Sam adviseur-lerende-regio',
    });
    await until('the award', async () => (await town.db.collection('awards').countDocuments()) === 1);
    await settled();
    expect(await pieces()).toHaveLength(0);
    expect(await town.db.collection('outbox').countDocuments({ status: 'parked' })).toBe(0);
  });
});
