import type { AuditEntry } from '../domain/audit-entry.ts';
import type { PersonId } from '../domain/person.ts';
import type { Page, PageRequest } from './page.ts';

export interface AuditLog {
  add(entry: AuditEntry): Promise<void>;
  /** Says `erasedPerson` in the place of these people; what was done stays. */
  forget(ids: readonly PersonId[]): Promise<void>;
  /** Newest first. */
  page(
    filter: { readonly issuerId?: string; readonly about?: string },
    page: PageRequest,
  ): Promise<Page<AuditEntry>>;
}
