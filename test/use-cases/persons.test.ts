import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import { counts } from '../../src/domain/evidence.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { changeOwnName } from '../../src/use-cases/change-own-name.ts';
import { revokeAward } from '../../src/use-cases/change-award-standing.ts';
import { createBadge } from '../../src/use-cases/create-badge.ts';
import { editBadge, retireBadge } from '../../src/use-cases/edit-badge.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { erasureMark } from '../../src/use-cases/erasure-mark.ts';
import { exportPerson } from '../../src/use-cases/export-person.ts';
import { grantRole, withdrawRole } from '../../src/use-cases/grant-role.ts';
import { linkIdentity } from '../../src/use-cases/link-identity.ts';
import { personName } from '../../src/use-cases/person-name.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { saveIssuer } from '../../src/use-cases/save-issuer.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';

let town: SmallTown;
beforeEach(async () => {
  town = await smallTown();
});

const give = (recipient: string) =>
  done(
    awardBadge(town.deps, {
      actor: actor(town.awarder),
      deliveryKey: deterministicId(),
      badge: town.badge.slug,
      recipients: [recipient],
      reason: 'Goed gedaan',
    }),
  );

/** The store, where something else is done just after a person was looked up the first time. */
function overtaken(otherwise: () => Promise<unknown>): Store {
  let first = true;
  const then = async <T>(found: T): Promise<T> => {
    if (first) {
      first = false;
      await otherwise();
    }
    return found;
  };
  const { persons } = town.store;
  return {
    ...town.store,
    persons: {
      ...persons,
      find: async (id) => then(await persons.find(id)),
      findByIdentity: async (key) => then(await persons.findByIdentity(key)),
    },
  };
}

describe('recognising people', () => {
  const identity = { kind: 'slack', workspace: 'T1', user: 'UNEW' } as const;
  const meet = (facts: { name?: string; locale?: 'nl' | 'en' }) =>
    recognisePerson(town.deps, { identity, facts, vouchedBy: 'platform' });

  it('makes one person of an account met twice at once', async () => {
    const met = await Promise.all([meet({ name: 'Nieuw' }), meet({ name: 'Nieuw' }), meet({})]);
    expect(new Set(met.map(({ id }) => id)).size).toBe(1);
  });

  it('never erases a name or language by an event that lacks it', async () => {
    await meet({ name: 'Nieuw', locale: 'en' });
    expect(await meet({ name: '  ' })).toMatchObject({ name: 'Nieuw', locale: 'en' });
    expect(await meet({ name: 'Anders' })).toMatchObject({ name: 'Anders', locale: 'en' });
  });

  it('does not bring back somebody who is erased at that very moment', async () => {
    const known = await meet({ name: 'Nieuw' });
    const store = overtaken(() => erasePerson(town.deps, { actor: operatorActor, personId: known.id }));
    const met = await recognisePerson(
      { ...town.deps, store },
      { identity, facts: { name: 'Anders' }, vouchedBy: 'platform' },
    );
    expect(met.id).not.toBe(known.id);
    expect(await town.store.persons.find(known.id)).toBeUndefined();
  });
});

