import type { Actor } from '../domain/actor.ts';
import { subjectKey, type EndorsementSubject, type IssuerEndorsement } from '../domain/issuer-endorsement.ts';
import type { Issuer, IssuerId } from '../domain/issuer.ts';
import { mayEndorseFor } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { heldRoles } from './held-roles.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

type Endorse = {
  readonly actor: Actor;
  /** The organisation in whose name it is said. */
  readonly issuerSlug: string;
  /** Markdown; why it stands behind it. */
  readonly comment: string;
};

const longestComment = 2000;

/**
 * An organisation stands behind another's badge. Endorsing again replaces the words. Refused: `unknown-issuer`,
 * `unknown-badge`, `badge-retired`, `own-badge`, `not-allowed`, `invalid`.
 */
export async function endorseBadge(
  deps: Deps,
  command: Endorse & { readonly badgeSlug: string },
): Promise<Outcome<{ readonly endorsement: IssuerEndorsement }>> {
  const badge = await deps.store.badges.findBySlug(command.badgeSlug);
  if (badge === undefined) return refused({ code: 'unknown-badge', said: command.badgeSlug, nearest: [] });
  const name = { slug: badge.slug, title: badge.title };
  if (badge.status === 'retired') return refused({ code: 'badge-retired', badge: name });
  return endorse(deps, command, { kind: 'badge', slug: badge.slug }, (issuer) =>
    badge.issuerId === issuer.id ? { code: 'own-badge', badge: name } : undefined,
  );
}

/**
 * An organisation stands behind an award that another gave. Endorsing again replaces the words. Refused:
 * `unknown-issuer`, `unknown-award`, `award-erased`, `award-not-active`, `own-badge`, `own-award`, `not-allowed`,
 * `invalid`.
 */
export async function endorseAward(
  deps: Deps,
  command: Endorse & { readonly awardId: string },
): Promise<Outcome<{ readonly endorsement: IssuerEndorsement }>> {
  const award = await deps.store.awards.find(command.awardId);
  if (award === undefined) return refused({ code: 'unknown-award' });
  if (award.personId === undefined) return refused({ code: 'award-erased' });
  if (award.status !== 'active') return refused({ code: 'award-not-active' });
  const badge = { slug: award.badge.slug, title: award.badge.title };
  return endorse(deps, command, { kind: 'award', id: award.id }, (issuer) => {
    if (award.issuerId === issuer.id) return { code: 'own-badge', badge };
    return award.personId === command.actor.personId ? { code: 'own-award' } : undefined;
  });
}

/** Takes an endorsement back. Refused: `unknown-endorsement`, `not-allowed`. */
export async function withdrawEndorsement(
  deps: Deps,
  command: { readonly actor: Actor; readonly endorsementId: string },
): Promise<Outcome<object>> {
  return deps.store.transact(async (repositories) => {
    const known = await repositories.endorsements.find(command.endorsementId);
    const issuer = known === undefined ? undefined : await repositories.issuers.find(known.issuerId);
    if (known === undefined || issuer === undefined) return refused({ code: 'unknown-endorsement' });
    const refusal = await mayNot(repositories, command.actor, issuer);
    if (refusal !== undefined) return refused(refusal);
    await repositories.endorsements.remove([known.id]);
    await countChange(repositories, known.subject);
    await noted(deps, repositories, command.actor, 'endorsement-withdrawn', known);
    return { ok: true };
  });
}

async function endorse(
  deps: Deps,
  command: Endorse,
  subject: EndorsementSubject,
  refuse: (issuer: Issuer) => Refusal | undefined,
): Promise<Outcome<{ readonly endorsement: IssuerEndorsement }>> {
  const comment = command.comment.trim();
  if (comment === '') return refused({ code: 'invalid', field: 'comment', problem: 'empty' });
  if (comment.length > longestComment)
    return refused({ code: 'invalid', field: 'comment', problem: 'too-long' });
  const issuer = await deps.store.issuers.findBySlug(command.issuerSlug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: command.issuerSlug });
  const refusal = (await mayNot(deps.store, command.actor, issuer)) ?? refuse(issuer);
  if (refusal !== undefined) return refused(refusal);
  return deps.store.transact(async (repositories) => {
    const known = await endorsementBy(repositories, issuer.id, subject);
    if (known?.comment === comment) return { ok: true, endorsement: known };
    const endorsement: IssuerEndorsement = {
      // Other words are another credential; the earlier one is no longer found.
      id: deps.ids.id(),
      issuerId: issuer.id,
      subject,
      comment,
      endorsedBy: command.actor.personId,
      endorsedAt: deps.clock(),
    };
    if (known !== undefined) await repositories.endorsements.remove([known.id]);
    await repositories.endorsements.insert(endorsement);
    await countChange(repositories, subject);
    await noted(deps, repositories, command.actor, 'endorsed', endorsement);
    return { ok: true, endorsement };
  });
}

async function mayNot(
  repositories: Pick<Repositories, 'roles'>,
  actor: Actor,
  issuer: Issuer,
): Promise<Refusal | undefined> {
  return mayEndorseFor(actor, issuer, await heldRoles(repositories, actor, issuer.id));
}

async function endorsementBy(
  repositories: Pick<Repositories, 'endorsements'>,
  issuerId: IssuerId,
  subject: EndorsementSubject,
): Promise<IssuerEndorsement | undefined> {
  const all = await repositories.endorsements.ofSubject(subject);
  return all.find((endorsement) => endorsement.issuerId === issuerId);
}

/** An award's credential carries its endorsements: what changes them changes it. */
async function countChange(repositories: Repositories, subject: EndorsementSubject): Promise<void> {
  if (subject.kind !== 'award') return;
  const award = await repositories.awards.find(subject.id);
  if (award !== undefined)
    await repositories.awards.save({ ...award, revision: award.revision + 1 }, award.revision);
}

function noted(
  deps: Deps,
  repositories: Repositories,
  actor: Actor,
  action: 'endorsed' | 'endorsement-withdrawn',
  endorsement: IssuerEndorsement,
): Promise<void> {
  return repositories.audit.add(
    auditEntry(deps, actor, action, [`endorsement:${endorsement.id}`, subjectKey(endorsement.subject)], {
      issuerId: endorsement.issuerId,
    }),
  );
}
