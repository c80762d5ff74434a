import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import type { MongoConnection } from './connect-mongo.ts';
import { takeLease, type MigrationLease, type MigrationRecord } from './migration-lease.ts';
import { migrations as ours, type Migration } from './migrations.ts';
import { toStoreError } from './store-error.ts';
import { syncIndexes } from './sync-indexes.ts';

export type MigrateOptions = {
  readonly now: Clock;
  readonly log: (line: string) => void;
  /** Waits between two looks at an instance that migrates already. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly migrations?: readonly Migration[];
};

const lookAgainMs = 250;
const signOfLifeMs = 15_000;

/**
 * Brings the database to the form that this version needs: its collections, data and indexes. Safe to run
 * again and by several instances at once: one of them does it and the others wait until it is done.
 * Throws StoreUnavailable.
 */
export async function migrate(
  { mongoose: connection }: MongoConnection,
  options: MigrateOptions,
): Promise<void> {
  const { now, log, pause = (milliseconds) => setTimeout(milliseconds), migrations = ours } = options;
  const records = connection.collection<MigrationRecord>('migrations');
  try {
    for (let looks = 0; ; looks += 1) {
      const lease = await takeLease(records, now);
      if (lease !== undefined) {
        await whileAlive(lease, async () => {
          for (const migration of migrations) {
            const recordId = `migration-${migration.number}`;
            if ((await records.findOne({ _id: recordId })) !== null) continue;
            await lease.extend();
            log(`migration ${migration.number}, ${migration.name}`);
            await migration.run(connection);
            await records.insertOne({ _id: recordId, name: migration.name, madeAt: now() });
          }
          await syncIndexes(connection, log, () => lease.extend());
        });
        return;
      }
      if (looks === 0) log('another instance migrates the database; waiting for it');
      await pause(lookAgainMs);
    }
  } catch (error) {
    throw toStoreError(error, 'migrations');
  }
}

/** Keeps the lease while the work goes on, and gives it back. */
async function whileAlive(lease: MigrationLease, work: () => Promise<void>): Promise<void> {
  // A lease lost in the middle of a step shows at the next one.
  const timer = setInterval(() => void lease.extend().catch(() => undefined), signOfLifeMs);
  timer.unref();
  try {
    await work();
  } finally {
    clearInterval(timer);
    await lease.release().catch(() => undefined);
  }
}