describe('linking accounts', () => {
  it('merges the person behind the other account; both awards stay, one holds the badge', async () => {
    await give(town.learner.id);
    await give(town.colleague.id);
    const [other] = town.colleague.identities;
    if (other === undefined) throw new Error('no identity');
    const link = () =>
      linkIdentity(town.deps, {
        actor: actor(town.learner),
        identity: other.identity,
        vouchedBy: 'confirmed',
      });
    const { person, merged } = await done(link());
    expect(merged).toBe(true);
    expect(person.identities).toHaveLength(2);
    expect((await town.store.persons.find(town.colleague.id))?.id).toBe(town.learner.id);
    expect(await town.store.awards.ofPerson(town.learner.id)).toHaveLength(2);
    expect((await done(link())).merged).toBe(false);
    const given = await town.store.awards.page({ awardedBy: town.awarder.id }, { limit: 10 });
    const [theirs] = town.awarder.identities;
    if (theirs === undefined) throw new Error('no identity');
    await done(
      linkIdentity(town.deps, {
        actor: actor(town.reviewer),
        identity: theirs.identity,
        vouchedBy: 'confirmed',
      }),
    );
    const mine = await town.store.awards.page({ awardedBy: town.reviewer.id }, { limit: 10 });
    expect(mine.items.map(({ id }) => id)).toEqual(given.items.map(({ id }) => id));
    const again = await awardBadge(town.deps, {
      actor: actor(town.reviewer),
      deliveryKey: 'again',
      badge: town.badge.slug,
      recipients: [town.learner.id],
    });
    expect(again).toMatchObject({ ok: true, refusals: [{ refusal: { code: 'already-held' } }] });
  });

  it('counts support from both accounts once, and none for oneself', async () => {
    const [keep, absorb] = [town.learner.id, town.colleague.id];
    const by = (...ids: string[]) => ids.map((personId) => ({ personId, at: town.deps.clock() }));
    const [others, own] = [
      buildNomination({ nomineeId: town.awarder.id, endorsements: by(absorb, town.reviewer.id, keep) }),
      buildNomination({ nomineeId: keep, endorsements: by(absorb, town.reviewer.id) }),
    ];
    for (const nomination of [others, own]) await town.store.nominations.insert(nomination);
    await done(mergePersons(town.deps, { actor: actor(town.learner), keep, absorb }));
    const supporters = async (id: string) =>
      (await town.store.nominations.find(id))?.endorsements.map(({ personId }) => personId);
    expect(await supporters(others.id)).toEqual([keep, town.reviewer.id]);
    expect(await supporters(own.id)).toEqual([town.reviewer.id]);
  });

  it('names a person by an account that they still have, where they had two in one workspace', () => {
    const account = (user: string, overrides = {}) =>
      buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user }, overrides);
    const gone = account('UOLD', { goneAt: town.deps.clock() });
    const person = buildPerson({ identities: [gone, account('UNOW')] });
    expect(personName(person, 'slack:T1').identity).toBe('slack:T1:UNOW');
    expect(personName({ ...person, identities: [gone] }, 'slack:T1').identity).toBe(gone.key);
  });

  const address = { kind: 'email', address: 'sam@school.example' } as const;
  const named = buildLinkedIdentity(address, { vouchedBy: 'catalogue' });
  const confirm = (store = town.store) =>
    linkIdentity(
      { ...town.deps, store },
      { actor: actor(town.learner), identity: address, vouchedBy: 'confirmed' },
    );
  const vouching = async () =>
    (await town.store.persons.find(town.learner.id))?.identities.flatMap(({ key, vouchedBy }) =>
      key === named.key ? [vouchedBy] : [],
    );

  it('makes an address that was named in advance the person’s own', async () => {
    await town.store.persons.save({ ...town.learner, identities: [...town.learner.identities, named] });
    expect((await done(confirm())).merged).toBe(false);
    expect(await vouching()).toEqual(['confirmed']);
  });

  it('makes it so as well where it was named for what seemed to be another person', async () => {
    await town.store.persons.insert(buildPerson({ identities: [named] }));
    expect((await done(confirm())).merged).toBe(true);
    expect(await vouching()).toEqual(['confirmed']);
  });

  it('keeps what else was changed at the same moment, and brings back nobody who was erased', async () => {
    const { id } = town.learner;
    const renamed = overtaken(() => changeOwnName(town.deps, { actor: actor(town.learner), name: 'Sam' }));
    expect((await done(confirm(renamed))).person.name).toBe('Sam');
    expect((await town.store.persons.find(id))?.name).toBe('Sam');
    await town.store.persons.save(town.learner);
    const erased = overtaken(() => erasePerson(town.deps, { actor: operatorActor, personId: id }));
    expect(await refusalCode(confirm(erased))).toBe('unknown-person');
    expect(await town.store.persons.find(id)).toBeUndefined();
  });

  it('merges with whom the account became meanwhile', async () => {
    const turnsUp = overtaken(() => recognisePerson(town.deps, { identity: address, vouchedBy: 'platform' }));
    expect((await done(confirm(turnsUp))).merged).toBe(true);
    expect((await town.store.persons.findByIdentity(named.key))?.id).toBe(town.learner.id);
  });

  it('is refused to who is not known', async () => {
    const nobody = { ...actor(town.learner), personId: 'niemand' };
    const identity = { kind: 'email', address: 'a@example.org' } as const;
    expect(
      await refusalCode(linkIdentity(town.deps, { actor: nobody, identity, vouchedBy: 'confirmed' })),
    ).toBe('unknown-person');
  });
});

