import type { PassportShare } from '../domain/passport-share.ts';
import type { PersonId } from '../domain/person.ts';

export interface ShareRepository {
  insert(share: PassportShare): Promise<void>;
  find(token: string): Promise<PassportShare | undefined>;
  /** Newest first. */
  ofPerson(personId: PersonId): Promise<readonly PassportShare[]>;
  /** Replaces it; the count of views stays as it is. */
  save(share: PassportShare): Promise<void>;
  /** One view more; views at the same moment are all counted. */
  countView(token: string): Promise<void>;
  removeOfPerson(personId: PersonId): Promise<void>;
}
