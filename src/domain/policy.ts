import { isOperator, type Actor } from './actor.ts';
import { standingOf, type Award } from './award.ts';
import type { Badge } from './badge.ts';
import type { Issuer, IssuerId } from './issuer.ts';
import type { Nomination } from './nomination.ts';
import type { PersonId } from './person.ts';
import type { Refusal } from './refusal.ts';
import type { Role, RoleGrant } from './role.ts';

/**
 * The one place that says who may do what. Each function answers with the refusal, or with undefined
 * when it is allowed. `held` are the roles that the actor has for the issuer at hand.
 */
export type HeldRoles = ReadonlySet<Role>;

const badgeName = (badge: Pick<Badge, 'slug' | 'title'>) => ({ slug: badge.slug, title: badge.title });

/** Owners manage an issuer: its badges, its roles, its awards' standing. */
export function mayManage(actor: Actor, issuer: Pick<Issuer, 'name'>, held: HeldRoles): Refusal | undefined {
  if (isOperator(actor) || held.has('owner')) return undefined;
  return { code: 'not-allowed', need: 'owner', issuerName: issuer.name, mayNominate: false };
}

/**
 * A retired badge is given and proposed no longer; one that comes by itself never is, by whomever. Its parts are named by
 * their slugs alone.
 */
export function mayBeGiven(badge: Badge): Refusal | undefined {
  if (badge.status === 'retired') return { code: 'badge-retired', badge: badgeName(badge) };
  if (badge.award !== 'automatic') return undefined;
  const parts = badge.parts.map((slug) => ({ slug, title: {} }));
  return { code: 'comes-by-itself', badge: badgeName(badge), parts };
}

/**
 * Whether somebody with these awards has earned a milestone now that comes by itself: of each part the newest award that
 * stands, in the order of the parts. Undefined when a part is lacking or does not stand, when they hold the milestone,
 * or when nobody can be given it. What was taken back or ran out is earned again only by a part that was earned since.
 */
export function earnsMilestone(
  milestone: Badge,
  awards: readonly Award[],
  now: Date,
): readonly Award[] | undefined {
  if (milestone.award !== 'automatic' || milestone.status !== 'active') return undefined;
  const slugs = [...new Set(milestone.parts)];
  if (slugs.length < 2) return undefined;
  const before = awards.filter(({ badgeId }) => badgeId === milestone.id);
  if (before.some((award) => ['valid', 'suspended'].includes(standingOf(award, now)))) return undefined;
  const newestFirst = awards.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime());
  const parts = slugs.flatMap(
    (slug) =>
      newestFirst.find((award) => award.badge.slug === slug && standingOf(award, now) === 'valid') ?? [],
  );
  if (parts.length < slugs.length) return undefined;
  const ended = before.map(({ status, statusChangedAt, awardedAt }) =>
    status === 'revoked' && statusChangedAt !== undefined ? statusChangedAt : awardedAt,
  );
  const anew = parts.some(({ awardedAt }) => ended.every((end) => awardedAt > end));
  return anew ? parts : undefined;
}

/**
 * Awarders and owners award directly, where the badge allows it. People of another organisation,
 * guests and bots do so only with a role of their own: `held` must then hold no role that everybody
 * of the workspace has.
 */
export function mayAward(
  actor: Actor,
  badge: Badge,
  issuer: Pick<Issuer, 'name'>,
  held: HeldRoles,
): Refusal | undefined {
  const never = mayBeGiven(badge);
  if (never !== undefined) return never;
  if (!isOperator(actor) && !held.has('awarder') && !held.has('owner')) {
    if (actor.standing === 'outsider') return { code: 'outsider' };
    if (actor.standing === 'guest') return { code: 'guest' };
    return {
      code: 'not-allowed',
      need: 'awarder',
      issuerName: issuer.name,
      mayNominate: mayNominate(actor, badge) === undefined,
    };
  }
  if (badge.award === 'review') return { code: 'review-required', badge: badgeName(badge) };
  return undefined;
}

/** Nobody awards themselves, whatever their role. */
export function mayReceiveFrom(actor: Actor, recipient: PersonId): Refusal | undefined {
  return actor.personId === recipient ? { code: 'own-award' } : undefined;
}

/** Everyone may nominate where the badge allows it; a learner may ask for a badge for themselves. */
export function mayNominate(actor: Actor, badge: Badge): Refusal | undefined {
  const never = mayBeGiven(badge);
  if (never !== undefined) return never;
  if (badge.whoMayNominate === 'nobody') return { code: 'not-nominatable', badge: badgeName(badge) };
  if (badge.whoMayNominate === 'members') {
    if (actor.standing === 'outsider') return { code: 'outsider' };
    if (actor.standing === 'guest') return { code: 'guest' };
  }
  return undefined;
}

/** A colleague supports a nomination; not one's own, neither as nominee nor as nominator. */
export function mayEndorse(actor: Actor, nomination: Nomination): Refusal | undefined {
  if (actor.personId === nomination.nomineeId || actor.personId === nomination.nominatorId)
    return { code: 'own-nomination' };
  if (actor.standing === 'outsider' || actor.standing === 'bot') return { code: 'outsider' };
  return undefined;
}

