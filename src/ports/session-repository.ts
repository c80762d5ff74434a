import type { Standing } from '../domain/actor.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import type { PersonId } from '../domain/person.ts';

/** A browser in which a person is signed in. Only the hash of its token is kept. */
export type Session = {
  /** SHA-256 of the token, hex. */
  readonly id: string;
  readonly personId: PersonId;
  /** How they came in: by a link from the bot, by mail, or from a course. */
  readonly by: 'chat' | 'mail' | 'course';
  /** The workspace that vouched for them, and how they belong to it. */
  readonly workspace?: WorkspaceKey;
  readonly standing?: Standing;
  /** Browser and system as the person would name them, such as `Firefox, Windows`. */
  readonly device?: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
};

export interface SessionRepository {
  insert(session: Session): Promise<void>;
  /** Undefined when there is none or it has expired. */
  find(id: string, now: Date): Promise<Session | undefined>;
  /** Those that have not expired, latest seen first. */
  ofPerson(personId: PersonId, now: Date): Promise<readonly Session[]>;
  /** Notes that it was used; one that was ended meanwhile stays ended. */
  touch(id: string, seenAt: Date, expiresAt: Date): Promise<void>;
  remove(id: string): Promise<void>;
  removeOfPerson(personId: PersonId): Promise<void>;
}
