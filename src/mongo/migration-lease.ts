import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongoose';
import type { Clock } from '../ports/clock.ts';
import { isDuplicate } from './store-error.ts';

/** A document of the collection `migrations`: the lease, or a migration that was made. */
export type MigrationRecord = {
  readonly _id: string;
  readonly holder?: string;
  readonly leasedUntil?: Date;
  readonly name?: string;
  readonly madeAt?: Date;
};

const leaseId = 'lease';
const leaseMs = 60_000;

/** The right to migrate, which one instance has at a time. */
export type MigrationLease = {
  /** Makes the lease last from now; throws when somebody else took it over meanwhile. */
  extend(): Promise<void>;
  release(): Promise<void>;
};

/**
 * Takes the lease, or undefined while another instance has it. A holder that crashed loses it a minute after
 * its last sign of life.
 */
export async function takeLease(
  records: Collection<MigrationRecord>,
  now: Clock,
  holder: string = randomUUID(),
): Promise<MigrationLease | undefined> {
  const until = (): Date => new Date(now().getTime() + leaseMs);
  try {
    await records.updateOne(
      { _id: leaseId, leasedUntil: { $lte: now() } },
      { $set: { holder, leasedUntil: until() } },
      { upsert: true },
    );
  } catch (error) {
    if (isDuplicate(error)) return undefined;
    throw error;
  }
  return {
    async extend() {
      const result = await records.updateOne({ _id: leaseId, holder }, { $set: { leasedUntil: until() } });
      if (result.matchedCount === 0) throw new LeaseLost();
    },
    async release() {
      await records.deleteOne({ _id: leaseId, holder });
    },
  };
}

/** Another instance migrates by now: this one took longer than its lease without a sign of life. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  readonly code = 'migration-lease-lost';
  constructor() {
    super('another instance has taken over the migration');
  }
}
