import type { FileReference } from '../domain/file-reference.ts';

export interface FileStore {
  /**
   * Keeps bytes of at most 15 MB; the same bytes twice are kept once, with the media type of the first time.
   * With a holder they stay until their last holder lets go of them, otherwise until they are removed.
   * Throws FileTooLarge.
   */
  put(bytes: Uint8Array, type: string, heldBy?: string): Promise<FileReference>;
  /** One holder needs them no more; they go when nobody does. */
  release(id: string, heldBy: string): Promise<void>;
  get(id: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;
  remove(id: string): Promise<void>;
}

export const mostFileBytes = 15 * 1024 * 1024;

/** More bytes than a file in the store may have. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly code = 'file-too-large';
  readonly bytes: number;
  constructor(bytes: number) {
    super(`a file of ${bytes} bytes; at most ${mostFileBytes} are kept`);
    this.bytes = bytes;
  }
}
