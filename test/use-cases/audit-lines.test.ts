import { describe, expect, it } from 'vitest';
import { auditLines } from '../../src/use-cases/audit-lines.ts';
import { endorseAward } from '../../src/use-cases/endorse.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { showAudit } from '../../src/use-cases/look-after.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge, buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { actor, done, smallTown, type SmallTown } from './community.ts';

async function person(town: SmallTown, name?: string) {
  const { name: _, ...nameless } = buildPerson({ identities: [] });
  const made = name === undefined ? nameless : { ...nameless, name };
  await town.store.persons.insert(made);
  return made;
}

/** What the reader is told of one entry. */
async function line(town: SmallTown, overrides: Parameters<typeof buildAuditEntry>[0]) {
  const [told] = await auditLines(town.store, [buildAuditEntry({ issuerId: town.issuer.id, ...overrides })]);
  if (told === undefined) throw new Error('no line');
  return told;
}

describe('an entry of the audit, for who reads it', () => {
  it('names people, also without a name, merged, erased and unknown ones, and the operator', async () => {
    const town = await smallTown();
    const [sam, same, nameless, gone] = [
      await person(town, 'Sam'),
      await person(town, 'Samuel'),
      await person(town),
      await person(town, 'Weg'),
    ];
    await done(mergePersons(town.deps, { actor: operatorActor, keep: sam.id, absorb: same.id }));
    await done(erasePerson(town.deps, { actor: operatorActor, personId: gone.id }));
    const by = async (who: string) => (await line(town, { by: who })).by;
    expect(await by(`person:${sam.id}`)).toEqual({ kind: 'person', name: 'Sam' });
    expect(await by(`person:${same.id}`)).toEqual({ kind: 'person', name: 'Sam' });
    expect(await by(`person:${nameless.id}`)).toEqual({ kind: 'person' });
    const mail = buildLinkedIdentity({ kind: 'email', address: 'sam@school.example' });
    const left = buildLinkedIdentity(
      { kind: 'slack', workspace: 'T0', user: 'UOLD' },
      { goneAt: town.deps.clock() },
    );
    const account = buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'UNEW' });
    await town.store.persons.save({ ...nameless, identities: [left, mail] });
    expect(await by(`person:${nameless.id}`)).toEqual({ kind: 'person', account: mail.key });
    await town.store.persons.save({ ...nameless, identities: [left, mail, account] });
    expect(await by(`person:${nameless.id}`)).toEqual({ kind: 'person', account: 'slack:T1:UNEW' });
    expect(await by(`person:${gone.id}`)).toEqual({ kind: 'gone' });
    expect(await by('person:erased')).toEqual({ kind: 'gone' });
    expect(await by('operator')).toEqual({ kind: 'operator' });
  });

  it('names the badge and whom it is for, and says no person twice', async () => {
    const town = await smallTown();
    const sam = await person(town, 'Sam');
    const title = { nl: 'Lassen' };
    const ours = { issuerId: town.issuer.id, badge: buildBadgeSnapshot({ title }) };
    const award = buildAward({ ...ours, personId: sam.id });
    const { personId: _, ...cleared } = buildAward(ours);
    const nomination = buildNomination({ nomineeId: sam.id, badge: buildBadgeSnapshot({ title }) });
    const badge = buildBadge({ slug: 'lassen', title });
    await town.store.awards.insert([{ award }, { award: cleared }]);
    await town.store.nominations.insert(nomination);
    await town.store.badges.insert(badge);
    const about = async (...refs: string[]) => (await line(town, { about: refs })).about;
    const named = { kind: 'person', name: 'Sam' } as const;
    expect(await about(`award:${award.id}`, `person:${sam.id}`)).toEqual([
      { kind: 'award', title, person: named },
    ]);
    expect(await about(`award:${cleared.id}`)).toEqual([{ kind: 'award', title, person: { kind: 'gone' } }]);
    expect(await about(`nomination:${nomination.id}`)).toEqual([
      { kind: 'nomination', title, person: named },
    ]);
    expect(await about(`badge:${badge.id}`)).toEqual([{ kind: 'badge', slug: 'lassen', title }]);
    expect(await about(`person:${sam.id}`)).toEqual([named]);
    expect(await about('evidence:1', 'award:gone')).toEqual([
      { kind: 'other', what: 'evidence' },
      { kind: 'other', what: 'award' },
    ]);
  });

  it('does not say whose the award of another issuer is, that they endorsed by its link', async () => {
    const town = await smallTown();
    const sam = await person(town, 'Sam');
    const award = buildAward({
      personId: sam.id,
      badge: buildBadgeSnapshot({ slug: 'lassen', title: { nl: 'Lassen' } }),
    });
    await town.store.awards.insert([{ award }]);
    await done(
      endorseAward(town.deps, {
        actor: actor(town.owner),
        issuerSlug: town.issuer.slug,
        awardId: award.id,
        comment: 'Goed',
      }),
    );
    const audit = await done(showAudit(town.deps, { actor: actor(town.owner) }));
    const [endorsed] = audit.entries.items;
    expect(endorsed?.about).toEqual([
      { kind: 'other', what: 'endorsement' },
      { kind: 'badge', slug: 'lassen', title: { nl: 'Lassen' } },
    ]);
    expect(JSON.stringify(audit)).not.toContain('Sam');
  });

  it('says of what learners do with their own badges that it happened, and not who it was', async () => {
    const town = await smallTown();
    const sam = await person(town, 'Sam');
    const badge = buildBadgeSnapshot({ slug: 'lassen', title: { nl: 'Lassen' } });
    const award = buildAward({ personId: sam.id, badge });
    await town.store.awards.insert([{ award }]);
    for (const action of ['award-visibility-changed', 'award-taken-to-wallet'] as const) {
      const told = await line(town, {
        action,
        by: `person:${sam.id}`,
        issuerId: award.issuerId,
        about: [`award:${award.id}`, `person:${sam.id}`],
      });
      expect(told.by).toEqual({ kind: 'holder' });
      expect(told.about).toEqual([{ kind: 'badge', slug: 'lassen', title: { nl: 'Lassen' } }]);
    }
  });

  it('names a workspace by its name, where it has one', async () => {
    const town = await smallTown();
    await town.store.workspaces.save({ key: 'slack:T7', name: 'School', connectedAt: town.deps.clock() });
    const { about } = await line(town, { about: ['everyone:slack:T7', 'teachers:lti:P1'] });
    expect(about).toEqual([
      { kind: 'group', among: 'everyone', workspace: 'School' },
      { kind: 'group', among: 'teachers', workspace: 'lti:P1' },
    ]);
  });

  it('shows three of the hundreds that an award to a class is about', async () => {
    const town = await smallTown();
    const refs = Array.from({ length: 200 }, (_, at) => [`award:${at}`, `person:${at}`]).flat();
    const { about, more } = await line(town, { about: refs });
    expect([about.length, more]).toEqual([3, 197]);
  });
});
