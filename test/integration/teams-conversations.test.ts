import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actionsIn, cardOf, inputsIn, wordsIn } from '../../playground/teams/card-actions.ts';
import type { Post } from '../../playground/teams/teams-state.ts';
import { CHANNEL, GROUP, SILENT, TEAM, users } from '../../playground/teams/teams-world.ts';
import { until } from './run-service.ts';
import { teamsTown, type TeamsTown } from './teams-town.ts';

let town: TeamsTown;

beforeAll(async () => {
  town = await teamsTown();
});
afterAll(() => town?.close());
afterEach(() => town.forget());

const badge = 'Adviseur Lerende Regio Maas en Waal';
const award = '@Speldje toekennen @Student Sam adviseur–lerende–regio “Sterk advies”';

const words = (post: Post | undefined) => wordsIn(cardOf(post?.activity)) + (post?.text ?? '');
const titles = (card: unknown) => actionsIn(card).map(({ title }) => title);
/** What everybody sees of the bot. */
const open = (conversation: string) =>
  town.teams.fromBot(conversation).filter(({ targetedTo }) => targetedTo === undefined);
const onlyFor = (conversation: string, user: { id: string }) =>
  town.teams.fromBot(conversation).filter(({ targetedTo }) => targetedTo === user.id);
const count = (name: string, filter = {}) => town.db.collection(name).countDocuments(filter);

async function say(user: (typeof users)[keyof typeof users], conversation: string, text: string, more = {}) {
  const said = await town.teams.say({ user, conversation, text, ...more });
  expect(said.answered?.status).toBe(200);
  await town.settled();
  return said.post;
}

/** The parked and the refused would hide behind "nothing waits". */
const nothingParked = async () => {
  expect(await town.db.collection('outbox').find({ status: 'parked', channel: 'teams' }).toArray()).toEqual(
    [],
  );
  expect(await count('inbox', { status: 'failed' })).toBe(0);
  expect(town.teams.state.calls.filter(({ status }) => status >= 400)).toEqual([]);
};

