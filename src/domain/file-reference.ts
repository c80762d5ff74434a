/** A file in the file store; `id` is the SHA-256 of its bytes in hex, so that equal files are one. */
export type FileReference = {
  readonly id: string;
  /** Media type, such as `image/png`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
};
