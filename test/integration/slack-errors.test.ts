import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shortcuts } from '../../adapters/slack/carry-out-slack.ts';
import type { Fault } from '../../playground/slack/faults.ts';
import { BOT_USER } from '../../playground/slack/world.ts';
import { community, type Community } from './community.ts';
import { runService, until, type RunningService } from './run-service.ts';

/** Every error of the Web API that can come: what the person sees, what the outbox does, and that all comes once. */

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

const count = (collection: string, filter: Record<string, unknown>) =>
  town.db.collection(collection).countDocuments(filter);
const settled = () => town.settled();
const give = (text: string, where = channel, user = 'U0BO') =>
  town.slack.slashCommand({ user, channel: where, text });
const award = (where = channel) => give('toekennen <@U0SAM> adviseur-lerende-regio “Sterk”', where);
const words = (value: unknown) => JSON.stringify(value);
const heard = (user = 'U0BO') => words(town.slack.ephemerals(user));
const direct = (user: string) => words(town.slack.directMessages(user));
const parked = () => count('outbox', { status: 'parked' });
const failed = () => count('inbox', { status: 'failed' });

/** What came of an award: how often each was said, and what is left over. */
async function outcome(where = channel) {
  await settled();
  return {
    awards: await count('awards', {}),
    announced: town.slack.messages(where).length,
    learnerTold: town.slack.directMessages('U0SAM').length,
    awarderTold: town.slack.ephemerals('U0BO').filter(({ text }) => text.includes('Toegekend aan')).length,
    parked: await parked(),
    failed: await failed(),
  };
}
const once = { awards: 1, announced: 1, learnerTold: 1, awarderTold: 1, parked: 0, failed: 0 };

describe('an announcement that Slack does not take', () => {
  const between = (change: () => void) => {
    const end = town.slack.onCall((phase, { method }) => {
      if (phase !== 'after' || method !== 'conversations.info') return;
      end();
      change();
    });
  };
  const group = () => {
    const found = town.slack.workspace.channels.get('G0PRIVE');
    if (found === undefined) throw new Error('no group');
    found.members.push(BOT_USER);
    return found;
  };

  it.each([
    [
      'not_in_channel',
      channel,
      () => between(() => town.slack.kick({ user: 'U0BO', channel, member: BOT_USER })),
    ],
    [
      'is_archived',
      channel,
      () =>
        between(() => {
          const found = town.slack.workspace.channels.get(channel);
          if (found !== undefined) found.archived = true;
        }),
    ],
    [
      'channel_not_found',
      'G0PRIVE',
      () => {
        group();
        between(() => town.slack.kick({ user: 'U0BO', channel: 'G0PRIVE', member: BOT_USER }));
      },
    ],
  ])(
    '%s: the award stands, the learner hears, who awarded is told, and it is parked',
    async (error, where, arrange) => {
      arrange();
      await award(where);
      await settled();
      expect(await count('awards', {})).toBe(1);
      expect(town.slack.messages(where)).toHaveLength(0);
      expect(town.slack.directMessages('U0SAM')).toHaveLength(1);
      expect(town.slack.directMessages('U0BO')).toHaveLength(1);
      expect(direct('U0BO')).toContain('kon niet in het gesprek worden geplaatst');
      const left = await town.db.collection('outbox').find({ status: 'parked' }).toArray();
      expect(left).toMatchObject([{ lastError: error, notice: { kind: 'award-announced' } }]);
    },
  );

  it('where the app was never a member, the answer says how to invite it', async () => {
    await award('C0STIL');
    await settled();
    expect(heard()).toContain('/invite');
    expect(await count('awards', {})).toBe(1);
    expect(await parked()).toBe(0);
  });

  it.each(['msg_too_long', 'invalid_blocks'])('%s: it is said more plainly, once', async (error) => {
    town.slack.failNext('chat.postMessage', { error }, 2);
    await award();
    expect(await outcome()).toEqual(once);
  });

  it.each<readonly [string, Fault]>([
    ['429 with Retry-After', { status: 429, retryAfter: 1 }],
    ['503', { status: 503 }],
    ['503 after it was done', { status: 503, deliverThenFail: true }],
    ['fatal_error after it was done', { error: 'fatal_error', deliverThenFail: true }],
    ['a broken connection after it was done', { drop: true, deliverThenFail: true }],
    ['a time-out', { delayMs: 5_000 }],
  ])('%s: it comes once', async (_, fault) => {
    town.slack.failNext('chat.postMessage', fault, 2);
    await award();
    expect(await outcome()).toEqual(once);
  });

  it.each(['token_revoked', 'account_inactive', 'missing_scope'])(
    '%s: messages wait for an hour at a time, and come once somebody installed the app again',
    async (error) => {
      town.slack.failNext('chat.postMessage', { error }, 2);
      await award();
      await until(
        'both wait',
        async () => (await count('outbox', { status: 'waiting', lastError: error })) === 2,
      );
      const inAnHour = new Date(Date.now() + 3_000_000);
      expect(await count('outbox', { lastError: error, availableAt: { $gt: inAnHour } })).toBe(2);
      // The hour passes.
      await town.db
        .collection('outbox')
        .updateMany({ status: 'waiting' }, { $set: { availableAt: new Date() } });
      expect(await outcome()).toEqual(once);
    },
  );
});

