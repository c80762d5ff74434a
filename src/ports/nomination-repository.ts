import type { Nomination, NominationId } from '../domain/nomination.ts';
import type { PersonId } from '../domain/person.ts';
import type { Page, PageRequest } from './page.ts';

export type NominationFilter = {
  readonly issuerIds?: readonly string[];
  readonly status?: Nomination['status'];
  readonly nomineeId?: PersonId;
  readonly nominatorId?: PersonId;
  readonly askedOf?: PersonId;
};

export interface NominationRepository {
  find(id: NominationId): Promise<Nomination | undefined>;
  findByPlace(threadKey: string): Promise<readonly Nomination[]>;
  /** Throws DuplicateKey `nomination-open` when the nominee has an open one for that badge. */
  insert(nomination: Nomination): Promise<void>;
  /** Replaces a nomination if its version is still the expected one. */
  save(nomination: Nomination, expectedVersion: number): Promise<boolean>;
  /** Oldest first: who waits longest comes first. */
  page(filter: NominationFilter, page: PageRequest): Promise<Page<Nomination>>;
  /** Those in which the person is nominee, nominator or endorser, oldest first. */
  ofPerson(personId: PersonId): Promise<readonly Nomination[]>;
}
