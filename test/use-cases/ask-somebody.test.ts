import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import type { Badge } from '../../src/domain/badge.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Role } from '../../src/domain/role.ts';
import { acceptNomination } from '../../src/use-cases/accept-nomination.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { declineNomination } from '../../src/use-cases/decline-nomination.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { readBackground } from '../../src/use-cases/digest-background.ts';
import { gatherSupervision } from '../../src/use-cases/gather-supervision.ts';
import { nominationsToReview } from '../../src/use-cases/list-nominations.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { nominate, type Nominate } from '../../src/use-cases/nominate.ts';
import { remindReviewers } from '../../src/use-cases/remind-reviewers.ts';
import { whomToAsk } from '../../src/use-cases/whom-to-ask.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';

let town: SmallTown;
let learner: Person;
let reviewer: Person;
let awarder: Person;
let reviewed: Badge;

const grant = (person: Person, role: Role) =>
  town.store.roles.insert(
    buildRoleGrant({ issuerId: town.issuer.id, role, grantee: { kind: 'person', personId: person.id } }),
  );

/** Somebody in a Slack team, with a role of their own where one is given. */
async function somebody(name: string | undefined, team: string, role?: Role): Promise<Person> {
  const user = `U${deterministicId()}`;
  const { name: _, ...nameless } = buildPerson({
    identities: [buildLinkedIdentity({ kind: 'slack', workspace: team, user })],
  });
  const person = name === undefined ? nameless : { ...nameless, name };
  await town.store.persons.insert(person);
  if (role !== undefined) await grant(person, role);
  return person;
}

beforeEach(async () => {
  town = await smallTown();
  learner = await somebody('Sam', 'T9');
  reviewer = await somebody('Bo', 'T9', 'reviewer');
  awarder = await somebody('Ans', 'T9', 'awarder');
  reviewed = await town.addBadge({ award: 'review' });
});

const names = async (badge: Badge) =>
  (await whomToAsk(town.deps, { learner, badges: [badge] })).map(({ person }) => person.name);
const request = (): Nominate => ({
  actor: actor(learner),
  deliveryKey: deterministicId(),
  badge: town.badge.slug,
  nominee: learner.id,
  reason: 'Ik deed het drie keer',
});
const ask = (overrides: Partial<Nominate> = {}) =>
  nominate(town.deps, { ...request(), askOf: reviewer.id, ...overrides });
const give = async (by: Person) =>
  done(
    awardBadge(town.deps, {
      actor: actor(by, { workspace: 'slack:T9' }),
      deliveryKey: deterministicId(),
      badge: (await town.addBadge()).slug,
      recipients: [learner.id],
    }),
  );
const messageTo = (person: Person, nominationId: string) =>
  town.store.outbox.findByKey(`nomination:${nominationId}:review:${person.id}`);
const queue = async (person: Person) =>
  (await nominationsToReview(town.deps, { actor: actor(person), limit: 9 })).map(
    ({ nomination }) => nomination.id,
  );

describe('whom a learner may ask', () => {
  it('are those who decide, and for what is awarded directly those who award', async () => {
    expect(await names(town.badge)).toEqual(['Ans', 'Bo']);
    expect(await names(reviewed)).toEqual(['Bo']);
  });

  it('are nobody whom the learner cannot know, who has no name, cannot be told, or is the learner', async () => {
    await somebody('Uit een andere werkruimte', 'T2', 'reviewer');
    await somebody(undefined, 'T9', 'reviewer');
    const course = { kind: 'lti', platform: 'P1', subject: '7' } as const;
    const unreachable = buildPerson({
      name: 'Alleen in de cursus',
      identities: [buildLinkedIdentity(course)],
    });
    await town.store.persons.insert(unreachable);
    await grant(unreachable, 'reviewer');
    await grant(learner, 'reviewer');
    const inCourse = buildLinkedIdentity({ ...course, subject: '8' });
    learner = { ...learner, identities: [...learner.identities, inCourse] };
    await town.store.persons.save(learner);
    expect(await names(reviewed)).toEqual(['Bo']);
  });

  it('are those too who gave them a badge before, wherever they are, as long as they may award', async () => {
    const far = await somebody('Ver', 'T2', 'awarder');
    expect(await names(town.badge)).not.toContain('Ver');
    await give(far);
    expect(await names(town.badge)).toContain('Ver');
    expect(await names(reviewed)).not.toContain('Ver');
    const oneOfMany = await somebody('Een van velen', 'T9');
    const everyone = { kind: 'workspace', workspace: 'slack:T9', among: 'everyone' } as const;
    await town.store.roles.insert(
      buildRoleGrant({ issuerId: town.issuer.id, role: 'awarder', grantee: everyone }),
    );
    expect(await names(town.badge)).not.toContain('Een van velen');
    await give(oneOfMany);
    expect(await names(town.badge)).toContain('Een van velen');
    await town.store.roles.remove(town.issuer.id, 'awarder', 'everyone:slack:T9');
    expect(await names(town.badge)).not.toContain('Een van velen');
  });
});