describe('erasing and exporting', () => {
  it('leaves of an award its id, badge and standing, and nothing of the person', async () => {
    const { awards } = await give(town.learner.id);
    const awardId = awards[0]?.id ?? '';
    await town.store.evidence.insert(buildEvidence({ subject: { kind: 'award', id: awardId } }));
    const exported = await done(
      exportPerson(town.deps, { actor: actor(town.learner), personId: town.learner.id }),
    );
    expect(exported.record).toMatchObject({ awards: [{ id: awardId }], evidence: [{}] });
    await done(erasePerson(town.deps, { actor: actor(town.learner), personId: town.learner.id }));
    const left = await town.store.awards.find(awardId);
    expect(left).toMatchObject({ id: awardId, status: 'active' });
    expect(left).not.toHaveProperty('personId');
    expect(left).not.toHaveProperty('reason');
    expect(await town.store.persons.find(town.learner.id)).toBeUndefined();
    expect(await town.store.evidence.ofSubject({ kind: 'award', id: awardId })).toEqual([]);
    expect(
      await refusalCode(erasePerson(town.deps, { actor: operatorActor, personId: town.learner.id })),
    ).toBe('unknown-person');
  });

  it('takes away why an award was revoked', async () => {
    const { awards } = await give(town.learner.id);
    const awardId = awards[0]?.id ?? '';
    const reason = 'Sanne was er niet bij';
    await done(revokeAward(town.deps, { actor: actor(town.owner), awardId, reason }));
    await done(erasePerson(town.deps, { actor: actor(town.learner), personId: town.learner.id }));
    const left = await town.store.awards.find(awardId);
    expect(left?.status).toBe('revoked');
    expect(JSON.stringify(left)).not.toContain('Sanne');
  });

  it('leaves what an erased awarder confirmed as others’ evidence standing, in nobody’s name', async () => {
    const by = town.awarder.id;
    const confirmations = [
      { by, stands: true, revision: '1' },
      { by: town.reviewer.id, stands: false, revision: '2' },
    ];
    const piece = buildEvidence({ kind: 'message', confirmedBy: by, confirmations });
    await town.store.evidence.insert(piece);
    await done(erasePerson(town.deps, { actor: operatorActor, personId: by }));
    const left = await town.store.evidence.find(piece.id);
    expect(left && counts(left, true)).toBe(true);
    expect(JSON.stringify(left)).not.toContain(by);
  });

  it('takes what was said, sent and noted under an account that was merged, and what is said stays theirs', async () => {
    const [keep, absorb] = [town.learner.id, town.colleague.id];
    const said = buildEvidence({ authorId: absorb, authorName: 'Colleague Co' });
    await town.store.evidence.insert(said);
    await town.store.outbox.insert([buildOutboxMessage({ about: [absorb] })]);
    await done(mergePersons(town.deps, { actor: actor(town.learner), keep, absorb }));
    expect((await town.store.evidence.ofAuthor(keep)).map(({ id }) => id)).toEqual([said.id]);
    // As it was left by a merge before that moved it.
    await town.store.evidence.save(said);
    await done(erasePerson(town.deps, { actor: operatorActor, personId: keep }));
    expect(await town.store.evidence.find(said.id)).toBeUndefined();
    expect(await town.store.outbox.countByStatus()).toMatchObject({ waiting: 0 });
    expect(await town.store.persons.find(absorb)).toBeUndefined();
  });

  it('leaves a mark of each account that was merged too, since a backup from before knows it apart', async () => {
    const [keep, absorb] = [town.learner.id, town.colleague.id];
    await done(mergePersons(town.deps, { actor: actor(town.learner), keep, absorb }));
    const { marks } = await done(erasePerson(town.deps, { actor: operatorActor, personId: keep }));
    expect(marks).toEqual([erasureMark(keep), erasureMark(absorb)]);
    const { items } = await town.store.audit.page({ about: erasureMark(absorb) }, { limit: 9 });
    expect(items).toMatchObject([{ action: 'person-erased', about: marks }]);
  });

  it('exports what was shared, and never the link itself', async () => {
    const { id } = town.learner;
    const share = {
      token: 'the permission itself',
      personId: id,
      label: 'Sollicitatie',
      entries: [],
      withEvidence: false,
      createdAt: town.deps.clock(),
      views: 3,
    };
    await town.store.shares.insert(share);
    const { token, label, ...rest } = share;
    const sharesFor = async (who: Person) =>
      (await done(exportPerson(town.deps, { actor: actor(who), personId: id }))).record.shares;
    expect(await sharesFor(town.learner)).toEqual([{ ...rest, label }]);
    expect(await sharesFor(town.owner)).toEqual([rest]);
    expect(JSON.stringify(await sharesFor(town.learner))).not.toContain(token);
  });

  it('exports of a nomination what the person has to do with', async () => {
    const about = (overrides: object) =>
      buildNomination({
        nomineeId: town.colleague.id,
        nominatorId: town.awarder.id,
        reason: 'Sterk werk',
        decisionReason: 'Nog niet',
        endorsements: [town.learner, town.reviewer].map(({ id }) => ({
          personId: id,
          comment: `van ${id}`,
          at: town.deps.clock(),
        })),
        ...overrides,
      });
    const [own, others] = [about({ nomineeId: town.learner.id }), about({})];
    for (const nomination of [own, others]) await town.store.nominations.insert(nomination);
    const shown = buildEvidence({ subject: { kind: 'nomination', id: own.id } });
    await town.store.evidence.insert(shown);
    const { record } = await done(
      exportPerson(town.deps, { actor: actor(town.learner), personId: town.learner.id }),
    );
    expect(record.nominations.find(({ id }) => id === own.id)).toEqual(own);
    const told = record.nominations.find(({ id }) => id === others.id);
    expect(told?.endorsements).toEqual([others.endorsements[0]]);
    expect(told).not.toHaveProperty('reason');
    expect(told).not.toHaveProperty('decisionReason');
    expect(record.evidence.map(({ id }) => id)).toEqual([shown.id]);
  });

  it('is for the person, an owner and the operator alone', async () => {
    const personId = town.learner.id;
    expect(await refusalCode(erasePerson(town.deps, { actor: actor(town.awarder), personId }))).toBe(
      'not-yours',
    );
    expect(await refusalCode(exportPerson(town.deps, { actor: actor(town.awarder), personId }))).toBe(
      'not-yours',
    );
    await done(exportPerson(town.deps, { actor: actor(town.owner), personId }));
    await done(erasePerson(town.deps, { actor: actor(town.owner), personId }));
    expect(await town.store.persons.find(personId)).toBeUndefined();
    expect(await refusalCode(exportPerson(town.deps, { actor: operatorActor, personId: 'niemand' }))).toBe(
      'unknown-person',
    );
  });
});

