import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TeamsStandIn } from '../../../playground/teams/stand-in.ts';
import { users } from '../../../playground/teams/teams-world.ts';
import { excerpt } from '../../../src/domain/digest.ts';
import { setPreferences } from '../../../src/use-cases/set-preferences.ts';
import { buildDigest } from '../../builders/build-digest.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { testMoment } from '../../builders/deterministic-id.ts';
import { sam, samKey, startTeams, teamsWorld, type TeamsWorld } from './teams-deps.ts';

let teams: TeamsStandIn;
let world: TeamsWorld;

beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams?.stop());
beforeEach(async () => {
  teams.reset();
  world = await teamsWorld(teams);
  await world.deps.store.persons.insert(sam());
  await world.deps.store.digestStates.enrol([
    { personId: 'sam', dueAt: testMoment, coveredUntil: testMoment },
  ]);
});

const badge = { slug: 'lassen', title: { nl: 'Lassen', en: 'Welding' } };
const digest = buildDigest({
  added: excerpt([{ awardId: 'a1', badge, issuerName: { nl: 'Werkplaats' }, at: testMoment }]),
  step: { kind: 'share', awardId: 'a1', badge },
});

async function send(key: string): Promise<void> {
  await world.deps.store.outbox.insert([
    buildOutboxMessage({
      key,
      channel: 'teams',
      destination: { kind: 'person', identity: samKey, personId: 'sam', locale: 'nl' },
      notice: { kind: 'digest', digest },
      createdAt: world.now(),
      nextAttemptAt: world.now(),
    }),
  ]);
  await world.deliver();
}
const state = () => world.deps.store.digestStates.find('sam');
const minute = 60_000;

describe('a digest by Teams', () => {
  it('is a card that Teams takes, in the reader’s language', async () => {
    await send('week-1');
    const [post] = teams.directMessages(users.sam);
    const card = JSON.stringify(post?.activity);
    expect(card).toContain('AdaptiveCard');
    expect(card).toContain('Lassen');
    expect(await world.row('week-1')).toMatchObject({ status: 'delivered' });
    expect((await state())?.stoppedAt).toBeUndefined();
  });

  it.each([403, 404])(
    'stops by a %i, where no other way is left, until its reader chooses again',
    async (status) => {
      teams.fail({ status });
      await send('week-1');
      expect(await world.row('week-1')).toMatchObject({ status: 'parked' });
      expect(await state()).toMatchObject({ chatRefusedAt: world.now(), stoppedAt: world.now() });
      await setPreferences(world.deps, {
        actor: { personId: 'sam', standing: 'member', via: 'teams' },
        digest: 'weekly',
      });
      expect((await state())?.stoppedAt).toBeUndefined();
    },
  );

  it.each([412, 429, 500, 502, 504])('does not stop by a %i, which passes', async (status) => {
    teams.fail({ status });
    await send('week-1');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      world.pass(10 * minute);
      await world.deliver();
    }
    expect(await world.row('week-1')).toMatchObject({ status: 'delivered' });
    expect(await state()).not.toHaveProperty('stoppedAt');
    expect(await state()).not.toHaveProperty('chatRefusedAt');
  });
});
