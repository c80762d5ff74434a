import type { Actor } from '../domain/actor.ts';
import type { Award } from '../domain/award.ts';
import type { Evidence } from '../domain/evidence.ts';
import { mayChangeStanding } from '../domain/policy.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import type { Store } from '../ports/store.ts';
import { granteeKeysOf, heldRoles } from './held-roles.ts';
import { nominationsToReview, ownNominations } from './list-nominations.ts';

type Deps = { readonly store: Store };

/** An award with its person's name, to choose from. */
export type ChoosableAward = { readonly award: Award; readonly personName?: string };

/** As many of the latest as are looked through. */
const mostRead = 200;

/** The awards that the actor may revoke, latest first; with `personId` and `badge`, a slug, only those. */
export async function awardsToRevoke(
  deps: Deps,
  query: { readonly actor: Actor; readonly personId?: string; readonly badge?: string },
): Promise<readonly ChoosableAward[]> {
  const { store } = deps;
  const { actor } = query;
  const grants = await store.roles.ofGrantees(granteeKeysOf(actor));
  const owned = grants.flatMap(({ role, issuerId }) => (role === 'owner' ? [issuerId] : []));
  const narrow = {
    ...(query.personId === undefined ? {} : { personId: query.personId }),
    ...(query.badge === undefined ? {} : { badgeSlug: query.badge }),
  };
  const pages = await Promise.all([
    store.awards.page({ ...narrow, awardedBy: actor.personId }, { limit: mostRead }),
    ...[...new Set(owned)].map((issuerId) => store.awards.page({ ...narrow, issuerId }, { limit: mostRead })),
  ]);
  const awards = new Map(pages.flatMap(({ items }) => items).map((award) => [award.id, award]));
  const allowed: Award[] = [];
  for (const award of awards.values()) {
    if (award.status === 'revoked' || award.personId === undefined) continue;
    const held = await heldRoles(store, actor, award.issuerId);
    if (mayChangeStanding(actor, award, { name: award.badge.issuerName }, held) === undefined)
      allowed.push(award);
  }
  return named(
    store,
    allowed.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime()),
  );
}

/** What a piece of evidence can be added to, with words to choose by. */
export type EvidenceSubject = {
  readonly subject: Evidence['subject'];
  readonly title: LocalizedText;
  readonly personName?: string;
};

/**
 * The awards and open nominations that the actor has a part in: as learner, awarder, nominator or reviewer;
 * latest first.
 */
export async function evidenceSubjects(
  deps: Deps,
  query: { readonly actor: Actor },
): Promise<readonly EvidenceSubject[]> {
  const { store } = deps;
  const { actor } = query;
  const [given, own, nominated, toReview] = await Promise.all([
    store.awards.page({ awardedBy: actor.personId }, { limit: mostRead }),
    store.awards.ofPerson(actor.personId),
    ownNominations(deps, { actor, limit: mostRead }),
    nominationsToReview(deps, { actor, limit: mostRead }),
  ]);
  const awards = new Map(
    [...given.items, ...own].filter(({ status }) => status === 'active').map((award) => [award.id, award]),
  );
  const nominations = new Map([...nominated, ...toReview].map((view) => [view.nomination.id, view]));
  const choosable = await named(store, [...awards.values()]);
  const dated = [
    ...choosable.map(({ award, personName }) => ({
      at: award.awardedAt,
      subject: { kind: 'award' as const, id: award.id },
      title: award.badge.title,
      ...(personName === undefined ? {} : { personName }),
    })),
    ...[...nominations.values()].map(({ nomination, nominee }) => ({
      at: nomination.createdAt,
      subject: { kind: 'nomination' as const, id: nomination.id },
      title: nomination.badge.title,
      ...(nominee.name === undefined ? {} : { personName: nominee.name }),
    })),
  ];
  return dated.toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

async function named(store: Store, awards: readonly Award[]): Promise<ChoosableAward[]> {
  const ids = [...new Set(awards.flatMap(({ personId }) => personId ?? []))];
  const names = new Map((await store.persons.findMany(ids)).map(({ id, name }) => [id, name]));
  return awards.map((award) => {
    const personName = award.personId === undefined ? undefined : names.get(award.personId);
    return { award, ...(personName === undefined ? {} : { personName }) };
  });
}