describe('commands (1, 2)', () => {
  it('awards by a mention in a channel: in its thread, to the learner, and to the awarder alone', async () => {
    const post = await say(users.bo, CHANNEL, award);
    expect(await count('awards')).toBe(1);
    expect(open(CHANNEL)).toHaveLength(1);
    expect(open(CHANNEL)[0]).toMatchObject({ thread: post.id });
    expect(words(open(CHANNEL)[0])).toContain('<at>Student Sam</at> kreeg de badge');
    expect(onlyFor(CHANNEL, users.bo)).toHaveLength(1);
    expect(words(onlyFor(CHANNEL, users.bo)[0])).toContain('Toegekend aan');
    expect(town.teams.directMessages(users.sam)).toHaveLength(1);
    expect(words(town.teams.directMessages(users.sam)[0])).toContain('Je hebt een badge gekregen');
    await nothingParked();
  });

  it('awards by the slash command: the command and its answer are private, the announcement begins a thread', async () => {
    await say(users.bo, CHANNEL, 'toekennen @Student Sam adviseur-lerende-regio', { slash: true });
    const [announced] = open(CHANNEL);
    expect(announced?.thread).toBe(announced?.id);
    expect(onlyFor(CHANNEL, users.bo)).toHaveLength(1);
    const about = onlyFor(CHANNEL, users.bo)[0]?.activity?.['entities'];
    expect(about).toEqual([expect.objectContaining({ type: 'targetedMessageInfo' })]);
    const [kept] = await town.db.collection('awards').find().toArray();
    expect(kept?.['place']).toMatchObject({ conversation: CHANNEL, thread: announced?.id });
    await nothingParked();
  });

  it('awards in a group chat, where there are no threads, and in the personal chat, where nobody else hears it', async () => {
    await say(users.bo, GROUP, award);
    expect(open(GROUP)).toHaveLength(1);
    expect(open(GROUP)[0]).not.toHaveProperty('thread');
    await say(users.bo, town.teams.personalChat(users.bo), 'toekennen @student.noor samenwerken');
    expect(words(town.teams.directMessages(users.bo).at(-1))).toContain('Ik weet niet wie');
    await nothingParked();
  });

  it('speaks the language of each', async () => {
    await say(users.chris, CHANNEL, '@Speldje help');
    expect(words(onlyFor(CHANNEL, users.chris)[0])).toContain('How to use Speldje');
    await say(users.bo, CHANNEL, '@Speldje help');
    const help = words(onlyFor(CHANNEL, users.bo)[0]);
    expect(help).toContain('Zo gebruik je Speldje');
    expect(help).toContain('@Speldje toekennen');
    expect(help).not.toContain('/badge ');
    const personal = town.teams.personalChat(users.ali);
    await say(users.ali, personal, 'passport');
    expect(words(town.teams.directMessages(users.ali)[0])).toContain('Your passport is still empty');
  });

  it('answers what it does not understand, and offers the nearest badges', async () => {
    await say(users.bo, CHANNEL, '@Speldje frobnicate');
    expect(words(onlyFor(CHANNEL, users.bo)[0])).toContain('begreep ik niet');
    await say(users.bo, CHANNEL, '@Speldje award @Student Sam adviseur-lerend-regoi');
    const nearest = onlyFor(CHANNEL, users.bo)[1];
    expect(titles(cardOf(nearest?.activity))).toContain(badge);
    if (nearest === undefined) throw new Error('no answer');
    await town.teams.click(users.bo, nearest, badge);
    await until('the award', async () => (await count('awards')) === 1);
  });

  it('tells who may not, who is a guest or from elsewhere, and who can not be meant', async () => {
    await say(users.sam, CHANNEL, '@Speldje toekennen @Student Noor adviseur-lerende-regio');
    expect(words(onlyFor(CHANNEL, users.sam)[0])).toContain('moet je');
    await say(users.gijs, CHANNEL, '@Speldje toekennen @Student Noor veilig-werken-in-de-werkplaats');
    expect(words(onlyFor(CHANNEL, users.gijs)[0])).toMatch(/gast/iu);
    await say(users.eva, GROUP, '@Speldje toekennen @Student Sam adviseur-lerende-regio');
    expect(words(onlyFor(GROUP, users.eva)[0])).toContain('wie bij deze organisatie hoort');
    await say(users.bo, CHANNEL, '@Speldje toekennen @Begeleider Bo adviseur-lerende-regio');
    expect(words(onlyFor(CHANNEL, users.bo)[0])).toContain('jezelf geen badge');
    expect(await count('awards')).toBe(0);
  });

  it('knows oneself by a mention, and keeps a passport from others', async () => {
    await say(users.sam, CHANNEL, '@Speldje paspoort @Student Sam');
    expect(words(onlyFor(CHANNEL, users.sam)[0])).toContain('Jouw skillspaspoort');
    await say(users.noor, CHANNEL, '@Speldje paspoort @Student Sam');
    expect(words(onlyFor(CHANNEL, users.noor)[0])).toContain('van de eigenaar zelf');
  });
});

describe('the same activity again', () => {
  it('changes and says nothing new: at once, later, with the same id or a new one', async () => {
    const { teams } = town;
    const id = teams.state.nextId();
    const around = { files: [], edited: false, deleted: false, at: new Date() };
    const post = { id, conversation: CHANNEL, thread: id, from: users.bo.id, text: award, ...around };
    teams.state.posts.push(post);
    const activity = teams.activityOf(post);
    await Promise.all([teams.deliver(activity), teams.deliver(activity), teams.deliver(activity)]);
    await town.settled();
    await teams.deliver(activity);
    await teams.deliver({ ...activity, id: teams.state.nextId() });
    await teams.deliver({ ...activity, id: teams.state.nextId() });
    // The same id, sent again with another time stamp.
    await teams.deliver({
      ...activity,
      timestamp: new Date().toISOString(),
      localTimestamp: new Date().toISOString(),
    });
    await town.settled();
    expect(await count('awards')).toBe(1);
    expect(open(CHANNEL)).toHaveLength(1);
    expect(onlyFor(CHANNEL, users.bo)).toHaveLength(1);
    expect(teams.directMessages(users.sam)).toHaveLength(1);
  });

  it('adds an experience once, and one that is said a second time twice', async () => {
    const { teams } = town;
    const chat = teams.personalChat(users.sam);
    const post = await say(users.sam, chat, 'ervaring Cursus lassen bij ROC, 2023');
    await teams.deliver({ ...teams.activityOf(post), id: 'another' });
    await town.settled();
    const again = (await count('experiences')) + 0;
    await say(users.sam, chat, 'ervaring Cursus lassen bij ROC, 2023');
    expect(await count('experiences')).toBe(again + 1);
  });
});

