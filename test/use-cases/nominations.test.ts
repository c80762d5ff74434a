import { beforeEach, describe, expect, it } from 'vitest';
import { acceptNomination } from '../../src/use-cases/accept-nomination.ts';
import { addEvidence } from '../../src/use-cases/add-evidence.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { changeEvidence } from '../../src/use-cases/change-evidence.ts';
import { declineNomination, withdrawNomination } from '../../src/use-cases/decline-nomination.ts';
import { endorseNomination } from '../../src/use-cases/endorse-nomination.ts';
import { nominate, type Nominate } from '../../src/use-cases/nominate.ts';
import { confirmEvidence, withdrawEvidence } from '../../src/use-cases/withdraw-evidence.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode, smallTown, workspace, type SmallTown } from './community.ts';

let town: SmallTown;
beforeEach(async () => {
  town = await smallTown();
});

const thread = { workspace, conversation: 'C1', thread: '1.1' };
const propose = (overrides: Partial<Nominate> = {}) =>
  nominate(town.deps, {
    actor: actor(town.colleague),
    deliveryKey: deterministicId(),
    badge: town.badge.slug,
    nominee: town.learner.id,
    reason: 'Zij adviseerde drie bedrijven',
    announceAt: { place: thread, locale: 'nl' },
    ...overrides,
  });
const proposed = async () => (await done(propose())).nomination.id;
const piece = (sourceKey: string, revision = '1.0') => ({
  sourceKey,
  kind: 'message' as const,
  text: 'Ik zag het haar doen',
  files: [],
  authorId: town.colleague.id,
  saidAt: testMoment,
  revision,
});

describe('a nomination', () => {
  it('is made once per delivery, and one at a time per person and badge', async () => {
    const first = await done(propose({ deliveryKey: 'same' }));
    const again = await done(propose({ deliveryKey: 'same' }));
    expect(again).toMatchObject({ repeated: true, nomination: { id: first.nomination.id } });
    expect(await refusalCode(propose())).toBe('already-nominated');
  });

  it('is refused where the badge does not allow it, for nobody, and for who holds it', async () => {
    const closed = await town.addBadge({ whoMayNominate: 'nobody' });
    expect(await refusalCode(propose({ badge: closed.slug }))).toBe('not-nominatable');
    const members = await town.addBadge({ whoMayNominate: 'members' });
    const guest = actor(town.colleague, { standing: 'guest' });
    expect(await refusalCode(propose({ badge: members.slug, actor: guest }))).toBe('guest');
    expect(await refusalCode(propose({ badge: 'niets' }))).toBe('unknown-badge');
    expect(await refusalCode(propose({ nominee: 'niemand' }))).toBe('recipient-erased');
    expect(await refusalCode(propose({ reason: 'x'.repeat(2001) }))).toBe('invalid');
    await done(
      awardBadge(town.deps, {
        actor: actor(town.awarder),
        deliveryKey: 'held',
        badge: town.badge.slug,
        recipients: [town.learner.id],
      }),
    );
    expect(await refusalCode(propose())).toBe('already-held');
  });

  it('gathers the support of others, once each, and not of those whom it is about', async () => {
    const nominationId = await proposed();
    const support = (person: typeof town.owner) =>
      endorseNomination(town.deps, { actor: actor(person), nominationId, comment: 'Eens' });
    await Promise.all([support(town.owner), support(town.reviewer)]);
    expect((await town.store.nominations.find(nominationId))?.endorsements).toHaveLength(2);
    expect(await refusalCode(support(town.owner))).toBe('already-endorsed');
    expect(await refusalCode(support(town.colleague))).toBe('own-nomination');
    expect(await refusalCode(support(town.learner))).toBe('own-nomination');
    expect(
      await refusalCode(endorseNomination(town.deps, { actor: actor(town.owner), nominationId: 'x' })),
    ).toBe('unknown-nomination');
  });

  it('becomes an award with its evidence when a reviewer accepts, once', async () => {
    const nominationId = await proposed();
    await addEvidence(town.deps, { to: { thread }, piece: piece('slack:T1|C1|2.2') });
    const accept = () => acceptNomination(town.deps, { actor: actor(town.reviewer), nominationId });
    const { nomination } = await done(accept());
    const award = await town.store.awards.find(nomination.awardId ?? '');
    expect(award).toMatchObject({ personId: town.learner.id, nominationId, awardedBy: town.reviewer.id });
    expect(await town.store.evidence.ofSubject({ kind: 'award', id: award?.id ?? '' })).toHaveLength(1);
    expect(await refusalCode(accept())).toBe('nomination-closed');
  });

  it('is decided by reviewers and owners alone, never about themselves, and declined with a reason', async () => {
    const nominationId = await proposed();
    const decline = (person: typeof town.owner, reason: string) =>
      declineNomination(town.deps, { actor: actor(person), nominationId, reason });
    expect(await refusalCode(decline(town.awarder, 'Nee'))).toBe('not-allowed');
    expect(await refusalCode(decline(town.reviewer, ' '))).toBe('reason-required');
    expect(await refusalCode(decline(town.reviewer, 'x'.repeat(2001)))).toBe('invalid');
    const own = (await done(propose({ nominee: town.reviewer.id }))).nomination.id;
    expect(
      await refusalCode(acceptNomination(town.deps, { actor: actor(town.reviewer), nominationId: own })),
    ).toBe('own-award');
    expect((await done(decline(town.reviewer, 'Nog niet genoeg'))).nomination.status).toBe('declined');
  });

  it('needs evidence where the badge does', async () => {
    const strict = await town.addBadge({ evidence: 'required', confirmEvidence: true });
    const nomination = buildNomination({
      badgeId: strict.id,
      issuerId: town.issuer.id,
      nomineeId: town.learner.id,
      nominatorId: town.colleague.id,
    });
    await town.store.nominations.insert(nomination);
    const accept = () =>
      acceptNomination(town.deps, { actor: actor(town.reviewer), nominationId: nomination.id });
    expect(await refusalCode(accept())).toBe('evidence-required');
    await addEvidence(town.deps, {
      to: { subject: { kind: 'nomination', id: nomination.id } },
      piece: piece('slack:T1|C1|3.3'),
    });
    expect(await refusalCode(accept())).toBe('evidence-required');
    const [said] = await town.store.evidence.ofSubject({ kind: 'nomination', id: nomination.id });
    const mark = (person: typeof town.owner, stands: boolean, revision: string) =>
      confirmEvidence(town.deps, { actor: actor(person), evidenceId: said?.id ?? '', stands, revision });
    expect(await refusalCode(mark(town.colleague, true, '1.1'))).toBe('not-allowed');
    await done(mark(town.owner, true, '1.2'));
    await done(mark(town.reviewer, true, '1.3'));
    // One takes the mark back, the other's stands; then the other does, and the first mark comes once more, late.
    await done(mark(town.owner, false, '1.4'));
    const confirmedBy = async () => (await town.store.evidence.find(said?.id ?? ''))?.confirmedBy;
    expect(await confirmedBy()).toBe(town.reviewer.id);
    await done(mark(town.reviewer, false, '1.6'));
    await done(mark(town.reviewer, true, '1.5'));
    await done(mark(town.owner, true, '1.2'));
    expect(await confirmedBy()).toBeUndefined();
    expect(await refusalCode(accept())).toBe('evidence-required');
    await done(mark(town.reviewer, true, '1.7'));
    await done(accept());
  });

  it('is taken back by who made it or whom it is about', async () => {
    const nominationId = await proposed();
    const takeBack = (person: typeof town.owner) =>
      withdrawNomination(town.deps, { actor: actor(person), nominationId });
    expect(await refusalCode(takeBack(town.owner))).toBe('not-yours');
    await done(takeBack(town.learner));
    expect(await refusalCode(takeBack(town.colleague))).toBe('nomination-closed');
  });
});

