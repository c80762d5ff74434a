import { serialize } from 'bson';
import { DatabaseError } from 'pg';
import { decoded, duplicateKey, indexIn, written } from './duplicate-key.ts';
import { bytesAt, type Runner, type Statement } from './engine.ts';
import type { GatewayError } from './gateway-error.ts';
import { RawDocument } from './raw-document.ts';
import { cursorStatements } from './statements.ts';

type Fields = Record<string, unknown>;

/** Where a duplicate happened: the command and, in a write of many operations, which of them. */
export type DuplicatePlace = {
  readonly database: string;
  readonly name: string;
  readonly command: RawDocument;
  readonly position: number;
};

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function collectionOf({ command }: DuplicatePlace): string {
  return command.string(command.elements[0]?.name ?? '') ?? '';
}

/** The key of an index, or undefined when it can't be looked up. */
async function keyPattern(engine: Runner, place: DuplicatePlace, index: string): Promise<Fields | undefined> {
  if (index === '_id_') return { _id: 1 };
  const statement = cursorStatements.get('listindexes');
  if (statement === undefined) return undefined;
  try {
    const spec = serialize({ listIndexes: collectionOf(place), cursor: { batchSize: 1000 } });
    const page = bytesAt(await engine.run(statement, [place.database, Buffer.from(spec)]), 0);
    if (page === undefined) return undefined;
    const indexes = new RawDocument(page).nested('cursor')?.documents('firstBatch') ?? [];
    const found = indexes.map(decoded).find(({ name }) => name === index);
    return found === undefined ? undefined : fieldsOf(found['key']);
  } catch {
    // The duplicate is reported all the same, without its pattern.
    return undefined;
  }
}

/** What the operation would have written, as far as the command tells. */
function intended({ name, command, position }: DuplicatePlace): Fields {
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

/** Puts the duplicate that one operation of a write met into MongoDB's words. */
export async function describeDuplicate(
  engine: Runner,
  place: DuplicatePlace,
  message: string,
): Promise<GatewayError> {
  const index = indexIn(message) ?? '_id_';
  const pattern = await keyPattern(engine, place, index);
  return duplicateKey(`${place.database}.${collectionOf(place)}`, index, pattern, intended(place));
}

const indexNameStatement: Statement = {
  name: 'index_name',
  text: 'SELECT (index_spec).index_name FROM documentdb_api_catalog.collection_indexes WHERE index_id = $1',
};

function hexDocument(hex: string | undefined): Fields | undefined {
  if (hex === undefined) return undefined;
  try {
    return decoded(Buffer.from(hex, 'hex'));
  } catch {
    return undefined;
  }
}

/** The name of the index that a constraint of the engine stands for. */
async function indexName(engine: Runner, place: DuplicatePlace, constraint: string): Promise<string> {
  if (place.name === 'createindexes') {
    // The index isn't in the catalogue yet: it is one of those that the command asks for.
    const asked = place.command.documents('indexes').map(decoded);
    const unique = asked.filter((index) => index['unique'] === true);
    return String((unique[0] ?? asked[0])?.['name']);
  }
  const id = /_index_(\d+)$/.exec(constraint)?.[1];
  if (id === undefined) return '_id_';
  const row = await engine.run(indexNameStatement, [Number(id)]).catch(() => []);
  return typeof row[0] === 'string' ? row[0] : constraint;
}

/**
 * Puts a duplicate that ended a whole command (findAndModify, createIndexes, $merge) into MongoDB's words.
 * PostgreSQL's detail tells the document and, for an index other than that of `_id`, the key:
 * `Key (document, …'BSONHEX<key>'…)=(BSONHEX<document>, …) conflicts with …`.
 */
export async function describeThrown(
  engine: Runner,
  place: DuplicatePlace,
  error: GatewayError,
): Promise<GatewayError> {
  const { cause } = error;
  const constraint = cause instanceof DatabaseError ? cause.constraint : undefined;
  if (!(cause instanceof DatabaseError) || constraint === undefined) {
    return await describeDuplicate(engine, place, error.message);
  }
  const namespace = `${place.database}.${collectionOf(place)}`;
  const index = await indexName(engine, place, constraint);
  const detail = cause.detail ?? '';
  if (index === '_id_') {
    const id = hexDocument(/BSONHEX([0-9a-f]+)\)/i.exec(detail)?.[1])?.[''];
    return duplicateKey(namespace, index, { _id: 1 }, { _id: id });
  }
  const pattern = hexDocument(/'BSONHEX([0-9a-f]+)'/i.exec(detail)?.[1]);
  const document = hexDocument(/=\(BSONHEX([0-9a-f]+)/i.exec(detail)?.[1]);
  return duplicateKey(
    namespace,
    index,
    pattern ?? (await keyPattern(engine, place, index)),
    document ?? intended(place),
  );
}
