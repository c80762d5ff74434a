import { DatabaseError } from 'pg';
import { mongoCode } from './error-codes.ts';
import { GatewayError } from './gateway-error.ts';

/** SQLSTATEs of a write that lost against another one and may be tried again. */
export const conflicts: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', 'M00F1']);
/** SQLSTATEs that show two clients making or dropping the same collection at once. */
const catalogueRaces = new Set(['42P01', '42P07', '42704', '42703', 'XX000', '23505', '23503']);
const duplicates = new Set(['23505', '23P01', 'M001C']);
const lost = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006']);

function inCatalogue(error: DatabaseError): boolean {
  return error.schema !== undefined && error.schema.startsWith('documentdb_api_catalog');
}

/** Whether the same command may succeed when it is simply sent once more: it changed nothing. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof DatabaseError) || error.code === undefined) return false;
  if (conflicts.has(error.code)) return true;
  if (error.code === '23505' || error.code === '23503') {
    return inCatalogue(error) || /pg_(class|type|namespace|constraint)/.test(error.constraint ?? '');
  }
  if (error.code === 'XX000') {
    return /tuple concurrently|could not open relation|cache lookup failed|could not find/.test(
      error.message,
    );
  }
  // Said when the collection came into being after the transaction's snapshot was taken.
  if (/Unable to create the specified collection/.test(error.message)) return true;
  return catalogueRaces.has(error.code);
}

/** What failed in the engine, in MongoDB's words. `inTransaction` adds the label by which drivers start over. */
export function toGatewayError(error: unknown, inTransaction: boolean): GatewayError {
  if (error instanceof GatewayError) return error;
  if (!(error instanceof DatabaseError) || error.code === undefined) {
    const message = error instanceof Error ? error.message : String(error);
    return new GatewayError(91, 'ShutdownInProgress', `the engine can't be reached: ${message}`, [
      inTransaction ? 'TransientTransactionError' : 'RetryableWriteError',
    ]);
  }
  const { code, message } = error;
  if (lost.has(code)) {
    return new GatewayError(91, 'ShutdownInProgress', message, [
      inTransaction ? 'TransientTransactionError' : 'RetryableWriteError',
    ]);
  }
  if (conflicts.has(code) || isPassing(error)) {
    return new GatewayError(
      112,
      'WriteConflict',
      `WriteConflict error: ${message}`,
      inTransaction ? ['TransientTransactionError'] : [],
    );
  }
  if (duplicates.has(code)) return new GatewayError(11000, 'DuplicateKey', message, [], {}, { cause: error });
  if (code === '57014') {
    return /statement timeout/.test(message)
      ? new GatewayError(50, 'MaxTimeMSExpired', 'operation exceeded time limit')
      : new GatewayError(11601, 'Interrupted', 'operation was interrupted');
  }
  if (/is larger than MaxDocumentSize/.test(message)) {
    return new GatewayError(10334, 'BSONObjectTooLarge', `BSONObj size is invalid: ${message}`);
  }
  if (code.startsWith('M')) {
    const { code: number, codeName } = mongoCode(code);
    return new GatewayError(number, codeName, message);
  }
  return new GatewayError(1, 'InternalError', `${message} (${code})`);
}
