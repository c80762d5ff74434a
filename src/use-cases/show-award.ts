import { standingOf, type Award, type AwardId, type AwardStanding } from '../domain/award.ts';
import type { BadgeSnapshot } from '../domain/badge.ts';
import { counts, type Evidence } from '../domain/evidence.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { partsOfAward } from './parts-of-award.ts';
import { endorsementsOf, type ShownEndorsement } from './signed-endorsements.ts';

/** A piece of evidence as others may see it. */
export type ShownEvidence = Pick<Evidence, 'id' | 'kind' | 'text' | 'url' | 'saidAt'> & {
  /** Said by the learner, by who gave the award, or by somebody whose name is theirs to give. */
  readonly by: 'holder' | 'awarder' | 'other';
  readonly files: readonly Pick<Evidence['files'][number], 'name' | 'type' | 'size'>[];
};

/** An award by which a milestone was earned. */
export type ShownPart = {
  readonly id: AwardId;
  readonly badge: BadgeSnapshot;
  readonly awardedAt: Date;
  /** As it stands now; the milestone stands by itself. */
  readonly standing: AwardStanding;
};

/** An award as one visitor may see it: what they may not see is not in it. */
export type ShownAward = {
  readonly id: AwardId;
  readonly badge: BadgeSnapshot;
  /** Absent only when the issuer is no longer known here; its name is in the badge. */
  readonly issuer?: Issuer;
  readonly awardedAt: Date;
  readonly validUntil?: Date;
  readonly standing: AwardStanding;
  /** Since when it stands so, where that is not the day of the award. */
  readonly standingSince?: Date;
  readonly standingReason?: string;
  /** `private`: the learner has not published it; `erased`: nothing is kept of them. */
  readonly holder: 'named' | 'private' | 'erased';
  readonly holderName?: string;
  readonly awarderName?: string;
  readonly reason?: string;
  /** It came by itself, when its parts were held. */
  readonly byItself: boolean;
  /** The awards by which it came, as far as the viewer may see them. */
  readonly madeOf: readonly ShownPart[];
  readonly evidence: readonly ShownEvidence[];
  /** Other organisations that stand behind it. */
  readonly endorsements: readonly ShownEndorsement[];
  /** Colleagues who supported the nomination that it came from. */
  readonly supporters: number;
  /** Others see the evidence too. */
  readonly evidencePublic: boolean;
  /** Others see the name. */
  readonly published: boolean;
  /** The viewer is who earned it. */
  readonly own: boolean;
};

/**
 * An award as anybody with its address may see it, or, with `viewer`, as its own learner does. Until the
 * learner publishes it there is no name, no reason and no evidence; texts that people typed about the learner
 * (also why it was revoked) count as theirs. Refused: `unknown-award`.
 */
export async function showAward(
  deps: { readonly store: Store; readonly clock: Clock },
  query: { readonly awardId: AwardId; readonly viewer?: PersonId },
): Promise<Outcome<{ readonly award: ShownAward }>> {
  const { store } = deps;
  const award = await store.awards.find(query.awardId);
  if (award === undefined) return refused({ code: 'unknown-award' });
  const { personId, awardedBy } = award;
  const own = personId !== undefined && personId === query.viewer;
  const open = own || award.visibility === 'public';
  const [issuer, learner, awarder, evidence, endorsements, nomination, parts] = await Promise.all([
    store.issuers.find(award.issuerId),
    personId === undefined ? undefined : store.persons.find(personId),
    open && awardedBy !== undefined ? store.persons.find(awardedBy) : undefined,
    own || (open && award.evidencePublic) ? countingEvidence(store, award) : [],
    open ? endorsementsOf(store, { kind: 'award', id: award.id }) : [],
    open && award.nominationId !== undefined ? store.nominations.find(award.nominationId) : undefined,
    partsOfAward(store, award, own ? 'holder' : 'anyone'),
  ]);
  const now = deps.clock();
  const erased = learner === undefined;
  const named = open && !erased;
  return {
    ok: true,
    award: {
      id: award.id,
      badge: award.badge,
      ...(issuer === undefined ? {} : { issuer }),
      awardedAt: award.awardedAt,
      ...(award.validUntil === undefined ? {} : { validUntil: award.validUntil }),
      ...standingFacts(award, now, named),
      holder: erased ? 'erased' : named ? 'named' : 'private',
      ...(named && learner.name !== undefined ? { holderName: learner.name } : {}),
      ...(named && awarder?.name !== undefined ? { awarderName: awarder.name } : {}),
      ...(named && award.reason !== undefined ? { reason: award.reason } : {}),
      byItself: award.madeOf !== undefined,
      madeOf: named ? parts.map((part) => shownPart(part, now)) : [],
      endorsements: named ? endorsements : [],
      supporters: named ? (nomination?.endorsements.length ?? 0) : 0,
      evidence: named ? evidence.map((piece) => shown(piece, personId, awardedBy)) : [],
      evidencePublic: !erased && award.visibility === 'public' && award.evidencePublic,
      published: !erased && award.visibility === 'public',
      own: own && !erased,
    },
  };
}

/** The evidence of an award that counts, oldest first. */
export async function countingEvidence(
  store: Pick<Store, 'evidence'>,
  award: Pick<Award, 'id' | 'badge'>,
): Promise<readonly Evidence[]> {
  const pieces = await store.evidence.ofSubject({ kind: 'award', id: award.id });
  return pieces.filter((piece) => counts(piece, award.badge.confirmEvidence));
}

function standingFacts(
  award: Award,
  now: Date,
  withReason: boolean,
): Pick<ShownAward, 'standing' | 'standingSince' | 'standingReason'> {
  const standing = standingOf(award, now);
  const since = standing === 'expired' ? award.validUntil : award.statusChangedAt;
  const reason = withReason && standing !== 'valid' ? award.statusReason : undefined;
  return {
    standing,
    ...(standing === 'valid' || since === undefined ? {} : { standingSince: since }),
    ...(reason === undefined ? {} : { standingReason: reason }),
  };
}

function shownPart(part: Award, now: Date): ShownPart {
  const { id, badge, awardedAt } = part;
  return { id, badge, awardedAt, standing: standingOf(part, now) };
}

function shown(piece: Evidence, holder: PersonId | undefined, awarder: PersonId | undefined): ShownEvidence {
  const { id, kind, text, url, saidAt, authorId } = piece;
  return {
    id,
    kind,
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
    saidAt,
    by:
      authorId === undefined
        ? 'other'
        : authorId === holder
          ? 'holder'
          : authorId === awarder
            ? 'awarder'
            : 'other',
    files: piece.files.map((file) => ({ name: file.name, type: file.type, size: file.size })),
  };
}
