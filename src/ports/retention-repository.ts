/** Removes what is kept long enough. Each gives how many went. */
export interface RetentionRepository {
  auditBefore(at: Date): Promise<number>;
  /** Messages that were given up, and requests. */
  undeliveredBefore(at: Date): Promise<number>;
  /** Evidence that was withdrawn before then. */
  withdrawnEvidenceBefore(at: Date): Promise<number>;
  /** Some of the nominations that were declined or withdrawn, and made before then; not yet removed. */
  closedNominationsBefore(at: Date, limit: number): Promise<readonly string[]>;
  /** These nominations, with their evidence. */
  removeNominations(ids: readonly string[]): Promise<void>;
}