describe('asking somebody for a badge', () => {
  it('tells them alone, and shows it to all who decide', async () => {
    const { nomination } = await done(ask());
    expect(nomination.askedOf).toBe(reviewer.id);
    const message = await messageTo(reviewer, nomination.id);
    expect(message?.notice).toMatchObject({ kind: 'nomination-to-review', asked: true });
    expect(await messageTo(town.reviewer, nomination.id)).toBeUndefined();
    expect(await queue(town.reviewer)).toEqual([nomination.id]);
    expect(await queue(reviewer)).toEqual([nomination.id]);
    expect(await queue(awarder)).toEqual([]);
  });

  it('tells every reviewer when nobody is named', async () => {
    const { nomination } = await done(nominate(town.deps, request()));
    expect(nomination).not.toHaveProperty('askedOf');
    const message = await messageTo(reviewer, nomination.id);
    expect(message?.notice.kind).toBe('nomination-to-review');
    expect(message?.notice).not.toHaveProperty('asked');
  });

  it('lets an awarder decide about what they were asked and could award directly, and no other', async () => {
    const { nomination } = await done(ask({ askOf: awarder.id }));
    expect(await queue(awarder)).toEqual([nomination.id]);
    const other = await somebody('Ook Ans', 'T9', 'awarder');
    expect(await queue(other)).toEqual([]);
    const accept = (person: Person) =>
      acceptNomination(town.deps, { actor: actor(person), nominationId: nomination.id });
    expect(await refusalCode(accept(other))).toBe('not-allowed');
    expect((await done(accept(awarder))).nomination).toMatchObject({
      status: 'accepted',
      decidedBy: awarder.id,
    });
  });

  it('lets them decline it with a reason, as long as they award', async () => {
    const { nomination } = await done(ask({ askOf: awarder.id }));
    const decline = () =>
      declineNomination(town.deps, {
        actor: actor(awarder),
        nominationId: nomination.id,
        reason: 'Nog niet',
      });
    await town.store.roles.remove(town.issuer.id, 'awarder', `person:${awarder.id}`);
    expect(await refusalCode(decline())).toBe('not-allowed');
    expect(await queue(awarder)).toEqual([]);
    await grant(awarder, 'awarder');
    expect((await done(decline())).nomination.status).toBe('declined');
  });

  it('leaves it to the reviewers when the badge is given after a review from now on', async () => {
    const { nomination } = await done(ask({ askOf: awarder.id }));
    await town.store.badges.saveVersion({ ...town.badge, award: 'review', version: 2 }, 1);
    expect(await queue(awarder)).toEqual([]);
    expect(
      await refusalCode(acceptNomination(town.deps, { actor: actor(awarder), nominationId: nomination.id })),
    ).toBe('not-allowed');
  });

  it('is refused of somebody who does not decide about it, of a stranger, and on behalf of another', async () => {
    expect(await refusalCode(ask({ askOf: awarder.id, badge: reviewed.slug }))).toBe('cannot-be-asked');
    expect(await refusalCode(ask({ askOf: town.colleague.id }))).toBe('cannot-be-asked');
    expect(await refusalCode(ask({ askOf: 'niemand' }))).toBe('cannot-be-asked');
    expect(await refusalCode(ask({ nominee: town.colleague.id }))).toBe('cannot-be-asked');
    expect(await town.store.nominations.ofPerson(learner.id)).toEqual([]);
  });

  it('reminds them beside those who decide anyhow', async () => {
    const { nomination } = await done(ask({ askOf: awarder.id }));
    // A Wednesday at eleven.
    const clock = () => new Date('2027-01-13T10:00:00Z');
    const deps = { ...town.deps, clock, timeZone: 'Europe/Amsterdam', remindAfterDays: 3 };
    await remindReviewers(deps, () => Promise.resolve(true));
    const reminded = await Promise.all(
      [awarder, reviewer].map(({ id }) =>
        town.store.outbox.findByKey(`reminder:${id}:reminder:${nomination.id}:2`),
      ),
    );
    expect(reminded.map((message) => message?.notice.kind)).toEqual(['review-reminder', 'review-reminder']);
  });

  it('is in the digest of whoever may decide about it, also of an awarder who was asked', async () => {
    const { nomination } = await done(ask({ askOf: awarder.id }));
    const other = await somebody('Ook Ans', 'T9', 'awarder');
    const [from, until] = [town.deps.clock(), town.pass(7)];
    const readers = [awarder, other, reviewer].map(
      (person) => ({ person, schedule: 'weekly', from, until }) as const,
    );
    const told = await gatherSupervision(town.store, readers, await readBackground(town.store, from));
    const waiting = (person: Person) =>
      told.get(person.id)?.toReview.shown.map(({ nominationId }) => nominationId);
    expect(waiting(awarder)).toEqual([nomination.id]);
    expect(waiting(reviewer)).toEqual([nomination.id]);
    expect(waiting(other)).toEqual([]);
  });

  it('stands with who they turn out to be, and with everybody once they were erased', async () => {
    const { nomination } = await done(ask());
    const same = await somebody('Bo weer', 'T3');
    await done(mergePersons(town.deps, { actor: operatorActor, keep: same.id, absorb: reviewer.id }));
    expect((await town.store.nominations.find(nomination.id))?.askedOf).toBe(same.id);
    await done(erasePerson(town.deps, { actor: operatorActor, personId: same.id }));
    const left = await town.store.nominations.find(nomination.id);
    expect(left?.status).toBe('open');
    expect(left).not.toHaveProperty('askedOf');
  });
});
