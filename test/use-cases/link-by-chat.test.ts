import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { linkByChatCode, makeChatCode, whoseChatCode } from '../../src/use-cases/link-by-chat.ts';
import { foldTypedCode, newTypedCode, typedCodeLifeMs } from '../../src/use-cases/typed-code.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Person } from '../../src/domain/person.ts';

let town: SmallTown;
let inCourse: Person;
let student: Actor;

beforeEach(async () => {
  town = await smallTown();
  inCourse = await recognisePerson(town.deps, {
    identity: { kind: 'lti', platform: 'p1', subject: '7' },
    vouchedBy: 'platform',
  });
  student = { personId: inCourse.id, workspace: 'lti:p1', standing: 'member', via: 'lti' };
});

const codeOf = async (person: Person) => (await done(makeChatCode(town.deps, { actor: actor(person) }))).code;

describe('a code that was made in chat', () => {
  it('makes the one who types it in and the one who asked for it one person, once', async () => {
    await town.store.persons.save({
      ...town.learner,
      timeZone: 'Europe/Amsterdam',
      locale: 'en',
      localeChosen: true,
      preferences: { digest: 'monthly' },
    });
    const code = await codeOf(town.learner);
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    const { person, merged } = await done(linkByChatCode(town.deps, { actor: student, code: typed }));
    expect(merged).toBe(true);
    expect(person).toMatchObject({
      id: inCourse.id,
      name: town.learner.name,
      timeZone: 'Europe/Amsterdam',
      locale: 'en',
      localeChosen: true,
      preferences: { digest: 'monthly' },
    });
    expect(person.identities).toHaveLength(1 + town.learner.identities.length);
    expect((await town.store.persons.find(town.learner.id))?.id).toBe(inCourse.id);
    expect(await refusalCode(linkByChatCode(town.deps, { actor: student, code }))).toBe('wrong-code');
  });

  it('tells first whose it is, and is not used up by that', async () => {
    await town.store.workspaces.save({ key: 'slack:T1', name: 'Maas en Waal', connectedAt: testMoment });
    const code = await codeOf(town.learner);
    const look = () => done(whoseChatCode(town.deps, { actor: student, code }));
    expect((await look()).owner).toEqual({
      name: town.learner.name,
      workspace: 'Maas en Waal',
      isSelf: false,
    });
    expect((await look()).owner.isSelf).toBe(false);
    const own = whoseChatCode(town.deps, { actor: actor(town.learner), code });
    expect((await done(own)).owner.isSelf).toBe(true);
  });

  it('goes to one of two who type it in at once', async () => {
    const code = await codeOf(town.learner);
    const outcomes = await Promise.all(
      [student, actor(town.colleague)].map((one) => linkByChatCode(town.deps, { actor: one, code })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each(['', 'AAAA2222', '$ne'])('is refused when it is wrong: “%s”', async (code) => {
    await codeOf(town.learner);
    expect(await refusalCode(whoseChatCode(town.deps, { actor: student, code }))).toBe('wrong-code');
    expect(await refusalCode(linkByChatCode(town.deps, { actor: student, code }))).toBe('wrong-code');
  });

  it('is of no use after a quarter of an hour, nor once its person was erased', async () => {
    const code = await codeOf(town.learner);
    const late = { ...town.deps, clock: () => new Date(town.deps.clock().getTime() + typedCodeLifeMs) };
    expect(await refusalCode(linkByChatCode(late, { actor: student, code }))).toBe('wrong-code');
    await done(erasePerson(town.deps, { actor: actor(town.learner), personId: town.learner.id }));
    expect(await refusalCode(whoseChatCode(town.deps, { actor: student, code }))).toBe('wrong-code');
    expect(await refusalCode(makeChatCode(town.deps, { actor: actor(town.learner) }))).toBe('unknown-person');
  });
});

it('codes that people type over hold a digit, and nothing that is taken for something else', () => {
  let drawn = 0;
  // Draws letters only at first, as chance may.
  const below = (limit: number) => (drawn++ < 16 ? limit - 1 : drawn % limit);
  expect(newTypedCode({ below })).toMatch(/^(?=.*\d)[2-9A-HJ-NP-Z]{8}$/u);
  expect(foldTypedCode(' k7m3 – pq2x.')).toBe('K7M3PQ2X');
});
