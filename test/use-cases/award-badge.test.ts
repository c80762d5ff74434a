import { beforeEach, describe, expect, it } from 'vitest';
import { awardBadge, mostRecipients, type AwardBadge } from '../../src/use-cases/award-badge.ts';
import {
  expireAward,
  reinstateAward,
  revokeAward,
  suspendAward,
} from '../../src/use-cases/change-award-standing.ts';
import { publishAward } from '../../src/use-cases/publish-award.ts';
import { showPassport } from '../../src/use-cases/show-passport.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { buildLinkedIdentity } from '../builders/build-person.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode, smallTown, workspace, type SmallTown } from './community.ts';

let town: SmallTown;
beforeEach(async () => {
  town = await smallTown();
});

const place = { workspace, conversation: 'C1' };
const award = (overrides: Partial<AwardBadge> = {}) =>
  awardBadge(town.deps, {
    actor: actor(town.awarder),
    deliveryKey: deterministicId(),
    badge: town.badge.slug,
    recipients: [town.learner.id],
    announceAt: { place, locale: 'nl' },
    ...overrides,
  });

async function outbox(): Promise<string[]> {
  const kinds: string[] = [];
  for (;;) {
    const now = town.deps.clock();
    const message = await town.store.outbox.claim(now, new Date(now.getTime() + 1e9));
    if (message === undefined) return kinds;
    kinds.push(message.notice.kind);
  }
}

describe('awarding a badge', () => {
  it('writes the award, what others hear of it and the audit entry together', async () => {
    const { awards } = await done(award({ reason: ' Sterk advies ' }));
    expect(awards).toMatchObject([
      { personId: town.learner.id, reason: 'Sterk advies', status: 'active', revision: 1 },
    ]);
    expect((await outbox()).toSorted()).toEqual(['award-announced', 'you-were-awarded']);
    const audit = await town.store.audit.page({ about: `award:${awards[0]?.id ?? ''}` }, { limit: 5 });
    expect(audit.items).toMatchObject([{ action: 'awarded', via: 'slack' }]);
  });

  it('tells the learner in chat of what was awarded in a course, where they have accounts in both', async () => {
    const course = buildLinkedIdentity({ kind: 'lti', platform: 'p1', subject: '7' });
    const { learner } = town;
    await town.store.persons.save({ ...learner, identities: [course, ...learner.identities] });
    const inCourse = { ...actor(town.awarder), workspace: 'lti:p1', via: 'lti' } as const;
    await done(
      awardBadge(town.deps, {
        actor: inCourse,
        deliveryKey: deterministicId(),
        badge: town.badge.slug,
        recipients: [learner.id],
        reason: 'Sterk advies',
      }),
    );
    const now = town.deps.clock();
    const told = await town.store.outbox.claim(now, new Date(now.getTime() + 1e9));
    expect(told).toMatchObject({
      notice: { kind: 'you-were-awarded' },
      destination: { identity: learner.identities[0]?.key },
    });
  });

  it('names who awards by the account that they act with', async () => {
    const account = 'slack:T1:U9';
    await done(award({ actor: { ...actor(town.awarder), name: 'Begeleider Bo', account } }));
    const now = town.deps.clock();
    const announcement = await town.store.outbox.claim(now, new Date(now.getTime() + 1e9));
    expect(announcement?.notice).toMatchObject({
      kind: 'award-announced',
      by: { personId: town.awarder.id, name: 'Begeleider Bo', identity: account },
    });
  });

  it('does the same command once, and gives the first outcome again', async () => {
    const first = await done(award({ deliveryKey: 'same' }));
    const second = await done(award({ deliveryKey: 'same' }));
    expect(second.repeated).toBe(true);
    expect(second.awards.map(({ id }) => id)).toEqual(first.awards.map(({ id }) => id));
    expect(await outbox()).toHaveLength(2);
  });

  it('gives each of several people their own, and says by name who holds it already', async () => {
    await done(award());
    const { awards, refusals } = await done(award({ recipients: [town.learner.id, town.colleague.id] }));
    expect(awards.map(({ personId }) => personId)).toEqual([town.colleague.id]);
    expect(refusals).toMatchObject([{ personId: town.learner.id, refusal: { code: 'already-held' } }]);
  });

  it('keeps the badge as it was at the moment of the award', async () => {
    const { awards } = await done(award());
    await town.store.badges.saveVersion({ ...town.badge, version: 2, title: { nl: 'Anders' } }, 1);
    const kept = await town.store.awards.find(awards[0]?.id ?? '');
    expect(kept?.badge).toMatchObject({ version: 1, title: town.badge.title });
  });

  it('can be given again after it expired, and after it was revoked', async () => {
    const yearly = await town.addBadge({ validFor: 'P1Y' });
    const first = await done(award({ badge: yearly.slug }));
    town.pass(366);
    const second = await done(award({ badge: yearly.slug }));
    expect(second.awards).toHaveLength(1);
    await done(
      revokeAward(town.deps, {
        actor: actor(town.owner),
        awardId: second.awards[0]?.id ?? '',
        reason: 'Vergissing',
      }),
    );
    expect((await done(award({ badge: yearly.slug }))).awards).toHaveLength(1);
    expect(await town.store.awards.find(first.awards[0]?.id ?? '')).toBeDefined();
  });

  it.each([
    ['unknown-badge', { badge: 'bestaat-niet' }],
    ['no-recipients', { recipients: [] }],
    ['too-many-recipients', { recipients: Array.from({ length: mostRecipients + 1 }, (_, at) => `p${at}`) }],
    ['invalid', { reason: 'x'.repeat(2001) }],
  ] as const)('is refused with %s', async (code, overrides) => {
    expect(await refusalCode(award(overrides))).toBe(code);
    expect(await outbox()).toEqual([]);
  });

  it('is refused to who has no role, is a guest, or is of another organisation', async () => {
    expect(await refusalCode(award({ actor: actor(town.colleague) }))).toBe('not-allowed');
    expect(await refusalCode(award({ actor: actor(town.reviewer) }))).toBe('not-allowed');
    expect(await refusalCode(award({ actor: actor(town.colleague, { standing: 'guest' }) }))).toBe('guest');
    expect(await refusalCode(award({ actor: actor(town.colleague, { standing: 'outsider' }) }))).toBe(
      'outsider',
    );
  });

  it('gives guests and outsiders no part in what everyone of a workspace may do', async () => {
    await town.store.roles.insert(
      buildRoleGrant({
        issuerId: town.issuer.id,
        grantee: { kind: 'workspace', workspace, among: 'everyone' },
      }),
    );
    await done(award({ actor: actor(town.colleague) }));
    expect(await refusalCode(award({ actor: actor(town.colleague, { standing: 'guest' }) }))).toBe('guest');
    const elsewhere = actor(town.colleague, { workspace: 'slack:T2' });
    expect(await refusalCode(award({ actor: elsewhere }))).toBe('not-allowed');
  });

  it('refuses an award to oneself, of a retired badge, of one that needs review, or without its evidence', async () => {
    const own = await done(award({ recipients: [town.awarder.id] }));
    expect(own.refusals).toMatchObject([{ refusal: { code: 'own-award' } }]);
    const retired = await town.addBadge({ status: 'retired' });
    expect(await refusalCode(award({ badge: retired.slug }))).toBe('badge-retired');
    const reviewed = await town.addBadge({ award: 'review' });
    expect(await refusalCode(award({ badge: reviewed.slug }))).toBe('review-required');
    const shown = await town.addBadge({ evidence: 'required' });
    const { announceAt: _, ...quiet } = {
      actor: actor(town.awarder),
      deliveryKey: 'quiet',
      badge: shown.slug,
      recipients: [town.learner.id],
      announceAt: undefined,
    };
    expect(await refusalCode(awardBadge(town.deps, quiet))).toBe('evidence-required');
  });
});