describe('dialogs and message actions (2)', () => {
  it('opens the form of an award, finds badges as one types, says what is missing, and awards once', async () => {
    const { teams } = town;
    await say(users.bo, CHANNEL, '@Speldje');
    const [menu] = onlyFor(CHANNEL, users.bo);
    if (menu === undefined) throw new Error('no menu');
    const dialog = await teams.click(users.bo, menu, 'Badge toekennen');
    if (dialog.kind !== 'dialog') throw new Error(dialog.kind);
    expect(Object.keys(inputsIn(dialog.card))).toEqual(['badge', 'people', 'reason']);
    const found = await teams.suggest(users.bo, CHANNEL, 'badge-to-award', 'lerende');
    expect(found).toEqual({
      kind: 'choices',
      found: [expect.objectContaining({ value: 'adviseur-lerende-regio' })],
    });

    const missing = await teams.submit(users.bo, CHANNEL, dialog.card, { badge: 'adviseur-lerende-regio' });
    if (missing.kind !== 'dialog') throw new Error(missing.kind);
    expect(inputsIn(missing.card)['badge']).toBe('adviseur-lerende-regio');
    expect(wordsIn(missing.card)).toMatch(/vul|kies/iu);

    const filled = { badge: 'adviseur-lerende-regio', people: `${users.sam.aad},${users.noor.aad}` };
    const sent = await Promise.all([1, 2, 3].map(() => teams.submit(users.bo, CHANNEL, dialog.card, filled)));
    expect(sent.every(({ kind }) => kind === 'closed')).toBe(true);
    await town.settled();
    expect(await count('awards')).toBe(2);
    expect(open(CHANNEL)).toHaveLength(1);
    await nothingParked();
  });

  it('awards for a message, which goes along as evidence, with its author filled in', async () => {
    const { teams } = town;
    const { post } = await teams.say({
      user: users.sam,
      conversation: CHANNEL,
      text: 'Mijn rapport staat klaar',
    });
    const dialog = await teams.messageAction(users.bo, post, 'awardBadge');
    if (dialog.kind !== 'dialog') throw new Error(dialog.kind);
    expect(inputsIn(dialog.card)['people']).toBe(users.sam.aad);
    expect(wordsIn(dialog.card)).toContain('Mijn rapport staat klaar');
    await teams.submit(
      users.bo,
      CHANNEL,
      dialog.card,
      { badge: 'adviseur-lerende-regio' },
      {
        thread: post.id,
        extension: true,
      },
    );
    await town.settled();
    expect(await count('awards')).toBe(1);
    expect(open(CHANNEL)[0]?.thread).toBe(post.id);
    const [piece] = await town.db.collection('evidence').find({ kind: 'message' }).toArray();
    expect(piece).toMatchObject({ text: 'Mijn rapport staat klaar', authorName: users.sam.name });
  });

  it('adds a message of a group chat to the evidence of an award', async () => {
    const { teams } = town;
    await say(users.bo, GROUP, award);
    const { post } = await teams.say({
      user: users.chris,
      conversation: GROUP,
      text: 'Ik werkte er een dag mee',
      files: [{ name: 'rapport.pdf', type: 'pdf' }],
    });
    expect(await count('evidence', { kind: 'message' })).toBe(0);
    const dialog = await teams.messageAction(users.bo, post, 'addToEvidence');
    if (dialog.kind !== 'dialog') throw new Error(dialog.kind);
    const done = await teams.submit(users.bo, GROUP, dialog.card, {}, { extension: true });
    expect(done.kind).toBe('dialog');
    const [piece] = await town.db.collection('evidence').find({ kind: 'message' }).toArray();
    expect(piece).toMatchObject({
      text: 'Ik werkte er een dag mee',
      files: [{ name: 'rapport.pdf', type: 'application/pdf' }],
    });
  });

  it('has forms to nominate, review, declare and set, each carried out', async () => {
    const { teams } = town;
    const chat = teams.personalChat(users.sam);
    await say(users.sam, chat, 'hoi');
    await say(users.sam, chat, 'ervaring');
    const ask = async (title: string) => {
      const last = teams.directMessages(users.sam).at(-1);
      if (last === undefined) throw new Error('no message');
      const shown = await teams.click(users.sam, last, title);
      if (shown.kind !== 'dialog') throw new Error(shown.kind);
      return shown.card;
    };
    const experience = await ask('Ervaring toevoegen');
    expect(await teams.suggest(users.sam, chat, 'skill', 'veilig')).toMatchObject({
      found: [{ value: 'Veilig werken' }],
    });
    const filled = { kind: 'course', title: 'Lassen', from: '2023', skill: 'Veilig werken' };
    await teams.submit(users.sam, chat, experience, filled);
    expect(await count('experiences', { title: 'Lassen', 'skills.framework': 'esco' })).toBe(1);

    await say(users.sam, chat, 'instellingen');
    const settings = await ask('Instellingen');
    const saved = await teams.submit(users.sam, chat, settings, { language: 'en', digest: 'off' });
    expect(saved.kind === 'dialog' && wordsIn(saved.card)).toContain('Saved');
    await say(users.sam, chat, 'settings');
    const back = await ask('Settings');
    await teams.submit(users.sam, chat, back, { language: 'nl', digest: 'weekly' });

    await say(users.sam, chat, 'voordragen');
    const nominate = await ask('Iemand voordragen');
    await teams.submit(users.sam, chat, nominate, { badge: 'begeleiden', people: users.sam.aad });
    await town.settled();
    expect(await count('nominations', { madeOpenly: { $exists: false } })).toBe(1);
    await say(users.robin, teams.personalChat(users.robin), 'beoordeel');
  });

  it('puts a badge that was searched for into a message', async () => {
    const found = await town.teams.search(users.sam, SILENT, 'lerende regio');
    if (found.kind !== 'badges') throw new Error(found.kind);
    expect(found.found[0]?.title).toBe(badge);
    expect(actionsIn(found.found[0]?.card).map(({ type }) => type)).toEqual(['Action.OpenUrl']);
    expect((await town.teams.search(users.sam, SILENT, 'xyzzy')).kind).toBe('words');
    expect((await town.teams.search(users.sam, SILENT, '')).kind).toBe('badges');
  });
});