describe('evidence', () => {
  const source = 'slack:T1|C1|4.4';
  const current = async (id: string) => {
    const [first] = await town.store.evidence.ofSubject({ kind: 'nomination', id });
    return first;
  };

  it('is kept once, follows its source, ignores what comes late, and forgets what was deleted', async () => {
    const id = await proposed();
    await addEvidence(town.deps, { to: { thread }, piece: piece(source) });
    await addEvidence(town.deps, { to: { thread }, piece: piece(source) });
    expect(await town.store.evidence.findBySource(source)).toHaveLength(1);
    const edit = (revision: string, text: string) =>
      changeEvidence(town.deps, { sourceKey: source, revision, now: { text, files: [] } });
    expect(await edit('3.0', 'nieuwer')).toBe(1);
    expect(await edit('2.0', 'ouder')).toBe(0);
    expect((await current(id))?.text).toBe('nieuwer');
    expect(await changeEvidence(town.deps, { sourceKey: source, revision: '4.0' })).toBe(1);
    expect(await current(id)).not.toHaveProperty('text');
    expect(await edit('3.5', 'te laat')).toBe(0);
  });

  it('is not gathered from a thread that nobody watches', async () => {
    const elsewhere = { ...thread, thread: '9.9' };
    expect(await addEvidence(town.deps, { to: { thread: elsewhere }, piece: piece(source) })).toEqual([]);
  });

  it('is taken away by its author, the learner or an owner', async () => {
    const id = await proposed();
    await addEvidence(town.deps, { to: { thread }, piece: piece(source) });
    const evidenceId = (await current(id))?.id ?? '';
    const take = (person: typeof town.owner) =>
      withdrawEvidence(town.deps, { actor: actor(person), evidenceId });
    expect(await refusalCode(take(town.awarder))).toBe('not-yours');
    await done(take(town.learner));
    expect(await current(id)).toMatchObject({ withdrawnAt: testMoment });
    expect(
      await refusalCode(withdrawEvidence(town.deps, { actor: actor(town.owner), evidenceId: 'x' })),
    ).toBe('unknown-evidence');
    const mark = { actor: actor(town.owner), evidenceId, stands: true, revision: '1.1' };
    expect(await refusalCode(confirmEvidence(town.deps, mark))).toBe('unknown-evidence');
  });
});
