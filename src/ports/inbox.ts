import type { InboxItem } from '../domain/inbox-item.ts';

export interface Inbox {
  /** Stores what is new; the keys that were there already are returned. */
  put(items: readonly InboxItem[]): Promise<ReadonlySet<string>>;
  claim(now: Date, lockedUntil: Date): Promise<InboxItem | undefined>;
  /** Done: the payload is dropped, the key stays so that a late repetition is recognised. */
  done(key: string, at: Date): Promise<void>;
  /** Another attempt at that moment, or none. */
  failed(key: string, error: string, nextAttemptAt: Date | undefined): Promise<void>;
  nextDue(): Promise<Date | undefined>;
  countByStatus(): Promise<Readonly<Record<InboxItem['status'], number>>>;
}