describe('malformed invokes', () => {
  const invokes = [
    'composeExtension/query',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
    'task/fetch',
    'task/submit',
    'adaptiveCard/action',
    'application/search',
    'iets/anders',
  ];
  const values = [
    undefined,
    null,
    'x',
    42,
    [],
    {},
    { data: null },
    { data: { form: '{' } },
    { data: { form: '{"form":"nothing"}' } },
    { data: { speldje: '{"request":{"form":"award"}}' } },
    { commandId: 'unknown', messagePayload: {} },
    { commandId: 'addToEvidence', messagePayload: { id: 1 } },
    { action: { type: 'Action.Execute', verb: 'drop-tables', data: { value: 'x' } } },
    { action: { type: 'Action.Execute', verb: 'accept-nomination', data: { value: 'none' } } },
    { action: { type: 'Action.Execute', verb: 'refresh', data: { key: 'none' } } },
    { parameters: 'x' },
    { queryText: 5 },
  ];

  it('get words in the form that each kind shows, never an error', async () => {
    const { readAnswer } = await import('../../playground/teams/answers.ts');
    for (const name of invokes)
      for (const value of values) {
        const answered = await town.teams.invoke({ user: users.bo, conversation: CHANNEL, name, value });
        const shown = await readAnswer(name === 'iets/anders' ? 'adaptiveCard/action' : name, answered);
        expect(shown.kind, `${name} ${JSON.stringify(value)}`).not.toBe('closed');
      }
    expect(await count('awards')).toBe(0);
  });
});

