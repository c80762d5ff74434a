import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { InboxItem } from '../domain/inbox-item.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { RetentionRepository } from '../ports/retention-repository.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import type { Stored } from './stored.ts';

export function retentionRepository(scope: Scope, models: Models): RetentionRepository {
  const audit = documents<Stored<AuditEntry>>(scope, models.audit);
  const outbox = documents<Stored<OutboxMessage>>(scope, models.outbox);
  const inbox = documents<InboxItem & { readonly _id: string }>(scope, models.inbox);
  const evidence = documents<Stored<Evidence>>(scope, models.evidence);
  const nominations = documents<Stored<Nomination>>(scope, models.nominations);
  return {
    auditBefore: (at) => audit.remove({ at: { $lt: at } }),
    async undeliveredBefore(at) {
      const messages = await outbox.remove({
        status: { $in: ['parked', 'parked-bulk'] },
        createdAt: { $lt: at },
      });
      return messages + (await inbox.remove({ status: 'failed', receivedAt: { $lt: at } }));
    },
    withdrawnEvidenceBefore: (at) => evidence.remove({ withdrawnAt: { $lt: at } }),
    async closedNominationsBefore(at, limit) {
      const found = await nominations.many(
        { status: { $in: ['declined', 'withdrawn'] }, createdAt: { $lt: at } },
        { sort: { createdAt: 1, _id: 1 }, limit },
      );
      return found.map(({ _id }) => _id);
    },
    async removeNominations(ids) {
      await evidence.remove({ 'subject.kind': 'nomination', 'subject.id': { $in: ids } });
      await nominations.remove({ _id: { $in: ids } });
    },
  };
}
