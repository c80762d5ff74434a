import type { Award, AwardId } from '../domain/award.ts';
import type { PersonId } from '../domain/person.ts';
import type { Page, PageRequest } from './page.ts';

export type AwardFilter = {
  readonly personId?: PersonId;
  readonly badgeSlug?: string;
  readonly issuerId?: string;
  readonly awardedBy?: PersonId;
  readonly status?: Award['status'];
};

/** An award to be stored; with `holdKey` set it is the one that its person holds. */
export type HeldAward = { readonly award: Award; readonly holdKey?: string };

export interface AwardRepository {
  find(id: AwardId): Promise<Award | undefined>;
  findMany(ids: readonly AwardId[]): Promise<readonly Award[]>;
  /** The awards that hold one of these business keys. */
  findHeld(holdKeys: readonly string[]): Promise<readonly HeldAward[]>;
  /** The awards whose thread this is (several when one command awarded several people), by `threadKey`. */
  findByPlace(threadKey: string): Promise<readonly Award[]>;
  /**
   * Throws DuplicateKey: `award-hold` when one of the business keys is held, `award-status-index` when one
   * of the drawn entries is taken, `award-nomination` when the nomination has an award already.
   */
  insert(awards: readonly HeldAward[]): Promise<void>;
  /** Replaces an award if its revision is still the expected one; its business key stays as it is. */
  save(award: Award, expectedRevision: number): Promise<boolean>;
  /** Gives an award the business key, or lets go of it; throws DuplicateKey `award-hold`. */
  setHold(id: AwardId, holdKey: string | undefined): Promise<void>;
  /** Newest first. */
  page(filter: AwardFilter, page: PageRequest): Promise<Page<Award>>;
  /** Every award of a person, newest first. */
  ofPerson(personId: PersonId): Promise<readonly Award[]>;
  /** Active ones that expire after the first and not after the second moment, the first to expire first. */
  expiring(after: Date, until: Date, page: PageRequest): Promise<Page<Award>>;
  /** Streamed, oldest first. */
  all(filter: AwardFilter): AsyncIterable<Award>;
  /** Indexes in a status list whose award has that status. */
  statusIndexes(list: string, status: 'revoked' | 'suspended'): Promise<readonly number[]>;
  /** Which of these indexes of a status list are in use. */
  takenStatusIndexes(list: string, indexes: readonly number[]): Promise<readonly number[]>;
}
