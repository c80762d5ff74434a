import type { EndorsementSubject, IssuerEndorsement } from '../domain/issuer-endorsement.ts';
import type { PersonId } from '../domain/person.ts';

export interface EndorsementRepository {
  find(id: string): Promise<IssuerEndorsement | undefined>;
  /** Oldest first. */
  ofSubject(subject: EndorsementSubject): Promise<readonly IssuerEndorsement[]>;
  /** Those that a person gave in an issuer's name, oldest first. */
  ofEndorser(personId: PersonId): Promise<readonly IssuerEndorsement[]>;
  /** Throws DuplicateKey `endorsement` when the issuer endorses that already. */
  insert(endorsement: IssuerEndorsement): Promise<void>;
  /** Replaces what is stored under its id. */
  save(endorsement: IssuerEndorsement): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}
