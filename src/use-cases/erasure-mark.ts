import { createHash } from 'node:crypto';
import type { PersonId } from '../domain/person.ts';

/**
 * By what the audit names somebody who was erased, such as `erased:qsN…`: a hash of their id, which was drawn at random and is
 * kept nowhere. It leads nobody to them but who still has their record, in a backup that was put back.
 */
export function erasureMark(id: PersonId): string {
  return `erased:${createHash('sha256').update(id).digest('base64url')}`;
}
