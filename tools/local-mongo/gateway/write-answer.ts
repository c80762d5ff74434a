import { serialize } from 'bson';
import { decoded, duplicateKey, indexIn, written } from './duplicate-key.ts';
import { bytesAt, type Row, type Runner } from './engine.ts';
import { mongoCode, unpackSqlState } from './error-codes.ts';
import { GatewayError } from './gateway-error.ts';
import { RawDocument, withField } from './raw-document.ts';
import { cursorStatements } from './statements.ts';

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The key of an index, or undefined when it can't be looked up. */
async function keyPattern(
  engine: Runner,
  database: string,
  collection: string,
  index: string,
): Promise<Fields | undefined> {
  if (index === '_id_') return { _id: 1 };
  const statement = cursorStatements.get('listindexes');
  if (statement === undefined) return undefined;
  try {
    const spec = Buffer.from(serialize({ listIndexes: collection, cursor: { batchSize: 1000 } }));
    const page = bytesAt(await engine.run(statement, [database, spec]), 0);
    const indexes =
      page === undefined ? [] : (new RawDocument(page).nested('cursor')?.documents('firstBatch') ?? []);
    const found = indexes.map(decoded).find(({ name }) => name === index);
    return found === undefined ? undefined : fieldsOf(found['key']);
  } catch {
    // The duplicate is reported all the same, without its pattern.
    return undefined;
  }
}

/** What the operation at `position` of a write command would have written. */
function intended(name: string, command: RawDocument, position: number): Fields {
  if (name === 'insert') {
    const document = command.documents('documents')[position];
    return document === undefined ? {} : decoded(document);
  }
  if (name === 'update') {
    const operation = command.documents('updates')[position];
    if (operation === undefined) return {};
    const { q, u } = decoded(operation);
    return written(q, u);
  }
  const { query, update } = decoded(command.bytes);
  return written(query, update);
}

/** Puts a duplicate key error into MongoDB's words. */
export async function describeDuplicate(
  engine: Runner,
  database: string,
  name: string,
  command: RawDocument,
  position: number,
  message: string,
): Promise<GatewayError> {
  const collection = command.string(command.elements[0]?.name ?? '') ?? '';
  const index = indexIn(message) ?? '_id_';
  const pattern = await keyPattern(engine, database, collection, index);
  return duplicateKey(`${database}.${collection}`, index, pattern, intended(name, command, position));
}

/**
 * The answer to a write. The engine's own is passed on as it is, unless operations in it failed: their codes and
 * messages become MongoDB's.
 *
 * `failed` says that the answer holds write errors, which end a transaction.
 */
export async function writeAnswer(
  engine: Runner,
  database: string,
  name: string,
  command: RawDocument,
  row: Row,
): Promise<{ answer: Buffer; failed: boolean }> {
  const bytes = bytesAt(row, 0);
  if (bytes === undefined) throw new GatewayError(1, 'InternalError', 'the engine gave no answer');
  const raw = new RawDocument(bytes);
  if (name === 'findandmodify') return { answer: foundAnswer(raw), failed: false };
  if (raw.element('writeErrors') === undefined) return { answer: bytes, failed: false };
  const errors = await Promise.all(
    raw.documents('writeErrors').map(async (encoded) => {
      const { index, code, errmsg } = decoded(encoded);
      const position = typeof index === 'number' ? index : 0;
      const message = String(errmsg);
      const state = typeof code === 'number' ? unpackSqlState(code) : '';
      if (state === 'M001C' || state === '23505' || state === '23P01') {
        const error = await describeDuplicate(engine, database, name, command, position, message);
        return { index: position, code: error.code, errmsg: error.message, ...error.fields };
      }
      const known = /is larger than MaxDocumentSize/.test(message)
        ? { code: 10334 }
        : state.startsWith('M')
          ? mongoCode(state)
          : { code: 1 };
      return { index: position, code: known.code, errmsg: message };
    }),
  );
  const answer = withField(
    raw,
    'writeErrors',
    errors.map((error) => Buffer.from(serialize(error))),
  );
  return { answer, failed: true };
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
