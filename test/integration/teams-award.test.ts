import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNEL, users } from '../../playground/teams/teams-world.ts';
import { until } from './run-service.ts';
import { teamsTown, type TeamsTown } from './teams-town.ts';

let town: TeamsTown;

beforeAll(async () => {
  town = await teamsTown();
});
afterAll(() => town?.close());
afterEach(() => town.forget());

const said = '@Speldje toekennen @Student Sam adviseur–lerende–regio “Sterk advies”';

describe('an award by a mention in a channel of Teams', () => {
  it('makes one award, one announcement in its thread, one direct message', async () => {
    const { teams, db } = town;
    const { post, answered } = await teams.say({ user: users.bo, conversation: CHANNEL, text: said });
    expect(answered?.status).toBe(200);
    await until('the announcement', () => teams.fromBot(CHANNEL).length > 0);
    await town.settled();
    expect(await db.collection('awards').countDocuments()).toBe(1);
    const announced = teams.fromBot(CHANNEL).filter(({ targetedTo }) => targetedTo === undefined);
    expect(announced).toHaveLength(1);
    expect(announced[0]?.thread).toBe(post.id);
    expect(JSON.stringify(announced[0]?.activity)).toContain('Adviseur Lerende Regio');
    expect(teams.directMessages(users.sam)).toHaveLength(1);
  });
});