/** Owners and awarders of an organisation say in its name that it stands behind another's badge or award. */
export function mayEndorseFor(
  actor: Actor,
  issuer: Pick<Issuer, 'name'>,
  held: HeldRoles,
): Refusal | undefined {
  if (isOperator(actor) || held.has('owner') || held.has('awarder')) return undefined;
  return { code: 'not-allowed', need: 'awarder', issuerName: issuer.name, mayNominate: false };
}

/**
 * Reviewers and owners decide for their issuer, but never about themselves. So does an awarder whom the learner asked in
 * particular, where they could award the badge without being asked.
 */
export function mayDecide(
  actor: Actor,
  nomination: Nomination,
  issuer: Pick<Issuer, 'name'>,
  held: HeldRoles,
  badge?: Pick<Badge, 'award'>,
): Refusal | undefined {
  const asked = nomination.askedOf === actor.personId && badge?.award === 'direct' && held.has('awarder');
  if (!isOperator(actor) && !held.has('reviewer') && !held.has('owner') && !asked)
    return { code: 'not-allowed', need: 'reviewer', issuerName: issuer.name, mayNominate: false };
  return actor.personId === nomination.nomineeId ? { code: 'own-award' } : undefined;
}

/** The nominator takes a nomination back; a nominee may have it withdrawn too. */
export function mayWithdrawNomination(actor: Actor, nomination: Nomination): Refusal | undefined {
  if (isOperator(actor)) return undefined;
  const own = actor.personId === nomination.nominatorId || actor.personId === nomination.nomineeId;
  return own ? undefined : { code: 'not-yours' };
}

/** Owners revoke and suspend any award of the issuer; an awarder only what they gave themselves. */
export function mayChangeStanding(
  actor: Actor,
  award: Award,
  issuer: Pick<Issuer, 'name'>,
  held: HeldRoles,
): Refusal | undefined {
  if (isOperator(actor) || held.has('owner')) return undefined;
  if (held.has('awarder') && award.awardedBy === actor.personId) return undefined;
  return { code: 'not-allowed', need: 'owner', issuerName: issuer.name, mayNominate: false };
}

/** Evidence comes from whoever is in the thread; only its author, the learner or an owner takes it away. */
export function mayWithdrawEvidence(
  actor: Actor,
  evidence: { readonly authorId?: PersonId },
  learnerId: PersonId | undefined,
  held: HeldRoles,
): Refusal | undefined {
  if (isOperator(actor) || held.has('owner')) return undefined;
  if (evidence.authorId === actor.personId || learnerId === actor.personId) return undefined;
  return { code: 'not-yours' };
}

/** Awarders, reviewers and owners mark a reply as evidence. */
export function mayConfirmEvidence(
  actor: Actor,
  issuer: Pick<Issuer, 'name'>,
  held: HeldRoles,
): Refusal | undefined {
  if (isOperator(actor) || held.size > 0) return undefined;
  return { code: 'not-allowed', need: 'awarder', issuerName: issuer.name, mayNominate: false };
}

/** Only the learner decides what others see of an award. */
export function mayPublish(actor: Actor, award: Award): Refusal | undefined {
  return award.personId === actor.personId ? undefined : { code: 'not-yours' };
}

/** Only the learner takes an award along, into a wallet or a file, and only while it stands. */
export function mayTakeAlong(actor: Actor, award: Award, now: Date): Refusal | undefined {
  if (award.personId !== actor.personId) return { code: 'not-yours' };
  const standing = standingOf(award, now);
  if (standing === 'revoked') return { code: 'award-revoked' };
  return standing === 'valid' ? undefined : { code: 'award-not-active' };
}

/** What bears on whether somebody looks after a person: what the one owns, and the roles that the other holds. */
export type LookingAfter = {
  readonly owned: ReadonlySet<IssuerId>;
  readonly theirs: readonly Pick<RoleGrant, 'issuerId' | 'role'>[];
};

/** Whoever owns any issuer looks after the people of the community, since a deployment is one community. */
export function mayFindPeople(actor: Actor, owned: ReadonlySet<IssuerId>): Refusal | undefined {
  return isOperator(actor) || owned.size > 0 ? undefined : { code: 'not-yours' };
}

/**
 * An owner acts on others, not on themselves, on no other owner, and on nobody with a role for an organisation that is
 * not the owner's: whoever takes over an account has its roles too.
 */
export function mayLookAfter(
  actor: Actor,
  personId: PersonId,
  { owned, theirs }: LookingAfter,
): Refusal | undefined {
  if (isOperator(actor)) return undefined;
  const refusal = mayFindPeople(actor, owned);
  if (refusal !== undefined) return refusal;
  if (actor.personId === personId) return { code: 'own-person' };
  if (theirs.some(({ role }) => role === 'owner')) return { code: 'person-is-owner' };
  return theirs.every(({ issuerId }) => owned.has(issuerId)) ? undefined : { code: 'person-of-others' };
}

/** A person's record is taken out, and a person erased, by themselves or by who looks after them. */
export function mayTakeOutOrErase(
  actor: Actor,
  personId: PersonId,
  looking: LookingAfter,
): Refusal | undefined {
  return actor.personId === personId ? undefined : mayLookAfter(actor, personId, looking);
}
