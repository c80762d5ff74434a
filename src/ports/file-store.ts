import type { FileReference } from '../domain/file-reference.ts';

export interface FileStore {
  /** Keeps bytes of at most 15 MB; the same bytes twice are kept once. */
  put(bytes: Uint8Array, type: string): Promise<FileReference>;
  get(id: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;
  remove(id: string): Promise<void>;
}