describe('nominations (3)', () => {
  async function nominated() {
    const post = await say(
      users.chris,
      CHANNEL,
      '@Speldje voordragen @Student Sam adviseur-lerende-regio “Hielp mij”',
    );
    // Who was met is known by the platform's own id; the others are when they first turn to the bot.
    const [card] = open(CHANNEL);
    if (card === undefined) throw new Error('no card');
    return { post, card };
  }

  it('shows each viewer their own buttons and language, and stays up to date for all', async () => {
    const { teams } = town;
    await say(users.robin, teams.personalChat(users.robin), 'hoi');
    const { card } = await nominated();
    const robin = await teams.look(users.robin, card);
    expect(robin?.kind === 'card' && titles(robin.card)).toEqual([
      'Ik steun dit',
      'Bekijk en beoordeel',
      'Aannemen',
      'Afwijzen',
      'Over deze badge',
    ]);
    const chris = await teams.look(users.chris, card);
    expect(chris?.kind === 'card' && titles(chris.card)).toEqual(['About this badge', 'Take back']);
    // Noor is not among those for whom it comes up to date by itself; her click does it.
    expect(await teams.look(users.noor, card)).toBeUndefined();
    const supported = await teams.click(users.noor, card, 'I support this');
    expect(supported.kind === 'card' && wordsIn(supported.card)).toContain('Gesteund door');
    await town.settled();
    await until('the card in place', () => words(open(CHANNEL)[0]).includes('Student Noor'));
    const again = await teams.click(users.noor, card, 'I support this');
    expect(again.kind).toBe('card');
    const [kept] = await town.db.collection('nominations').find().toArray();
    expect(kept?.['endorsements']).toHaveLength(1);
    expect(kept).not.toHaveProperty('madeOpenly');
  });

  it('is decided from the reviewer’s own message, and told to nominator and nominee', async () => {
    const { teams } = town;
    const { card } = await nominated();
    const [review] = teams.directMessages(users.robin);
    if (review === undefined) throw new Error('no message to the reviewer');
    expect(words(review)).toContain(badge);
    const refused = await teams.click(users.sam, card, 'Accept');
    expect(await count('awards')).toBe(0);
    expect(refused.kind).not.toBe('closed');
    const accepted = await teams.click(users.robin, review, 'Aannemen');
    expect(accepted.kind === 'card' && wordsIn(accepted.card)).toContain('✅');
    await town.settled();
    expect(await count('awards')).toBe(1);
    expect(words(open(CHANNEL)[0])).toContain('✅');
    expect(teams.directMessages(users.sam).map(words).join('')).toContain('Je hebt een badge gekregen');
    expect(teams.directMessages(users.chris)).toHaveLength(1);
    await nothingParked();
  });

  it('is declined with a reason, which a dialog asks for', async () => {
    const { teams } = town;
    const { card } = await nominated();
    const dialog = await teams.click(users.robin, card, 'Decline');
    if (dialog.kind !== 'dialog') throw new Error(dialog.kind);
    const missing = await teams.submit(users.robin, CHANNEL, dialog.card, { reason: ' ' });
    expect(missing.kind).toBe('dialog');
    await teams.submit(users.robin, CHANNEL, dialog.card, { reason: 'Nog te weinig voorbeelden' });
    await town.settled();
    expect(await count('nominations', { status: 'declined' })).toBe(1);
    expect(words(open(CHANNEL)[0])).toContain('Nog te weinig voorbeelden');
  });
});

describe('the thread as evidence (3)', () => {
  it('gathers replies with their files, follows edits, and forgets what is deleted', async () => {
    const { teams, db } = town;
    const root = await say(users.bo, CHANNEL, award);
    const evidence = () => db.collection('evidence').find({ kind: 'message' }).sort({ saidAt: 1 }).toArray();
    const reply = await say(users.chris, CHANNEL, 'Haar rapport hielp ons', {
      thread: root.id,
      files: [{ name: 'rapport.pdf', type: 'pdf' }],
    });
    expect(await evidence()).toMatchObject([
      { text: 'Haar rapport hielp ons', authorName: users.chris.name, files: [{ name: 'rapport.pdf' }] },
    ]);
    // Another thread, and a word to the bot, are none.
    await say(users.chris, CHANNEL, 'Iets anders');
    await say(users.chris, CHANNEL, '@Speldje help', { thread: root.id });
    expect(await evidence()).toHaveLength(1);

    await teams.edit(reply, 'Het rapport hielp');
    await until('the edit', async () => (await evidence())[0]?.['text'] === 'Het rapport hielp');
    await teams.remove(reply);
    await until('the withdrawal', async () => (await evidence())[0]?.['withdrawnAt'] !== undefined);
    expect((await evidence())[0]).not.toHaveProperty('text');
    await teams.restore(reply);
    await town.settled();
    expect((await evidence())[0]).not.toHaveProperty('text');
  });

  it('keeps nothing of what is said elsewhere, nor of who says it', async () => {
    const { teams, db } = town;
    await db.collection('persons').deleteMany({ name: users.dana.name });
    const post = await say(users.dana, CHANNEL, 'Wie heeft de sleutel van het lokaal?');
    await say(users.dana, CHANNEL, 'Gevonden', { thread: post.id });
    await teams.edit(post, 'Wie heeft de sleutel?');
    await town.settled();
    expect(await count('inbox', { payload: { $exists: true } })).toBe(0);
    expect(await count('evidence')).toBe(0);
    expect(await count('persons', { name: users.dana.name })).toBe(0);
    expect(await count('conversationReferences')).toBe(0);
  });

  it('keeps to the thread that the announcement began', async () => {
    await say(users.bo, CHANNEL, 'toekennen @Student Sam adviseur-lerende-regio', { slash: true });
    const [announced] = open(CHANNEL);
    await say(users.noor, CHANNEL, 'Ik zag het', { thread: announced?.id });
    expect(await count('evidence', { text: 'Ik zag het' })).toBe(1);
    await say(users.noor, TEAM, 'Elders');
    expect(await count('evidence', { kind: 'message' })).toBe(1);
  });

  it('takes an edit that comes before its message', async () => {
    const { teams } = town;
    const root = await say(users.bo, CHANNEL, award);
    const id = teams.state.nextId();
    const around = { files: [], edited: false, deleted: false, at: new Date(Date.now() - 5000) };
    const post = {
      id,
      conversation: CHANNEL,
      thread: root.id,
      from: users.chris.id,
      text: 'eerst',
      ...around,
    };
    const original = teams.activityOf(post);
    await teams.edit(post, 'daarna');
    await town.settled();
    await teams.deliver({ ...original, timestamp: new Date(Date.now() - 4000).toISOString() });
    await town.settled();
    expect(await count('evidence', { kind: 'message', text: 'daarna' })).toBe(1);
    expect(await count('evidence', { kind: 'message' })).toBe(1);
  });
});

