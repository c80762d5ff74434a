import type { RetentionRepository } from '../../src/ports/retention-repository.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Access } from './memory-tables.ts';

function removed<T>(table: MemoryTable<T>, fits: (row: T) => boolean): number {
  const count = table.where(fits).length;
  table.removeWhere(fits);
  return count;
}

export function memoryRetention({ read, write }: Access): RetentionRepository {
  return {
    auditBefore: (before) => write(({ audit }) => removed(audit, ({ at }) => at < before)),
    undeliveredBefore: (before) =>
      write(
        ({ outbox, inbox }) =>
          removed(outbox, ({ message }) => message.status === 'parked' && message.createdAt < before) +
          removed(inbox, ({ status, receivedAt }) => status === 'failed' && receivedAt < before),
      ),
    withdrawnEvidenceBefore: (before) =>
      write(({ evidence }) =>
        removed(evidence, ({ withdrawnAt }) => withdrawnAt !== undefined && withdrawnAt < before),
      ),
    closedNominationsBefore: async (before, limit) =>
      read()
        .nominations.where(
          ({ status, createdAt }) => (status === 'declined' || status === 'withdrawn') && createdAt < before,
        )
        .map(({ id }) => id)
        .slice(0, limit),
    removeNominations: (ids) =>
      write(({ nominations, evidence }) => {
        evidence.removeWhere(({ subject }) => subject.kind === 'nomination' && ids.includes(subject.id));
        for (const id of ids) nominations.remove(id);
      }),
  };
}
