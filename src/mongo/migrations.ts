import type { Connection } from 'mongoose';
import { collections } from './indexes.ts';

/** A change of what is stored, made once. It may be cut off and begin again, so it must bear being repeated. */
export type Migration = {
  /** Counts from 1, without gaps; never changes. */
  readonly number: number;
  readonly name: string;
  run(connection: Connection): Promise<void>;
};

/** In the order in which they are made. */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: 'create-collections',
    async run(connection) {
      const there = new Set((await connection.listCollections()).map((collection) => collection.name));
      for (const name of collections) if (!there.has(name)) await connection.createCollection(name);
    },
  },
];
