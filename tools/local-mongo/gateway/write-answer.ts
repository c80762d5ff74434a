import { serialize } from 'bson';
import { describeDuplicate, type DuplicatePlace } from './describe-duplicate.ts';
import { decoded } from './duplicate-key.ts';
import { bytesAt, type Row, type Runner } from './engine.ts';
import { conflicts } from './engine-error.ts';
import { mongoCode, unpackSqlState } from './error-codes.ts';
import { GatewayError } from './gateway-error.ts';
import { RawDocument, withField } from './raw-document.ts';

const duplicates = new Set(['M001C', '23505', '23P01']);

/**
 * The answer to a write. The engine's own is passed on as it is, unless operations in it failed: their codes and
 * messages become MongoDB's.
 *
 * `failed` says that the answer holds write errors, which end a transaction.
 */
export async function writeAnswer(
  engine: Runner,
  place: Omit<DuplicatePlace, 'position'> & { readonly inTransaction: boolean },
  row: Row,
): Promise<{ answer: Buffer; failed: boolean }> {
  const bytes = bytesAt(row, 0);
  if (bytes === undefined) throw new GatewayError(1, 'InternalError', 'the engine gave no answer');
  const raw = new RawDocument(bytes);
  if (place.name === 'findandmodify') return { answer: foundAnswer(raw), failed: false };
  if (raw.element('writeErrors') === undefined) return { answer: bytes, failed: false };
  const errors: Buffer[] = [];
  for (const encoded of raw.documents('writeErrors')) {
    const { code, errmsg } = decoded(encoded);
    if (place.inTransaction && typeof code === 'number' && conflicts.has(unpackSqlState(code))) {
      // A conflict is no fault of the one operation: the transaction has to start over.
      throw new GatewayError(112, 'WriteConflict', `WriteConflict error: ${String(errmsg)}`, [
        'TransientTransactionError',
      ]);
    }
    errors.push(Buffer.from(serialize(await writeError(engine, place, decoded(encoded)))));
  }
  return { answer: withField(raw, 'writeErrors', errors), failed: true };
}

async function writeError(
  engine: Runner,
  place: Omit<DuplicatePlace, 'position'>,
  { index, code, errmsg }: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const position = typeof index === 'number' ? index : 0;
  const message = String(errmsg);
  const state = typeof code === 'number' ? unpackSqlState(code) : '';
  if (duplicates.has(state)) {
    const error = await describeDuplicate(engine, { ...place, position }, message);
    return { index: position, code: error.code, errmsg: error.message, ...error.fields };
  }
  if (/is larger than MaxDocumentSize/.test(message)) {
    return { index: position, code: 10334, errmsg: `BSONObj size is invalid: ${message}` };
  }
  if (conflicts.has(state)) return { index: position, code: 112, errmsg: `WriteConflict error: ${message}` };
  return { index: position, code: state.startsWith('M') ? mongoCode(state).code : 1, errmsg: message };
}

/** The engine counts an update that changed nothing as nothing found; MongoDB counts what was found. */
function foundAnswer(raw: RawDocument): Buffer {
  const state = raw.nested('lastErrorObject');
  const found = raw.element('value')?.type === 0x03;
  if (!found || state === undefined || state.integer('n') !== 0n) return raw.bytes;
  const { updatedExisting } = decoded(state.bytes);
  const fixed = { n: 1, ...(updatedExisting === undefined ? {} : { updatedExisting: true }) };
  return withField(raw, 'lastErrorObject', Buffer.from(serialize(fixed)));
}
