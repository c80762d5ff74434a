import { Error as MongooseError, mongo } from 'mongoose';
import { z } from 'zod';
import { DuplicateKey, StoreUnavailable, type UniqueKey } from '../ports/store.ts';
import { indexes } from './indexes.ts';

const unavailable = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  MongooseError.MongooseServerSelectionError,
];

/** Codes with which a server says that it is stopping, stepping down or cut off from its replica set. */
const unavailableCodes = new Set<unknown>([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** Whether the database could not be reached, as against having refused. */
export function isUnavailable(error: unknown): boolean {
  if (unavailable.some((kind) => error instanceof kind)) return true;
  // The driver wraps a broken connection in a bulk error that has neither a code nor a fault of any document.
  if (error instanceof mongo.MongoBulkWriteError && error.code === undefined)
    return [error.writeErrors].flat().length === 0;
  if (error instanceof mongo.MongoServerError) return unavailableCodes.has(error.code);
  return error instanceof mongo.MongoError && /pool|connection/iu.test(error.name);
}

/** Whether the whole transaction may be tried again from its start. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof mongo.MongoError)) return false;
  return error.hasErrorLabel('TransientTransactionError') || isWriteConflict(error);
}

/** Whether a commit may have happened, and may be asked for again. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}

export function isWriteConflict(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 112;
}

/** Whether a unique key of that collection was met. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && (error.code === 11000 || error.code === 11001);
}

/**
 * Which of so many documents of an unordered insert met a unique key, by position. Undefined unless that explains
 * every one that was not stored: a connection that breaks is wrapped in the same error, without saying of which.
 */
export function clashesOf(error: unknown, count: number): readonly number[] | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) return undefined;
  const errors = [error.writeErrors].flat();
  const explained = errors.length > 0 && error.insertedCount + errors.length === count;
  return explained && errors.every(({ code }) => code === 11000)
    ? errors.map(({ index }) => index)
    : undefined;
}

const keyPatternShape = z.object({ keyPattern: z.record(z.string(), z.unknown()) });
const bulkShape = z.object({ writeErrors: z.array(z.object({ err: z.unknown() })).min(1) });
const indexNameShape = /index: (?:\S+\.\$)?(\S+?)(?:_?\s+dup key|\s|$)/u;

/** The error as the ports name it: DuplicateKey, StoreUnavailable, or what it was. */
export function toStoreError(error: unknown, collection: string): unknown {
  if (isDuplicate(error)) return new DuplicateKey(uniqueKeyOf(error, collection), error);
  return isUnavailable(error) ? new StoreUnavailable(error) : error;
}

function uniqueKeyOf(error: unknown, collection: string): UniqueKey {
  const unique = indexes.filter((index) => index.collection === collection && index.uniqueKey !== undefined);
  const name = error instanceof Error ? indexNameShape.exec(error.message)?.[1] : undefined;
  const byName = unique.find((index) => index.name === name);
  if (byName?.uniqueKey !== undefined) return byName.uniqueKey;
  const pattern = keyPatternOf(error);
  const byPattern = unique.find((index) => Object.keys(index.key).join() === pattern);
  if (byPattern?.uniqueKey !== undefined) return byPattern.uniqueKey;
  if (pattern !== undefined && pattern !== '_id') return 'other';
  return idKeys[collection] ?? 'other';
}

/** Collections whose `_id` is itself a key that use-cases meet. */
const idKeys: Readonly<Record<string, UniqueKey>> = {
  deliveries: 'delivery',
  inbox: 'inbox',
  ledger: 'ledger',
};

/** The fields of the index, comma-separated; engines differ in where they put them. */
function keyPatternOf(error: unknown): string | undefined {
  const bulk = bulkShape.safeParse(error).data?.writeErrors[0]?.err;
  for (const source of [error, bulk]) {
    const found = keyPatternShape.safeParse(source).data;
    if (found !== undefined) return Object.keys(found.keyPattern).join();
  }
  return undefined;
}
