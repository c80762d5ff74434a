import type { Award } from '../../src/domain/award.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import type { AwardGlimpse, DigestFacts } from '../../src/ports/digest-facts.ts';
import type { DigestStateRepository } from '../../src/ports/digest-state-repository.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { DigestState } from '../../src/domain/digest-state.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const dueFirst = byMoment<DigestState>(
  1,
  ({ dueAt }) => dueAt,
  ({ personId }) => personId,
);

const oldestNominated = byMoment<Nomination>(
  1,
  ({ createdAt }) => createdAt,
  ({ id }) => id,
);

export function memoryDigestStates({ read, write }: Access): DigestStateRepository {
  return {
    find: async (personId) => read().digestStates.get(personId),
    enrol: (states) =>
      write(({ digestStates }) => {
        for (const state of states) if (!digestStates.has(state.personId)) digestStates.put(state);
      }),
    due: async (by, limit) =>
      read()
        .digestStates.where(({ dueAt }) => dueAt <= by)
        .slice(0, limit),
    dueAfter: async (after, limit) =>
      read()
        .digestStates.where(({ dueAt }) => dueAt > after)
        .toSorted(dueFirst)
        .slice(0, limit),
    moveOn: (personIds, to) =>
      write(({ digestStates }) => {
        for (const personId of personIds) {
          const known = digestStates.get(personId);
          if (known !== undefined) digestStates.put({ ...known, ...to });
        }
      }),
    lookAgain: (personId, to) =>
      write(({ digestStates }) => {
        const known = digestStates.get(personId);
        if (known === undefined) return;
        digestStates.put({ personId, coveredUntil: known.coveredUntil, ...to });
      }),
    mark: (personId, what) =>
      write(({ digestStates }) => {
        const known = digestStates.get(personId);
        if (known !== undefined) digestStates.put({ ...known, ...what });
      }),
    remove: (personIds) =>
      write(({ digestStates }) => {
        for (const personId of personIds) digestStates.remove(personId);
      }),
  };
}

export function memoryLedger({ read, write }: Access): Ledger {
  return {
    known: async (keys) => new Set(keys.filter((key) => read().ledger.has(key))),
    record: (entries) => write(({ ledger }) => ledger.insert(entries)),
    removeAbout: (personId) =>
      write(({ ledger }) => ledger.removeWhere((entry) => entry.personId === personId)),
  };
}

export function memoryDigestFacts({ read }: Access): DigestFacts {
  const awards = (fits: (award: Award) => boolean): Award[] =>
    read()
      .awards.where(({ award }) => fits(award))
      .map(({ award }) => award);
  const of = (personIds: readonly string[], { personId }: Award): boolean =>
    personId !== undefined && personIds.includes(personId);
  const glimpses = (fits: (award: Award) => boolean): AwardGlimpse[] =>
    awards(fits).flatMap(({ id, personId, badge, awardedAt, validUntil, status, visibility }) =>
      personId === undefined
        ? []
        : [
            {
              id,
              personId,
              awardedAt,
              ...(validUntil === undefined ? {} : { validUntil }),
              status,
              visibility,
              badge: { slug: badge.slug, title: badge.title, issuerName: badge.issuerName },
            },
          ],
    );
  return {
    awardsSince: async (personIds, since) =>
      glimpses((award) => of(personIds, award) && award.awardedAt > since),
    expiring: async (personIds, after, until) =>
      glimpses(
        (award) =>
          of(personIds, award) &&
          award.status === 'active' &&
          award.validUntil !== undefined &&
          award.validUntil > after &&
          award.validUntil <= until,
      ),
    async held(personIds, slugs) {
      const found = new Map<string, { personId: string; slug: string }>();
      for (const { personId = '', badge } of awards(
        (award) => of(personIds, award) && award.status === 'active' && slugs.includes(award.badge.slug),
      ))
        found.set(`${personId} ${badge.slug}`, { personId, slug: badge.slug });
      return [...found.values()];
    },
    openNominations: async (nomineeIds) =>
      read()
        .nominations.where(({ nomineeId, status }) => status === 'open' && nomineeIds.includes(nomineeId))
        .map(({ id, nomineeId, createdAt, badge: { slug, title, evidence } }) => ({
          id,
          nomineeId,
          createdAt,
          badge: { slug, title, evidence },
        })),
    openlyNominated: async (workspace, since, limit) =>
      read()
        .nominations.where(
          ({ status, madeOpenly, place, createdAt }) =>
            status === 'open' && madeOpenly === true && place?.workspace === workspace && createdAt > since,
        )
        .toSorted(oldestNominated)
        .toReversed()
        .slice(0, limit)
        .map(({ id, nomineeId, nominatorId, createdAt, endorsements, badge: { slug, title } }) => ({
          id,
          nomineeId,
          nominatorId,
          createdAt,
          endorsedBy: endorsements.map(({ personId }) => personId),
          badge: { slug, title },
        })),
    waitingFor: async (issuerId, limit) =>
      read()
        .nominations.where((nomination) => nomination.issuerId === issuerId && nomination.status === 'open')
        .toSorted(oldestNominated)
        .slice(0, limit)
        .map(({ id, badgeId, nomineeId, askedOf, createdAt, badge: { slug, title } }) => ({
          id,
          badgeId,
          nomineeId,
          ...(askedOf === undefined ? {} : { askedOf }),
          createdAt,
          badge: { slug, title },
        })),
    withEvidence: async (nominationIds) =>
      new Set(
        read()
          .evidence.where(
            ({ subject, kind, withdrawnAt }) =>
              subject.kind === 'nomination' &&
              nominationIds.includes(subject.id) &&
              kind !== 'reason' &&
              withdrawnAt === undefined,
          )
          .map(({ subject }) => subject.id),
      ),
    async givenBy(awarderIds, since) {
      const found = new Map<string, { by: string; to: string; last: Date }>();
      for (const { awardedBy: by, personId: to, awardedAt } of awards(({ awardedAt }) => awardedAt > since)) {
        if (by === undefined || to === undefined || !awarderIds.includes(by)) continue;
        const known = found.get(`${by} ${to}`);
        if (known === undefined || known.last < awardedAt)
          found.set(`${by} ${to}`, { by, to, last: awardedAt });
      }
      return [...found.values()];
    },
    async lastAwarded(personIds) {
      const found = new Map<string, Date>();
      for (const { personId = '', awardedAt } of awards((award) => of(personIds, award))) {
        const known = found.get(personId);
        if (known === undefined || known < awardedAt) found.set(personId, awardedAt);
      }
      return [...found].map(([personId, last]) => ({ personId, last }));
    },
  };
}
