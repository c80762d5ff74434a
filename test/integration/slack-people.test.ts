import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shortcuts } from '../../adapters/slack/carry-out-slack.ts';
import { BOT_USER, OTHER_TEAM } from '../../playground/slack/world.ts';
import { answerAddress, type AnswerAddress } from './answer-address.ts';
import { community, signingSecret, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';
import { commandBody, postToSlackEndpoint } from './slack-client.ts';

/** Slack Connect, guests, bots, accounts that are gone, private and archived places, and ids of an Enterprise Grid. */

const channel = 'C0WERKPLAATS';
const shared = 'C0SAMEN';

let town: Community;
let answer: AnswerAddress;
let service: RunningService;

beforeAll(async () => {
  town = await community();
  answer = await answerAddress();
  service = await runService({ mongoUri: town.database.uri, port: town.port, environment: town.environment });
});

afterAll(async () => {
  await service?.kill('SIGTERM');
  await answer?.close();
  await town?.close();
});

afterEach(async () => {
  await town.forget();
  answer.answers.length = 0;
});

const count = (collection: string, filter: Record<string, unknown> = {}) =>
  town.db.collection(collection).countDocuments(filter);
const settled = () => town.settled();
const give = async (user: string, text: string, where = channel) => {
  await town.slack.slashCommand({ user, channel: where, text });
  await settled();
};
const heard = (user: string) => JSON.stringify(town.slack.ephemerals(user));
const direct = (user: string) => JSON.stringify(town.slack.directMessages(user));
const pieces = () => town.db.collection('evidence').find().toArray();
const badge = 'adviseur-lerende-regio';

describe('somebody of another organisation (Slack Connect)', () => {
  it('awards nothing by mention in a shared channel, and is told so alone', async () => {
    await town.slack.say({
      user: 'U0EXT',
      channel: shared,
      text: `@speldje toekennen @Student Sam ${badge}`,
    });
    await settled();
    expect(await count('awards')).toBe(0);
    expect(heard('U0EXT')).toContain('bij deze organisatie hoort');
    expect(town.slack.messages(shared).filter(({ botId }) => botId !== undefined)).toHaveLength(0);
  });

  it('receives a badge, and what they say in the thread is evidence under their name', async () => {
    await give('U0BO', `toekennen <@U0EXT> ${badge}`, shared);
    expect(await count('awards')).toBe(1);
    const [announcement] = town.slack.messages(shared).filter(({ botId }) => botId !== undefined);
    await town.slack.say({
      user: 'U0EXT',
      channel: shared,
      threadTs: announcement?.ts ?? '',
      text: 'Zo deed ik het',
    });
    await until('the evidence', async () => (await pieces()).length === 1);
    expect(await pieces()).toMatchObject([{ text: 'Zo deed ik het', authorName: 'Externe Eva' }]);
  });

  it('a command from a workspace where the app is not installed does nothing but say so', async () => {
    const body = commandBody({
      text: `award <@U0SAM> ${badge}`,
      user: 'U0EXT',
      channel: 'C0ANDERS',
      triggerId: 'elsewhere',
      responseUrl: answer.url,
    }).replace('team_id=T0SPELDJE', `team_id=${OTHER_TEAM.id}`);
    expect((await postToSlackEndpoint(town.serviceUrl, body, { secret: signingSecret })).status).toBe(200);
    await until('words', () => answer.answers.length > 0);
    expect(answer.answers).toMatchObject([{ text: expect.stringContaining('niet met Speldje verbonden') }]);
    expect(await count('awards')).toBe(0);
  });
});

describe('a guest', () => {
  it('awards nothing, though everybody of the workspace may, and earns badges like anybody', async () => {
    await give('U0GAST', `award <@U0SAM> ${badge}`);
    expect(heard('U0GAST')).toContain('Gasten kunnen dat niet');
    expect(await count('awards')).toBe(0);
    await give('U0BO', `award <@U0GAST> ${badge}`);
    expect(await count('awards')).toBe(1);
    expect(direct('U0GAST')).toContain('Je hebt een badge gekregen');
  });
});

describe('bots and accounts that are gone', () => {
  it('get nothing, while the others named get theirs, in one summary', async () => {
    await give('U0BO', `award <@U0SAM> <@U0ROBOT> <@U0WEG> ${badge}`);
    expect(await count('awards')).toBe(1);
    const said = heard('U0BO');
    expect(said).toContain('een app');
    expect(said).toContain('niet meer actief');
    expect(said).toContain('Toegekend aan');
  });

  it('what a bot says in a thread is no evidence, and a mention by a bot does nothing', async () => {
    await give('U0BO', `award <@U0SAM> ${badge}`);
    const threadTs = town.slack.messages(channel)[0]?.ts ?? '';
    town.slack.workspace.channels.get(channel)?.members.push('U0ROBOT');
    await town.slack.say({ user: 'U0ROBOT', channel, threadTs, text: 'Automatisch bericht' });
    await town.slack.say({ user: 'U0ROBOT', channel, text: `@speldje toekennen @Student Noor ${badge}` });
    await settled();
    expect(await count('awards')).toBe(1);
    expect(await pieces()).toHaveLength(0);
  });

  it('a deactivated account keeps its badges, and its name stays known', async () => {
    await give('U0BO', `award <@U0SAM> ${badge}`);
    await town.slack.changeMember('U0SAM', { deactivated: true });
    await settled();
    await give('U0BO', `award <@U0SAM> samenwerken`);
    expect(heard('U0BO')).toContain('niet meer actief');
    expect(await count('awards')).toBe(1);
    expect(await count('persons', { name: 'Student Sam' })).toBe(1);
    await town.slack.changeMember('U0SAM', { deactivated: false });
    await settled();
  });
});

describe('private, archived and direct conversations', () => {
  it('in a private channel without the app, the badge is given and nothing is announced', async () => {
    await give('U0BO', `award <@U0SAM> ${badge}`, 'G0PRIVE');
    expect(await count('awards')).toBe(1);
    expect(town.slack.messages('G0PRIVE')).toHaveLength(0);
    expect(heard('U0BO')).toContain('/invite');
  });

  it('in a private channel with the app, it is announced there and its thread gathers evidence', async () => {
    town.slack.workspace.channels.get('G0PRIVE')?.members.push(BOT_USER);
    await give('U0BO', `award <@U0ROBIN> ${badge}`, 'G0PRIVE');
    const [announcement] = town.slack.messages('G0PRIVE');
    await town.slack.say({
      user: 'U0ROBIN',
      channel: 'G0PRIVE',
      threadTs: announcement?.ts ?? '',
      text: 'Dank',
    });
    await until('the evidence', async () => (await pieces()).length === 1);
    expect(await pieces()).toMatchObject([{ text: 'Dank', authorName: 'Beoordelaar Robin' }]);
  });

  it('in a private channel a nomination is for those who are there', async () => {
    town.slack.workspace.channels.get('G0PRIVE')?.members.push(BOT_USER);
    await give('U0BO', 'voordragen <@U0NOOR> samenwerken “Ze betrok iedereen”', 'G0PRIVE');
    const nomination = await town.db.collection('nominations').findOne();
    expect(nomination).toMatchObject({ place: { conversation: 'G0PRIVE' } });
    expect(nomination).not.toHaveProperty('madeOpenly');
  });

  it('in an archived channel Slack takes no command, and a message of it can still be evidence', async () => {
    const { message } = await town.slack.say({ user: 'U0SAM', channel, text: 'Mijn verslag' });
    const place = town.slack.workspace.channels.get(channel);
    if (place !== undefined) place.archived = true;
    await expect(town.slack.slashCommand({ user: 'U0BO', channel, text: 'hulp' })).rejects.toThrow(
      'is_archived',
    );
    await town.slack.messageShortcut({
      user: 'U0BO',
      message: { channel, ts: message.ts },
      callbackId: shortcuts.awardForMessage,
    });
    await settled();
    const view = town.slack.views('U0BO').at(-1)?.id ?? '';
    await town.slack.blockSuggestion({
      user: 'U0BO',
      view,
      actionId: 'search:badge-to-award',
      value: 'adviseur',
    });
    await town.slack.submitView({ user: 'U0BO', values: { badge } });
    await settled();
    expect(await pieces()).toMatchObject([{ text: 'Mijn verslag' }]);
    expect(await count('outbox', { status: 'parked' })).toBe(0);
  });

  it('in direct messages between two people, the badge is given and the answer reaches who gave it', async () => {
    await give('U0BO', `award <@U0SAM> ${badge}`, 'D0BOSAM');
    expect(await count('awards')).toBe(1);
    expect(town.slack.messages('D0BOSAM')).toHaveLength(0);
    expect(heard('U0BO')).toContain('Toegekend aan');
    expect(direct('U0SAM')).toContain('Je hebt een badge gekregen');
  });

  it('in a group message with the app, it is announced there', async () => {
    town.slack.workspace.channels.set('G0GROEP', {
      id: 'G0GROEP',
      team: 'T0SPELDJE',
      kind: 'mpim',
      name: 'mpdm-bo--sam--speldje-1',
      topic: '',
      members: ['U0BO', 'U0SAM', BOT_USER],
    });
    await give('U0BO', `award <@U0SAM> ${badge}`, 'G0GROEP');
    expect(town.slack.messages('G0GROEP')).toHaveLength(1);
  });
});

describe('an Enterprise Grid', () => {
  it('knows people by W ids and by their organisation, wherever in it they speak', async () => {
    const like = town.slack.workspace.members.get('U0SAM');
    const place = town.slack.workspace.channels.get(channel);
    if (like === undefined || place === undefined) throw new Error('nobody there');
    town.slack.workspace.members.set('W0GRID1', {
      ...like,
      id: 'W0GRID1',
      name: 'grid',
      realName: 'Student Grid',
    });
    place.members.push('W0GRID1');
    await give('U0BO', `award <@W0GRID1|grid> ${badge}`);
    expect(await count('awards')).toBe(1);
    expect(town.slack.directMessages('W0GRID1')).toHaveLength(1);
    const person = await town.db.collection('persons').findOne({ name: 'Student Grid' });
    expect(JSON.stringify(person)).toContain('slack:T0SPELDJE:W0GRID1');
  });
});
