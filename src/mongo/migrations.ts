import type { Connection } from 'mongoose';
import { erasedLeaveNothing } from './erased-leave-nothing.ts';
import { findableByName } from './findable-persons.ts';

/** A change of what is stored, made once. It may be cut off and begin again, so it must bear being repeated. */
export type Migration = {
  /** Counts from 1, without gaps; never changes. */
  readonly number: number;
  readonly name: string;
  run(connection: Connection): Promise<void>;
};

/** In the order in which they are made. Collections and indexes need none: they are brought about at every start. */
export const migrations: readonly Migration[] = [
  { number: 1, name: 'persons are found by name', run: findableByName },
  { number: 2, name: 'of whoever was erased nothing stays', run: erasedLeaveNothing },
];
