import type { PersonId } from '../domain/person.ts';

/** What was done once and is not to be done again. */
export type LedgerEntry = {
  /** Says what: `digest:PERSON:weekly:2026-W48`. */
  readonly key: string;
  readonly at: Date;
  readonly personId?: PersonId;
};

/** Kept for 400 days: longer than anything comes round again. */
export interface Ledger {
  /** Which of these were done. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** All of them or none; throws DuplicateKey `ledger` when one was done already. */
  record(entries: readonly LedgerEntry[]): Promise<void>;
  removeAbout(personId: PersonId): Promise<void>;
}