describe('a request that Slack keeps from being carried out', () => {
  it.each(['token_revoked', 'account_inactive', 'missing_scope'])(
    '%s: who waits hears that the connection is broken, and it is done once it works again',
    async (error) => {
      town.slack.failNext('conversations.info', { error });
      await award();
      await until('words', () => heard().includes('werkt niet meer'));
      expect(heard()).toContain('does not work any more');
      expect(await outcome()).toEqual(once);
    },
  );

  it.each<readonly [string, Fault]>([
    ['429', { status: 429, retryAfter: 1 }],
    ['internal_error', { error: 'internal_error' }],
    ['a time-out', { delayMs: 5_000 }],
  ])('%s: it is done once Slack answers again', async (_, fault) => {
    town.slack.failNext('conversations.info', fault);
    await award();
    expect(await outcome()).toEqual(once);
  });

  it('503 three times: who waits hears that it takes longer, once, and it is done once', async () => {
    town.slack.failNext('conversations.info', { status: 503 }, 3);
    await award();
    expect(await outcome()).toEqual(once);
    expect(town.slack.ephemerals('U0BO').filter(({ text }) => text.includes('duurt langer'))).toHaveLength(1);
  });
});

describe('an answer that Slack does not take', () => {
  it.each<readonly [string, Fault]>([
    ['an address that was used up', { status: 404 }],
    ['429 of the address', { status: 429, retryAfter: 1 }],
    ['a broken connection', { drop: true }],
  ])('%s: it reaches the person all the same, once', async (_, fault) => {
    town.slack.failNext('response_url', fault);
    await give('hulp');
    await settled();
    expect(town.slack.ephemerals('U0BO').filter(({ text }) => text.includes('Zo gebruik je'))).toHaveLength(
      1,
    );
  });

  it('blocks that the address refuses are said in plainer words', async () => {
    town.slack.failNext('response_url', { status: 400 }, 2);
    await give('hulp');
    await settled();
    expect(town.slack.ephemerals('U0BO')).toMatchObject([{ text: 'Zo gebruik je Speldje', blocks: [] }]);
  });

  it('in a conversation that the app left, it goes into direct messages', async () => {
    town.slack.failNext('response_url', { status: 404 });
    await give('hulp', 'C0STIL');
    await settled();
    expect(direct('U0BO')).toContain('Zo gebruik je Speldje');
  });

  it.each<readonly [string, Fault]>([
    ['500 after it was done', { status: 500, deliverThenFail: true }],
    ['a broken connection after it was done', { drop: true, deliverThenFail: true }],
    ['invalid_blocks', { error: 'invalid_blocks' }],
  ])('%s, in direct messages: it comes once', async (_, fault) => {
    town.slack.failNext('chat.postMessage', fault);
    await town.slack.say({ user: 'U0SAM', channel: town.slack.directChannel('U0SAM'), text: 'hulp' });
    await settled();
    const answers = town.slack.directMessages('U0SAM').filter(({ botId }) => botId !== undefined);
    expect(answers).toHaveLength(1);
    expect(await failed()).toBe(0);
  });
});

describe('a form that Slack does not open', () => {
  it('expired_trigger_id: it is offered by a button', async () => {
    town.slack.failNext('views.open', { error: 'expired_trigger_id' }, 2);
    await give('toekennen <@U0SAM>');
    await settled();
    expect(heard()).toContain('open-form');
    expect(await failed()).toBe(0);
  });

  it('invalid_arguments: it comes without its pictures', async () => {
    await give('voordragen <@U0SAM> samenwerken “Goed”', channel, 'U0NOOR');
    await settled();
    town.slack.failNext('views.open', { error: 'invalid_arguments' });
    await give('beoordeel <@U0SAM> samenwerken', channel, 'U0ROBIN');
    await settled();
    const view = words(town.slack.views('U0ROBIN').at(-1)?.definition);
    expect(view).toContain('decision');
    expect(view).not.toContain('image_url');
  });

  it.each<readonly [string, Fault]>([
    ['500', { status: 500 }],
    ['429', { status: 429, retryAfter: 1 }],
  ])('%s: it is filled when Slack answers again', async (_, fault) => {
    town.slack.failNext('views.update', fault);
    await town.slack.globalShortcut({ user: 'U0BO', callbackId: shortcuts.award });
    await settled();
    expect(words(town.slack.views('U0BO').at(-1)?.definition)).toContain('search:badge-to-award');
    expect(await failed()).toBe(0);
  });
});

describe('a home page that Slack does not publish', () => {
  it.each<readonly [string, Fault]>([
    ['500', { status: 500 }],
    ['429', { status: 429, retryAfter: 1 }],
    ['invalid_arguments', { error: 'invalid_arguments' }],
  ])('%s: it is published all the same', async (_, fault) => {
    town.slack.failNext('views.publish', fault);
    await town.slack.openHome({ user: 'U0SAM' });
    await settled();
    expect(words(town.slack.home('U0SAM')?.definition)).toContain('paspoort');
    expect(await failed()).toBe(0);
  });
});
