import { DuplicateKey, type Store, type UniqueKey } from '../../src/ports/store.ts';

/** A store that the contract is tried on. */
export type StoreUnderTest = {
  store(): Store;
  /** Empties it. */
  clear(): Promise<void>;
  end(): Promise<void>;
};

/** The unique key that the write met; undefined when it was done. */
export async function keyMet(write: Promise<unknown>): Promise<UniqueKey | undefined> {
  try {
    await write;
    return undefined;
  } catch (error) {
    if (error instanceof DuplicateKey) return error.uniqueKey;
    throw error;
  }
}

/** Everything that a stream gives. */
export async function drained<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}

/** Minutes after a moment. */
export function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** So many of a thing, numbered from 0. */
export function several<T>(count: number, build: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => build(index));
}
