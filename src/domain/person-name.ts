import type { IdentityKey } from './identity.ts';
import type { PersonId } from './person.ts';

/** A person as named in a message. */
export type PersonName = {
  readonly personId: PersonId;
  readonly name?: string;
  /** Their account in the workspace that the message goes to, so that it can mention them. */
  readonly identity?: IdentityKey;
};
