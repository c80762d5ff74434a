/** An entry of a folder. */
export interface CatalogueEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Where a catalogue is read from. Paths use `/`. */
export interface CatalogueFiles {
  /** Every entry of a folder, in any order; `undefined` when there is no such folder. */
  list(folder: string): Promise<readonly CatalogueEntry[] | undefined>;
  /** A file's bytes; `undefined` when there is no such file. */
  read(file: string): Promise<Uint8Array | undefined>;
}
