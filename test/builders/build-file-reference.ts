import type { FileReference } from '../../src/domain/file-reference.ts';

export function buildFileReference(overrides: Partial<FileReference> = {}): FileReference {
  return { id: 'ab'.repeat(32), type: 'image/png', size: 1234, ...overrides };
}
