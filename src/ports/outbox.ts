import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { PersonId } from '../domain/person.ts';

export interface Outbox {
  find(id: string): Promise<OutboxMessage | undefined>;
  findByKey(key: string): Promise<OutboxMessage | undefined>;
  /** Throws DuplicateKey `outbox` when a message of that key is there. */
  insert(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Takes the message that is due longest and held by nobody, for one worker, until `lockedUntil`. One whose
   * lock ran out is taken again, with `uncertainSince` set.
   */
  claim(now: Date, lockedUntil: Date): Promise<OutboxMessage | undefined>;
  /** Writes the outcome of an attempt by replacing the message. */
  save(message: OutboxMessage): Promise<void>;
  /** The earliest moment at which a waiting message is due. */
  nextDue(): Promise<Date | undefined>;
  countByStatus(): Promise<Readonly<Record<OutboxMessage['status'], number>>>;
  /** The parked ones, oldest first. */
  parked(limit: number): Promise<readonly OutboxMessage[]>;
  removeAbout(personId: PersonId): Promise<void>;
}
