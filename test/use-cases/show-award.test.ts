import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { showAward, type ShownAward } from '../../src/use-cases/show-award.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import {
  awardDeps,
  awarder,
  learner,
  now,
  storedAward,
  storedMilestone,
  type AwardDeps,
} from './award-deps.ts';

let deps: AwardDeps;
beforeEach(async () => {
  deps = await awardDeps();
});

async function shown(awardId: string, viewer?: string): Promise<ShownAward> {
  const outcome = await showAward(deps, { awardId, ...(viewer === undefined ? {} : { viewer }) });
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.award;
}

describe('showAward', () => {
  it('refuses what is no award: unknown-award', async () => {
    expect(await showAward(deps, { awardId: 'nothing' })).toEqual({
      ok: false,
      refusal: { code: 'unknown-award' },
    });
  });

  it('holds nothing of the learner until they publish it', async () => {
    const { id } = await storedAward(deps.store, {
      status: 'revoked',
      statusChangedAt: now,
      statusReason: 'Sam was er niet bij.',
    });
    const award = await shown(id);
    expect(award).toMatchObject({ holder: 'private', published: false, evidence: [], standing: 'revoked' });
    const all = JSON.stringify(award);
    for (const theirs of ['Student Sam', 'Begeleider Bo', 'Sterk advies', 'Sam was er', 'Het rapport'])
      expect(all).not.toContain(theirs);
    expect(all).not.toContain(learner.id);
    expect(all).not.toContain(awarder.id);
  });

  it('shows names and reason once published, and the evidence only by a choice of its own', async () => {
    const { id } = await storedAward(deps.store, { visibility: 'public' });
    expect(await shown(id)).toMatchObject({
      holder: 'named',
      holderName: 'Student Sam',
      awarderName: 'Begeleider Bo',
      reason: 'Sterk advies',
      evidence: [],
      evidencePublic: false,
    });
    const open = await storedAward(deps.store, {
      visibility: 'public',
      evidencePublic: true,
      statusList: { list: 'werkplaats-2026-3', index: 18 },
    });
    const award = await shown(open.id);
    expect(award.evidence.map(({ text, by }) => ({ text, by }))).toEqual([
      { text: 'Het rapport', by: 'holder' },
    ]);
  });

  it('shows evidence of others without their name', async () => {
    const { id } = await storedAward(deps.store, { visibility: 'public', evidencePublic: true });
    const subject = { kind: 'award', id } as const;
    await deps.store.evidence.insert(
      buildEvidence({ subject, text: 'Ik zag het', authorId: 'a-colleague', authorName: 'Collega Chris' }),
    );
    await deps.store.evidence.insert(buildEvidence({ subject, text: 'Mooi', authorId: awarder.id }));
    const award = await shown(id);
    expect(award.evidence.map(({ text, by }) => `${text} ${by}`).toSorted()).toEqual([
      'Het rapport holder',
      'Ik zag het other',
      'Mooi awarder',
    ]);
    expect(JSON.stringify(award)).not.toContain('Collega Chris');
  });

  it('leaves out replies that nobody confirmed, where the badge asks for that', async () => {
    const plain = await storedAward(deps.store, { visibility: 'public', evidencePublic: true });
    const strict = await storedAward(deps.store, {
      visibility: 'public',
      evidencePublic: true,
      badge: { ...plain.badge, confirmEvidence: true },
      statusList: { list: 'werkplaats-2026-3', index: 18 },
    });
    expect((await shown(plain.id)).evidence).toHaveLength(1);
    expect((await shown(strict.id)).evidence).toHaveLength(0);
  });

  it('shows all of a private award to its own learner, and to no other', async () => {
    const { id } = await storedAward(deps.store);
    expect(await shown(id, learner.id)).toMatchObject({
      holder: 'named',
      holderName: 'Student Sam',
      published: false,
    });
    expect((await shown(id, learner.id)).evidence).toHaveLength(1);
    expect(await shown(id, awarder.id)).toMatchObject({ holder: 'private', evidence: [] });
  });

  it('tells since when it is expired, suspended or revoked, and why', async () => {
    const since = new Date('2026-11-20T08:00:00Z');
    const changed = { visibility: 'public', statusChangedAt: since, statusReason: 'Klacht' } as const;
    const at = (index: number) => ({ statusList: { list: 'werkplaats-2026-3', index } });
    const suspended = await storedAward(deps.store, { ...changed, ...at(1), status: 'suspended' });
    const revoked = await storedAward(deps.store, { ...changed, ...at(2), status: 'revoked' });
    const expired = await storedAward(deps.store, { ...at(3), visibility: 'public', validUntil: since });
    const valid = await storedAward(deps.store, { ...changed, ...at(4), status: 'active' });
    const facts = { standingSince: since, standingReason: 'Klacht' };
    expect(await shown(suspended.id)).toMatchObject({ standing: 'suspended', ...facts });
    expect(await shown(revoked.id)).toMatchObject({ standing: 'revoked', ...facts });
    expect(await shown(expired.id)).toMatchObject({ standing: 'expired', standingSince: since });
    const reinstated = await shown(valid.id);
    expect(reinstated.standing).toBe('valid');
    expect(reinstated.standingReason).toBeUndefined();
  });

  it('says that the holder was erased, and still how the award stands', async () => {
    const { id } = await storedAward(deps.store, { visibility: 'public', evidencePublic: true });
    const erased = await erasePerson(
      { ...deps, ids: { id: () => 'audit-1', token: () => '', below: () => 0 } },
      { actor: operatorActor, personId: learner.id },
    );
    expect(erased.ok).toBe(true);
    const award = await shown(id);
    expect(award).toMatchObject({ holder: 'erased', standing: 'valid', evidence: [], published: false });
    expect(JSON.stringify(award)).not.toContain('Student Sam');
  });

  it('shows of a milestone the parts: to its learner all, to others what was published, before that none', async () => {
    const hidden = await storedMilestone(deps.store);
    expect(await shown(hidden.milestone.id)).toMatchObject({ byItself: true, madeOf: [] });
    const own = await shown(hidden.milestone.id, learner.id);
    expect(own.madeOf.map(({ id }) => id)).toEqual([hidden.open.id, hidden.secret.id]);
    await deps.store.awards.save({ ...hidden.milestone, visibility: 'public', revision: 2 }, 1);
    const others = await shown(hidden.milestone.id, 'somebody');
    expect(others).toMatchObject({ byItself: true, madeOf: [{ id: hidden.open.id, standing: 'valid' }] });
    expect(others.awarderName).toBeUndefined();
    expect(JSON.stringify(others)).not.toContain(hidden.secret.id);
  });

  it('tells of a part that was revoked since', async () => {
    const { milestone, secret } = await storedMilestone(deps.store);
    await deps.store.awards.save({ ...secret, status: 'revoked', revision: 2 }, 1);
    const own = await shown(milestone.id, learner.id);
    expect(own).toMatchObject({
      standing: 'valid',
      madeOf: [{ standing: 'valid' }, { standing: 'revoked' }],
    });
  });
});
