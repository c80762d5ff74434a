import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shortcuts } from '../../adapters/slack/carry-out-slack.ts';
import { community, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';

const channel = 'C0WERKPLAATS';

let town: Community;
let service: RunningService;

beforeAll(async () => {
  town = await community();
  service = await runService({
    mongoUri: town.database.uri,
    port: town.port,
    environment: town.environment,
  });
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await town?.close();
});

afterEach(async () => {
  await town.forget();
});

const settled = () => town.settled();

const say = async (user: string, text: string) => {
  const { status } = await town.slack.slashCommand({ user, channel, text });
  expect(status).toBe(200);
  await settled();
};

const words = (value: unknown) => JSON.stringify(value);
const heard = (user: string) => words(town.slack.ephemerals(user));
const awards = () => town.db.collection('awards').find().toArray();
const pieces = () => town.db.collection('evidence').find().toArray();

const form = (user: string) => {
  const view = town.slack.views(user).at(-1);
  if (view === undefined) throw new Error(`no form: ${heard(user)}`);
  return view;
};

/** Types into the badge field; gives the badges' names. */
const search = async (user: string, of: string, value: string) => {
  const found = await town.slack.blockSuggestion({
    user,
    view: form(user).id,
    actionId: `search:${of}`,
    value,
  });
  expect(found.faults).toEqual([]);
  return found.options.map(({ text }) => text.text);
};

describe('a form', () => {
  it('opens filled in with what was said, finds badges by typing, and awards once however often it is sent', async () => {
    await say('U0BO', 'toekennen <@U0SAM> <@U0NOOR>');
    expect(words(form('U0BO').definition)).toContain('"initial_users":["U0SAM","U0NOOR"]');
    expect(await search('U0BO', 'badge-to-award', 'lerende reg')).toEqual([
      'Adviseur Lerende Regio Maas en Waal',
    ]);
    expect(await search('U0BO', 'badge-to-award', 'bestaat niet')).toEqual([]);
    const values = { badge: 'adviseur-lerende-regio', reason: 'Sterk advies' };
    const { outcome } = await town.slack.submitView({ user: 'U0BO', values });
    expect(outcome).toBe('closed');
    await settled();
    const sent = town.slack.wires.findLast(({ label }) => label.startsWith('view_submission'));
    if (sent === undefined) throw new Error('no submission was sent');
    const contentType = 'application/x-www-form-urlencoded';
    const again = await town.slack.send(sent.request, { kind: 'interaction', label: 'again', contentType });
    expect(again.status).toBe(200);
    await settled();
    expect(await awards()).toHaveLength(2);
    expect(town.slack.messages(channel)).toHaveLength(1);
    expect(heard('U0BO')).toContain('Adviseur Lerende Regio');
  });

  it('is offered by a button to who mentions the bot, since no form can be opened for them', async () => {
    await town.slack.say({ user: 'U0NOOR', channel, text: '@speldje ervaring' });
    await settled();
    expect(heard('U0NOOR')).toContain('open-form');
  });

  it('sends what is wrong back to its field, and keeps nothing', async () => {
    await say('U0NOOR', 'ervaring');
    const values = { kind: 'course', title: 'Lassen', from: '2023', until: '2022' };
    expect(await town.slack.submitView({ user: 'U0NOOR', values })).toMatchObject({
      outcome: 'errors',
      errors: { until: 'Dit ligt vóór het begin.' },
    });
    expect(await town.db.collection('experiences').countDocuments()).toBe(0);
    expect(await search('U0NOOR', 'skill', '')).toContain('Samenwerken');
    expect(await search('U0NOOR', 'skill', 'teamw')).toEqual(['Samenwerken']);
    await town.slack.submitView({ user: 'U0NOOR', values: { until: '2024-05', skill: 'Samenwerken' } });
    await settled();
    expect(await town.db.collection('experiences').findOne()).toMatchObject({
      title: 'Lassen',
      until: '2024-05',
      skills: [
        {
          framework: 'esco',
          url: 'http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0',
        },
      ],
    });
  });

  it('of settings changes the language at once', async () => {
    await say('U0CHRIS', 'settings');
    await town.slack.submitView({ user: 'U0CHRIS', values: { language: 'nl', digest: 'off' } });
    await settled();
    expect(heard('U0CHRIS')).toContain('Je krijgt geen overzicht');
  });
});

describe('shortcuts', () => {
  it('award a badge for a message, which becomes the evidence', async () => {
    const { message } = await town.slack.say({ user: 'U0SAM', channel, text: 'Hier is mijn advies' });
    const ref = { channel, ts: message.ts };
    await town.slack.messageShortcut({
      user: 'U0BO',
      message: ref,
      callbackId: shortcuts.awardForMessage,
    });
    await settled();
    expect(words(form('U0BO').definition)).toContain('Hier is mijn advies');
    await search('U0BO', 'badge-to-award', 'adviseur');
    await town.slack.submitView({ user: 'U0BO', values: { badge: 'adviseur-lerende-regio' } });
    await settled();
    expect(await awards()).toHaveLength(1);
    expect(await pieces()).toMatchObject([{ text: 'Hier is mijn advies', authorName: 'Student Sam' }]);
  });

  it('add a message to an award that one has a part in', async () => {
    await say('U0BO', 'toekennen <@U0SAM> adviseur-lerende-regio');
    const { message } = await town.slack.say({ user: 'U0ALI', channel, text: 'Sam hielp ons' });
    const ref = { channel, ts: message.ts };
    const callbackId = shortcuts.addToEvidence;
    await town.slack.messageShortcut({ user: 'U0SAM', message: ref, callbackId });
    await settled();
    await town.slack.submitView({ user: 'U0SAM' });
    await settled();
    expect(await pieces()).toMatchObject([{ text: 'Sam hielp ons', authorName: 'Student Ali' }]);
  });

  it('open the award form from anywhere', async () => {
    await town.slack.globalShortcut({ user: 'U0BO', callbackId: shortcuts.award });
    await settled();
    await search('U0BO', 'badge-to-award', 'adviseur');
    const values = { badge: 'adviseur-lerende-regio', people: ['U0SAM'] };
    await town.slack.submitView({ user: 'U0BO', values });
    await settled();
    expect(await awards()).toHaveLength(1);
    expect(town.slack.messages(channel)).toHaveLength(0);
    expect(words(town.slack.directMessages('U0BO'))).toContain('Adviseur Lerende Regio');
  });
});

describe('a check mark below a reply', () => {
  const awarded = async () => {
    await say('U0BO', 'toekennen <@U0SAM> lassen-mig-mag');
    const [announcement] = town.slack.messages(channel);
    const { message } = await town.slack.say({
      user: 'U0ALI',
      channel,
      text: 'De naad was recht',
      threadTs: announcement?.ts ?? '',
    });
    await until('the evidence', async () => (await pieces()).length > 0);
    return { channel, ts: message.ts };
  };

  it('by an awarder makes it evidence, by anybody else nothing', async () => {
    const message = await awarded();
    await town.slack.react({ user: 'U0ALI', message, emoji: 'white_check_mark' });
    await town.slack.react({ user: 'U0BO', message, emoji: 'tada' });
    await settled();
    expect((await pieces())[0]).not.toHaveProperty('confirmedBy');
    await town.slack.react({ user: 'U0BO', message, emoji: 'white_check_mark' });
    await settled();
    expect((await pieces())[0]).toHaveProperty('confirmedBy');
    await town.slack.react({ user: 'U0BO', message, emoji: 'white_check_mark', remove: true });
    await settled();
    expect((await pieces())[0]).not.toHaveProperty('confirmedBy');
  });
});

describe('the way to the web', () => {
  it('is a link that only who asked for it sees, and that signs them in', async () => {
    await say('U0SAM', 'inloggen');
    await until('an answer', () => heard('U0SAM').includes('/sign-in/'));
    expect(words(town.slack.messages(channel))).not.toContain('/sign-in/');
    const token = /\/sign-in\/([\w-]+)/u.exec(heard('U0SAM'))?.[1] ?? '';
    const page = await fetch(`${town.serviceUrl}/sign-in/${token}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Student Sam');
  });
});

describe('App Home', () => {
  it('shows passport, queue and own nominations, and what one does there at once', async () => {
    await say('U0BO', 'toekennen <@U0NOOR> adviseur-lerende-regio');
    await say('U0NOOR', 'voordragen <@U0SAM> samenwerken');
    await town.slack.openHome({ user: 'U0NOOR' });
    await settled();
    const own = words(town.slack.home('U0NOOR')?.definition);
    expect(own).toContain('Adviseur Lerende Regio');
    expect(own).toContain('Jouw voordrachten');
    await town.slack.openHome({ user: 'U0ROBIN' });
    await settled();
    await until('the queue', () => words(town.slack.home('U0ROBIN')?.definition).includes('Wacht op jou'));

    const view = town.slack.home('U0NOOR');
    const id = /"action_id":"(take-back-nomination:[^"]+)"/u.exec(own)?.[1];
    await town.slack.clickButton({ user: 'U0NOOR', view: view?.id ?? '', actionId: id ?? '' });
    await until(
      'a page without it',
      () => !words(town.slack.home('U0NOOR')?.definition).includes('Jouw voordrachten'),
    );
    expect(words(town.slack.directMessages('U0NOOR'))).toContain('teruggenomen');
  });

  it('publishes again after a form that was opened there', async () => {
    await town.slack.openHome({ user: 'U0NOOR' });
    await settled();
    const view = town.slack.home('U0NOOR');
    const blocks = words(view?.definition);
    const id = /"action_id":"(open-form:[^"]+)","value":"\{\\"form\\":\\"experience\\"\}"/u.exec(blocks)?.[1];
    await town.slack.clickButton({ user: 'U0NOOR', view: view?.id ?? '', actionId: id ?? '' });
    await settled();
    const published = town.slack.calls.filter(({ method }) => method === 'views.publish').length;
    await town.slack.submitView({ user: 'U0NOOR', values: { kind: 'work', title: 'Stage' } });
    const now = () => town.slack.calls.filter(({ method }) => method === 'views.publish').length;
    await until('another page', () => now() > published);
    expect(now()).toBeGreaterThan(published);
  });
});

describe('an edit or a deletion that arrives before its message', () => {
  it('is not lost', async () => {
    await say('U0BO', 'toekennen <@U0SAM> adviseur-lerende-regio');
    const [announcement] = town.slack.messages(channel);
    const threadTs = announcement?.ts ?? '';
    town.slack.holdEvents();
    const first = await town.slack.say({ user: 'U0ALI', channel, text: 'Eerste', threadTs });
    await town.slack.edit({
      user: 'U0ALI',
      message: { channel, ts: first.message.ts },
      text: 'Verbeterd',
    });
    const second = await town.slack.say({ user: 'U0ALI', channel, text: 'Vergissing', threadTs });
    await town.slack.remove({ user: 'U0ALI', message: { channel, ts: second.message.ts } });
    await town.slack.releaseEvents((held) => held.toReversed());
    await settled();
    await until('both', async () => (await pieces()).length === 2);
    const all = await pieces();
    expect(words(all)).toContain('Verbeterd');
    expect(words(all)).not.toContain('Eerste');
    expect(words(all)).not.toContain('Vergissing');
    expect(all.filter(({ withdrawnAt }) => withdrawnAt !== undefined)).toHaveLength(1);
  });
});
