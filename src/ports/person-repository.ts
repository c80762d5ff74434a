import type { IdentityKey } from '../domain/identity.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { Page, PageRequest } from './page.ts';

export interface PersonRepository {
  /** The person behind an id; follows merges to the person who lives on. */
  find(id: PersonId): Promise<Person | undefined>;
  /** In no particular order; ids that nobody has are left out; merges are followed. */
  findMany(ids: readonly PersonId[]): Promise<readonly Person[]>;
  /** Which of these ids somebody lives under, who was neither merged into another nor erased. */
  living(ids: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  findByIdentity(key: IdentityKey): Promise<Person | undefined>;
  findByIdentities(keys: readonly IdentityKey[]): Promise<readonly Person[]>;
  /** Throws DuplicateKey `identity` when one of the identities is somebody else's already. */
  insert(person: Person): Promise<void>;
  /** Replaces the person as stored; throws DuplicateKey `identity`. */
  save(person: Person): Promise<void>;
  /** Those whom we know since that moment or later, longest known first; merged ones too. */
  knownSince(since: Date, page: PageRequest): Promise<Page<Person>>;
  /**
   * Those who live on and have, for each of these folded beginnings, a word of their name or an address that begins so
   * (`termsOf`); by name. Nobody when there are none.
   */
  search(beginnings: readonly string[], page: PageRequest): Promise<Page<Person>>;
  /**
   * Removes the person and whoever was merged into them, and takes their ids out of what they did for others: awards that
   * they gave, nominations that they decided, roles that they granted. Replies that they confirmed as evidence count as
   * before, by `nobody`.
   *
   * @returns all ids that were theirs
   */
  erase(id: PersonId): Promise<readonly PersonId[]>;
  /** Everybody who lives on (not merged), by id, streamed. */
  all(): AsyncIterable<Person>;
}