describe('managing', () => {
  const { aliases: _, ...none } = { aliases: [] };
  const role = (overrides: object = {}) => ({
    actor: actor(town.owner),
    issuerSlug: town.issuer.slug,
    role: 'awarder' as const,
    grantee: 'slack:T1:UNEW',
    ...none,
    ...overrides,
  });

  it('grants and withdraws roles, twice is once, and an issuer keeps an owner', async () => {
    expect((await done(grantRole(town.deps, role()))).changed).toBe(true);
    expect((await done(grantRole(town.deps, role()))).changed).toBe(false);
    expect((await done(withdrawRole(town.deps, role()))).changed).toBe(true);
    expect((await done(withdrawRole(town.deps, role()))).changed).toBe(false);
    const [identity] = town.owner.identities;
    const last = role({ role: 'owner', grantee: identity?.key });
    expect(await refusalCode(withdrawRole(town.deps, last))).toBe('last-owner');
    expect(await refusalCode(grantRole(town.deps, role({ grantee: 'wie dan ook' })))).toBe('invalid');
    expect(await refusalCode(grantRole(town.deps, role({ issuerSlug: 'niets' })))).toBe('unknown-issuer');
    expect(await refusalCode(grantRole(town.deps, role({ actor: actor(town.awarder) })))).toBe('not-allowed');
  });

  it('makes, edits and retires badges by versions', async () => {
    const {
      id: _id,
      slug: _s,
      issuerId: _i,
      version: _v,
      status: _st,
      createdAt: _c,
      updatedAt: _u,
      ...content
    } = town.badge;
    const make = (overrides: object = {}) =>
      createBadge(town.deps, {
        actor: actor(town.owner),
        issuerSlug: town.issuer.slug,
        slug: 'nieuw',
        content,
        ...overrides,
      });
    expect((await done(make())).badge).toMatchObject({ slug: 'nieuw', version: 1 });
    expect(await refusalCode(make())).toBe('slug-taken');
    expect(await refusalCode(make({ slug: 'Niet Goed' }))).toBe('invalid');
    expect(await refusalCode(make({ slug: 'ander', content: { ...content, title: {} } }))).toBe('invalid');
    expect(await refusalCode(make({ slug: 'ander', actor: actor(town.awarder) }))).toBe('not-allowed');
    const edit = (basedOn: number) =>
      editBadge(town.deps, {
        actor: actor(town.owner),
        slug: 'nieuw',
        content: { ...content, title: { nl: 'Nieuwer' } },
        basedOn,
      });
    expect((await done(edit(1))).badge).toMatchObject({ version: 2, title: { nl: 'Nieuwer' } });
    expect(await refusalCode(edit(1))).toBe('changed-meanwhile');
    const retire = () => retireBadge(town.deps, { actor: actor(town.owner), slug: 'nieuw' });
    expect((await done(retire())).badge.status).toBe('retired');
    expect((await done(retire())).badge.version).toBe(3);
  });

  it('lets an issuer be made by the operator and changed by its owners', async () => {
    const issuer = { slug: 'vers', name: { nl: 'Vers' }, description: { nl: 'Nieuw' } };
    expect(await refusalCode(saveIssuer(town.deps, { actor: actor(town.owner), issuer }))).toBe(
      'not-allowed',
    );
    const made = await done(saveIssuer(town.deps, { actor: operatorActor, issuer }));
    const again = await done(saveIssuer(town.deps, { actor: operatorActor, issuer }));
    expect(again.issuer.id).toBe(made.issuer.id);
    const bad = { ...issuer, name: { nl: ' ' } };
    expect(await refusalCode(saveIssuer(town.deps, { actor: operatorActor, issuer: bad }))).toBe('invalid');
  });
});
