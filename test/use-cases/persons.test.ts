import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { createBadge } from '../../src/use-cases/create-badge.ts';
import { editBadge, retireBadge } from '../../src/use-cases/edit-badge.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { exportPerson } from '../../src/use-cases/export-person.ts';
import { grantRole, withdrawRole } from '../../src/use-cases/grant-role.ts';
import { linkIdentity } from '../../src/use-cases/link-identity.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { saveIssuer } from '../../src/use-cases/save-issuer.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
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
