import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Page, PageRequest } from './page.ts';

export interface AuditLog {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(
    filter: { readonly issuerId?: string; readonly about?: string },
    page: PageRequest,
  ): Promise<Page<AuditEntry>>;
}
