import type { Evidence } from '../domain/evidence.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { overlaid } from './overlaid.ts';

/** Told of an award whose public face may have changed; without an id, any may have. */
export type OnAwardChange = (awardId?: string) => void;

/**
 * The same store, which tells when something was written here that shows on awards' public pages and in their credentials:
 * at once for a single write, after its end for a transaction, also when either failed, since a write whose answer
 * got lost may have happened.
 */
export function watchAwards(store: Store, onChange: OnAwardChange): Store {
  const around: Around = async (write, awardId) => {
    try {
      return await write();
    } finally {
      onChange(awardId);
    }
  };
  return {
    ...store,
    ...overlaid(store, watched(store, around)),
    transact: async (work) => {
      const changed = new Set<string | undefined>();
      try {
        return await store.transact((repositories) =>
          work(
            overlaid(
              repositories,
              watched(repositories, (write, awardId) => {
                changed.add(awardId);
                return write();
              }),
            ),
          ),
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
function watched(repositories: Repositories, around: Around): Parameters<typeof overlaid>[1] {
  const ofEvidence = (piece: Evidence, write: () => Promise<void>) =>
    piece.subject.kind === 'award' ? around(write, piece.subject.id) : write();
  return {
    awards: () => {
      const { awards } = repositories;
      return { ...awards, save: (award, revision) => around(() => awards.save(award, revision), award.id) };
    },
    evidence: () => {
      const { evidence } = repositories;
      return {
        ...evidence,
        insert: (piece) => ofEvidence(piece, () => evidence.insert(piece)),
        save: (piece) => ofEvidence(piece, () => evidence.save(piece)),
        remove: (ids) => around(() => evidence.remove(ids)),
      };
    },
    endorsements: () => {
      const { endorsements } = repositories;
      return {
        ...endorsements,
        insert: (each) =>
          each.subject.kind === 'award'
            ? around(() => endorsements.insert(each), each.subject.id)
            : endorsements.insert(each),
        save: (each) => around(() => endorsements.save(each)),
        remove: (ids) => around(() => endorsements.remove(ids)),
      };
    },
    persons: () => {
      const { persons } = repositories;
      return { ...persons, save: (person) => around(() => persons.save(person)) };
    },
    nominations: () => {
      const { nominations } = repositories;
      return {
        ...nominations,
        save: (nomination, version) =>
          nomination.awardId === undefined
            ? nominations.save(nomination, version)
            : around(() => nominations.save(nomination, version), nomination.awardId),
      };
    },
    issuers: () => {
      const { issuers } = repositories;
      return { ...issuers, save: (issuer) => around(() => issuers.save(issuer)) };
    },
    issuerKeys: () => {
      const { issuerKeys } = repositories;
      return { ...issuerKeys, retire: (...which) => around(() => issuerKeys.retire(...which)) };
    },
    community: () => {
      const { community } = repositories;
      return { ...community, save: (each) => around(() => community.save(each)) };
    },
  };
}