describe('coming and going (4)', () => {
  const reference = (user: (typeof users)[keyof typeof users]) =>
    town.db.collection<{ _id: string }>('conversationReferences').findOne({ _id: identity(user) });
  const identity = (user: { tenant: string; aad: string }) => `teams:${user.tenant}:${user.aad}`;
  const gone = async (user: { tenant: string; aad: string }) => {
    const person = await town.db
      .collection<{ identities: { key: string; goneAt?: Date }[] }>('persons')
      .findOne({ 'identities.key': identity(user) });
    return person?.identities.find(({ key }) => key === identity(user))?.goneAt !== undefined;
  };

  it('welcomes a person and a team, each in their language', async () => {
    const { teams } = town;
    await teams.install(users.ali);
    await town.settled();
    expect(words(teams.directMessages(users.ali)[0])).toContain('Speldje is here');
    await teams.installInTeam(users.bo, TEAM, true);
    await town.settled();
    expect(words(open(TEAM)[0])).toContain('Speldje is er');
  });

  it('writes no more to who took the app away, until they turn to it again', async () => {
    const { teams } = town;
    await teams.install(users.noor);
    await town.settled();
    await teams.uninstall(users.noor);
    await town.settled();
    expect(await gone(users.noor)).toBe(true);
    expect(await reference(users.noor)).toMatchObject({ gone: { reason: 'uninstalled' } });
    await teams.install(users.noor);
    await town.settled();
    expect(await gone(users.noor)).toBe(false);
    expect(await reference(users.noor)).not.toHaveProperty('gone');
  });

  it('marks who left the last team, and keeps who is still in reach', async () => {
    const { teams } = town;
    await say(users.bo, CHANNEL, award);
    await say(users.noor, CHANNEL, '@Speldje help');
    await teams.leave(users.noor, TEAM);
    await town.settled();
    expect(await gone(users.noor)).toBe(true);
    await say(users.bo, CHANNEL, '@Speldje toekennen @Student Noor adviseur-lerende-regio');
    expect(await gone(users.sam)).toBe(false);
  });

  it('follows the names of teams and channels', async () => {
    const { teams } = town;
    await say(users.bo, CHANNEL, '@Speldje help');
    await teams.renameTeam(users.bo, TEAM, 'Maas, Waal en Linge');
    await teams.renameChannel(users.bo, CHANNEL, 'Atelier');
    await town.settled();
    const channel = await town.db
      .collection<{ _id: string }>('conversationReferences')
      .findOne({ _id: `teams:${users.bo.tenant}|${CHANNEL}` });
    expect(channel).toMatchObject({ name: 'Atelier', groupName: 'Maas, Waal en Linge' });
  });

  it('says nothing where the app was taken out, and loses nothing else', async () => {
    const { teams } = town;
    await say(users.bo, CHANNEL, '@Speldje help');
    await teams.installInTeam(users.bo, TEAM, false);
    await town.settled();
    const channel = await town.db
      .collection<{ _id: string }>('conversationReferences')
      .findOne({ _id: `teams:${users.bo.tenant}|${CHANNEL}` });
    expect(channel).toMatchObject({ gone: { reason: 'uninstalled' } });
  });
});
