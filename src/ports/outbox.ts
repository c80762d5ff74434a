import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { PersonId } from '../domain/person.ts';

/** `bulk`: the many that nobody waits for; they have workers of their own. */
export type OutboxLane = 'prompt' | 'bulk';

export interface Outbox {
  find(id: string): Promise<OutboxMessage | undefined>;
  findByKey(key: string): Promise<OutboxMessage | undefined>;
  /** Throws DuplicateKey `outbox` when a message of that key is there. */
  insert(messages: readonly OutboxMessage[]): Promise<void>;
  /**
   * Takes the message that is due longest and held by nobody, for one worker, until `lockedUntil`. One whose
   * lock ran out is taken again, with `uncertainSince` set. Of the prompt ones, unless bulk is asked for; of those
   * any that is due.
   */
  claim(now: Date, lockedUntil: Date, lane?: OutboxLane): Promise<OutboxMessage | undefined>;
  /** Writes the outcome of an attempt by replacing the message. */
  save(message: OutboxMessage): Promise<void>;
  /** The earliest moment at which a waiting message is due. */
  nextDue(lane?: OutboxLane): Promise<Date | undefined>;
  countByStatus(): Promise<Readonly<Record<OutboxMessage['status'], number>>>;
  /** The parked ones, oldest first. */
  parked(limit: number): Promise<readonly OutboxMessage[]>;
  /** Withdraws a message, whatever became of it. */
  remove(id: string): Promise<void>;
  removeAbout(personId: PersonId): Promise<void>;
}
