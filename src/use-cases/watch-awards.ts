import type { Evidence } from '../domain/evidence.ts';
import type { Repositories, Store } from '../ports/store.ts';

/** Told of an award whose public face may have changed; without an id, any may have. */
export type OnAwardChange = (awardId?: string) => void;

/**
 * The same store, which tells when something was written here that shows on awards' public pages and in their credentials:
 * at once for a single write, after its end for a transaction, also when either failed, since a write whose answer
 * got lost may have happened.
 */
export function watchAwards(store: Store, onChange: OnAwardChange): Store {
  return {
    ...store,
    ...watched(store, async (write, awardId) => {
      try {
        return await write();
      } finally {
        onChange(awardId);
      }
    }),
    transact: async (work) => {
      const changed = new Set<string | undefined>();
      try {
        return await store.transact((repositories) =>
          work({
            ...repositories,
            ...watched(repositories, (write, awardId) => {
              changed.add(awardId);
              return write();
            }),
          }),
        );
      } finally {
        if (changed.has(undefined)) onChange();
        else for (const awardId of changed) onChange(awardId);
      }
    },
  };
}

type Around = <T>(write: () => Promise<T>, awardId?: string) => Promise<T>;

/** The repositories of which something shows on an award. What is inserted anew was not shown before. */
function watched(
  repositories: Repositories,
  around: Around,
): Pick<
  Repositories,
  'awards' | 'evidence' | 'endorsements' | 'persons' | 'nominations' | 'issuers' | 'issuerKeys' | 'community'
> {
  const { awards, evidence, endorsements, persons, nominations, issuers, issuerKeys, community } =
    repositories;
  const ofEvidence = (piece: Evidence, write: () => Promise<void>) =>
    piece.subject.kind === 'award' ? around(write, piece.subject.id) : write();
  return {
    awards: {
      ...awards,
      save: (award, revision) => around(() => awards.save(award, revision), award.id),
    },
    evidence: {
      ...evidence,
      insert: (piece) => ofEvidence(piece, () => evidence.insert(piece)),
      save: (piece) => ofEvidence(piece, () => evidence.save(piece)),
      remove: (ids) => around(() => evidence.remove(ids)),
    },
    endorsements: {
      ...endorsements,
      insert: (each) =>
        each.subject.kind === 'award'
          ? around(() => endorsements.insert(each), each.subject.id)
          : endorsements.insert(each),
      save: (each) => around(() => endorsements.save(each)),
      remove: (ids) => around(() => endorsements.remove(ids)),
    },
    persons: { ...persons, save: (person) => around(() => persons.save(person)) },
    nominations: {
      ...nominations,
      save: (nomination, version) =>
        nomination.awardId === undefined
          ? nominations.save(nomination, version)
          : around(() => nominations.save(nomination, version), nomination.awardId),
    },
    issuers: { ...issuers, save: (issuer) => around(() => issuers.save(issuer)) },
    issuerKeys: {
      ...issuerKeys,
      retire: (...which) => around(() => issuerKeys.retire(...which)),
    },
    community: { ...community, save: (each) => around(() => community.save(each)) },
  };
}
