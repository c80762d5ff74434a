import { DuplicateKey, type UniqueKey } from '../../src/ports/store.ts';

/** A unique key of a table: what of a row it is made of; nothing when the row does not take part. */
export type Unique<T> = { readonly key: UniqueKey; of(row: T): string | readonly string[] | undefined };

/** Rows by id with their unique keys. Rows are copied on their way in and out. */
export class MemoryTable<T> {
  readonly #idOf: (row: T) => string;
  readonly #idKey: UniqueKey;
  readonly #uniques: readonly Unique<T>[];
  #rows = new Map<string, T>();
  /** For each unique key, which row has a value. */
  #owners: Map<string, string>[];

  constructor(idOf: (row: T) => string, uniques: readonly Unique<T>[] = [], idKey: UniqueKey = 'other') {
    this.#idOf = idOf;
    this.#idKey = idKey;
    this.#uniques = uniques;
    this.#owners = uniques.map(() => new Map());
  }

  /** A table of its own with the same rows. */
  fork(): MemoryTable<T> {
    const copy = new MemoryTable(this.#idOf, this.#uniques, this.#idKey);
    copy.#rows = new Map(this.#rows);
    copy.#owners = this.#owners.map((owners) => new Map(owners));
    return copy;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  get(id: string): T | undefined {
    return structuredClone(this.#rows.get(id));
  }

  /** The rows that fit, in the order in which they came. */
  where(fits: (row: T) => boolean = () => true): T[] {
    return structuredClone([...this.#rows.values()].filter(fits));
  }

  /** All of them or none. */
  insert(rows: readonly T[]): void {
    const done: string[] = [];
    try {
      for (const row of rows) {
        const id = this.#idOf(row);
        if (this.#rows.has(id)) throw new DuplicateKey(this.#idKey);
        this.put(row);
        done.push(id);
      }
    } catch (error) {
      for (const id of done) this.remove(id);
      throw error;
    }
  }

  /** Inserts or replaces. */
  put(row: T): void {
    const id = this.#idOf(row);
    const before = this.#rows.get(id);
    for (const [at, unique] of this.#uniques.entries())
      for (const value of valuesOf(unique, row)) {
        const owner = this.#owners[at]?.get(value);
        if (owner !== undefined && owner !== id) throw new DuplicateKey(unique.key);
      }
    if (before !== undefined) this.#disown(before);
    this.#rows.set(id, structuredClone(row));
    for (const [at, unique] of this.#uniques.entries())
      for (const value of valuesOf(unique, row)) this.#owners[at]?.set(value, id);
  }

  /** Whether it was there. */
  remove(id: string): boolean {
    const row = this.#rows.get(id);
    if (row !== undefined) this.#disown(row);
    return this.#rows.delete(id);
  }

  removeWhere(fits: (row: T) => boolean): void {
    for (const row of this.where(fits)) this.remove(this.#idOf(row));
  }

  #disown(row: T): void {
    for (const [at, unique] of this.#uniques.entries())
      for (const value of valuesOf(unique, row)) this.#owners[at]?.delete(value);
  }
}

function valuesOf<T>(unique: Unique<T>, row: T): readonly string[] {
  const values = unique.of(row);
  return values === undefined ? [] : typeof values === 'string' ? [values] : values;
}
