import type { Digest } from '../domain/digest.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import type { Person } from '../domain/person.ts';

/** Somebody whose digest is due, and the time that it tells of. */
export type DigestReader = {
  readonly person: Person;
  readonly schedule: Digest['schedule'];
  /** Told of up to here, this moment included. */
  readonly from: Date;
  readonly until: Date;
  /** Where it goes, so that people can be mentioned there. */
  readonly workspace?: WorkspaceKey;
};
