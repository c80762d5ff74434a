import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { community, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';

const channel = 'C0WERKPLAATS';
const badge = 'samenwerken';

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

/** Sam nominates Noor; gives the card in the channel. */
const nominated = async () => {
  await say('U0SAM', `voordragen <@U0NOOR> ${badge} “Ze betrok iedereen”`);
  return card();
};
const card = () => {
  const [first] = town.slack.messages(channel);
  if (first === undefined) throw new Error('no card');
  return first;
};

type Shown = { readonly blocks: readonly unknown[]; readonly ts: string };

/** Presses the button that begins with an action's name; the first whose value has those words. */
const press = async (
  user: string,
  message: Shown & { readonly channel: string },
  action: string,
  value = '',
) => {
  const buttons = [
    ...words(message.blocks).matchAll(/"action_id":"([^"]+)"(?:,"value":"((?:[^"\\]|\\.)*)")?/gu),
  ];
  const found = buttons.find(([, id, held]) => id?.startsWith(`${action}:`) && (held ?? '').includes(value));
  if (found?.[1] === undefined) throw new Error(`no button ${action} in ${words(message.blocks)}`);
  const { status } = await town.slack.clickButton({
    user,
    message: { channel: message.channel, ts: message.ts },
    actionId: found[1],
  });
  expect(status).toBe(200);
  await settled();
};

const form = (user: string) => {
  const view = town.slack.views(user).at(-1);
  if (view === undefined) throw new Error(`no form: ${heard(user)}`);
  return view;
};

const status = async () => (await town.db.collection('nominations').findOne())?.['status'];

describe('a nomination', () => {
  it('has a card in the channel, and its reviewers are told by direct message', async () => {
    const shown = await nominated();
    expect(words(shown.blocks)).toContain('is voorgedragen voor');
    expect(words(shown.blocks)).toContain('Ze betrok iedereen');
    expect(heard('U0SAM')).toContain('voorgedragen');
    expect(await town.db.collection('nominations').findOne()).toMatchObject({ madeOpenly: true });
    expect(town.slack.directMessages('U0ROBIN')).toHaveLength(1);
    expect(words(town.slack.directMessages('U0ROBIN')[0]?.blocks)).toContain('wacht op jouw beoordeling');
    expect(town.slack.directMessages('U0NOOR')).toHaveLength(0);
  });

  it('shows support in place, refuses that of the nominee, and counts it once', async () => {
    const shown = await nominated();
    await press('U0ALI', shown, 'support-nomination');
    await press('U0ALI', shown, 'support-nomination');
    expect(heard('U0ALI')).toContain('You support the nomination of');
    await press('U0NOOR', card(), 'support-nomination');
    expect(town.slack.messages(channel)).toHaveLength(1);
    expect(words(card().blocks)).toContain('Gesteund door <@U0ALI>');
    expect(words(card().blocks)).not.toContain('Gesteund door <@U0NOOR>');
    // The reviewer's own card says it too.
    expect(words(town.slack.directMessages('U0ROBIN')[0]?.blocks)).toContain('Gesteund door <@U0ALI>');
    expect((await town.db.collection('nominations').findOne())?.['endorsements']).toHaveLength(1);
  });

  it('is accepted by its reviewer: card, award, and word to those it concerns', async () => {
    const shown = await nominated();
    await town.slack.say({ user: 'U0ALI', channel, text: 'Ik zag het ook', threadTs: shown.ts });
    await settled();
    await until('the count', () => words(card().blocks).includes('1 stuk bewijs in deze draad'));
    await press('U0ALI', card(), 'accept-nomination');
    expect(heard('U0ALI')).toContain('reviewer');
    expect(await status()).toBe('open');
    const [asked] = town.slack.directMessages('U0ROBIN');
    if (asked === undefined) throw new Error('the reviewer was not asked');
    await press('U0ROBIN', asked, 'accept-nomination');
    expect(await status()).toBe('accepted');
    expect(await town.db.collection('awards').countDocuments()).toBe(1);
    expect(words(card().blocks)).toContain('Aangenomen door <@U0ROBIN>');
    expect(words(card().blocks)).not.toContain('accept-nomination');
    expect(words(town.slack.directMessages('U0ROBIN')[0]?.blocks)).toContain('Aangenomen door');
    expect(words(town.slack.directMessages('U0NOOR'))).toContain('Je hebt een badge');
    expect(words(town.slack.directMessages('U0SAM'))).toContain('is aangenomen');
  });

  it('is declined with a reason, asked for in a form that opens at once', async () => {
    const shown = await nominated();
    await press('U0ROBIN', shown, 'open-form', 'decline');
    const view = form('U0ROBIN');
    expect(words(view.definition)).toContain('Voordracht afwijzen');
    expect(words(view.definition)).toContain('Ze betrok iedereen');
    const empty = town.slack.submitView({ user: 'U0ROBIN', values: { reason: '' } });
    await expect(empty).rejects.toThrow('reason');
    const { outcome } = await town.slack.submitView({
      user: 'U0ROBIN',
      values: { reason: 'Laat eerst het hele project zien' },
    });
    expect(outcome).toBe('closed');
    await settled();
    expect(await status()).toBe('declined');
    expect(words(card().blocks)).toContain('Afgewezen door <@U0ROBIN>');
    expect(words(card().blocks)).toContain('Laat eerst het hele project zien');
    expect(words(town.slack.directMessages('U0NOOR'))).toContain('Laat eerst het hele project zien');
    expect(words(town.slack.directMessages('U0SAM'))).toContain('is niet aangenomen');
  });

  it('is reviewed in one form with criteria and evidence; a decline without a reason is sent back', async () => {
    const shown = await nominated();
    await town.slack.say({ user: 'U0ALI', channel, text: 'Zij hielp ons op weg', threadTs: shown.ts });
    await settled();
    await say('U0ROBIN', `beoordeel <@U0NOOR> ${badge}`);
    const view = form('U0ROBIN');
    expect(words(view.definition)).toContain('Zij hielp ons op weg');
    const sent = await town.slack.submitView({ user: 'U0ROBIN', values: { decision: 'decline' } });
    expect(sent).toMatchObject({ outcome: 'errors', errors: { reason: 'Geef een reden als je afwijst.' } });
    expect(await status()).toBe('open');
    await town.slack.submitView({ user: 'U0ROBIN', values: { decision: 'accept', reason: 'Overtuigend' } });
    await settled();
    expect(await status()).toBe('accepted');
  });

  it('offers the way to nominate to who may not award', async () => {
    await say('U0SAM', `award <@U0NOOR> ${badge}`);
    const [refusal] = town.slack.ephemerals('U0SAM');
    if (refusal === undefined) throw new Error('no answer');
    await press('U0SAM', refusal, 'open-form', 'nominate');
    await town.slack.submitView({ user: 'U0SAM', values: { reason: 'She did it well' } });
    await settled();
    expect(await town.db.collection('nominations').countDocuments({ reason: 'She did it well' })).toBe(1);
    expect(words(card().blocks)).toContain('is voorgedragen voor');
  });

  it.each([
    ['U0CHRIS', `support <@U0ALI> ${badge}`, 'has not been nominated'],
    ['U0BO', `intrekken <@U0ALI> ${badge} “per ongeluk”`, 'heeft geen geldige badge'],
    ['U0SAM', 'beoordeel', 'Er wacht niets'],
    ['U0SAM', 'koppel sam@voorbeeld.example', 'verstuurt hier geen e-mail'],
    ['U0SAM', 'koppel AB12CD', 'Die code klopt niet'],
    ['U0SAM', 'taal en', 'I speak English with you'],
    ['U0NOOR', 'overzicht uit', 'Je krijgt geen overzicht'],
    ['U0NOOR', 'ervaring Cursus lassen bij ROC, 2023', 'staat nu in je paspoort'],
    ['U0NOOR', '', 'Wat wil je doen?'],
    ['U0NOOR', 'web', '/sign-in/'],
  ])('says to %s about “%s” what helps', async (user, text, answer) => {
    await say(user, text);
    expect(heard(user)).toContain(answer);
    if (text === 'taal en') await say(user, 'taal nl');
  });
});