describe('the standing of an award', () => {
  const given = async () => (await done(award())).awards[0]?.id ?? '';
  const change = (awardId: string, reason = 'Onderzoek') => ({ actor: actor(town.owner), awardId, reason });

  it('is suspended, reinstated, ended and revoked, and each says so', async () => {
    const id = await given();
    expect((await done(suspendAward(town.deps, change(id)))).award.status).toBe('suspended');
    expect(await refusalCode(suspendAward(town.deps, change(id)))).toBe('award-not-active');
    expect((await done(reinstateAward(town.deps, change(id)))).award.status).toBe('active');
    expect(await refusalCode(reinstateAward(town.deps, change(id)))).toBe('award-not-suspended');
    expect((await done(expireAward(town.deps, change(id)))).award.validUntil).toEqual(town.deps.clock());
    expect(await refusalCode(expireAward(town.deps, change(id)))).toBe('award-not-active');
    expect((await done(revokeAward(town.deps, change(id)))).award.revision).toBe(5);
    expect(await refusalCode(revokeAward(town.deps, change(id)))).toBe('award-revoked');
    expect(await refusalCode(expireAward(town.deps, change(id)))).toBe('award-revoked');
  });

  it('needs a reason, a known award and the right to change it', async () => {
    const id = await given();
    expect(await refusalCode(revokeAward(town.deps, change(id, '  ')))).toBe('reason-required');
    expect(await refusalCode(revokeAward(town.deps, change('nowhere')))).toBe('unknown-award');
    const other = { ...change(id), actor: actor(town.colleague) };
    expect(await refusalCode(revokeAward(town.deps, other))).toBe('not-allowed');
    await done(revokeAward(town.deps, { ...change(id), actor: actor(town.awarder) }));
  });

  it('shows in the passport, where what was revoked is left out', async () => {
    const id = await given();
    const passport = () => done(showPassport(town.deps, { personId: town.learner.id }));
    expect((await passport()).passport).toMatchObject({ awards: [{ id }], skills: [{ awarded: 1 }] });
    await done(suspendAward(town.deps, change(id)));
    expect((await passport()).passport).toMatchObject({ awards: [{ id }], skills: [] });
    await done(revokeAward(town.deps, change(id)));
    expect((await passport()).passport.awards).toEqual([]);
  });

  it('is published by the learner alone', async () => {
    const id = await given();
    const wish = { awardId: id, visibility: 'public' as const, evidencePublic: true };
    expect(await refusalCode(publishAward(town.deps, { ...wish, actor: actor(town.owner) }))).toBe(
      'not-yours',
    );
    expect(
      await refusalCode(publishAward(town.deps, { ...wish, awardId: 'x', actor: actor(town.learner) })),
    ).toBe('unknown-award');
    const { award: shown } = await done(publishAward(town.deps, { ...wish, actor: actor(town.learner) }));
    expect(shown).toMatchObject({ visibility: 'public', evidencePublic: true, revision: 2 });
  });
});
