import { deserialize, EJSON, ObjectId } from 'bson';
import { GatewayError } from './gateway-error.ts';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The value at a dotted path; in an array of documents, the first one that has it. */
function at(fields: unknown, path: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return fields;
  if (Array.isArray(fields)) {
    const direct: unknown = /^\d+$/.test(head) ? fields[Number(head)] : undefined;
    if (direct !== undefined) return at(direct, rest);
    return fields.map((item) => at(item, path)).find((value) => value !== undefined);
  }
  if (!isFields(fields)) return undefined;
  const dotted = fields[path.join('.')];
  return dotted === undefined ? at(fields[head], rest) : dotted;
}

function shown(value: unknown): string {
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value === 'bigint') return String(value);
  if (isFields(value)) {
    const inside = Object.entries(value).map(([name, item]) => `${name}: ${shown(item)}`);
    return `{ ${inside.join(', ')} }`;
  }
  return EJSON.stringify(value ?? null, { relaxed: true });
}

/**
 * What a write would have made of a document, as far as the write itself tells: the inserted document, the
 * replacement, or the equalities of the query with `$setOnInsert` and `$set` laid over them.
 */
export function written(query: unknown, update: unknown): Fields {
  if (!isFields(update)) return isFields(query) ? query : {};
  if (!Object.keys(update).some((name) => name.startsWith('$'))) return update;
  const equalities = isFields(query)
    ? Object.fromEntries(
        Object.entries(query)
          .filter(([name]) => !name.startsWith('$'))
          .map(([name, value]) => [name, isFields(value) && '$eq' in value ? value['$eq'] : value])
          .filter(([, value]) => !(isFields(value) && Object.keys(value).some((key) => key.startsWith('$')))),
      )
    : {};
  const set = update['$set'];
  const onInsert = update['$setOnInsert'];
  return { ...equalities, ...(isFields(onInsert) ? onInsert : {}), ...(isFields(set) ? set : {}) };
}

/** The name of the index that the engine's message names. */
export function indexIn(message: string): string | undefined {
  return /Index '([^']+)'/.exec(message)?.[1];
}

/**
 * A duplicate key in MongoDB's words, with `keyPattern` and `keyValue`. A value that the write doesn't tell (set
 * by another operator than `$set`, or by a pipeline) is left out of `keyValue`.
 */
export function duplicateKey(
  namespace: string,
  index: string,
  pattern: Fields | undefined,
  document: Fields,
): GatewayError {
  const keys = Object.keys(pattern ?? {});
  const values = keys.map((key): [string, unknown] => {
    const value = at(document, key.split('.'));
    return [key, Array.isArray(value) ? value[0] : value];
  });
  const dup = values.map(([key, value]) => `${key}: ${shown(value)}`).join(', ');
  return new GatewayError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${dup} }`,
    [],
    pattern === undefined
      ? {}
      : {
          keyPattern: pattern,
          keyValue: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
        },
  );
}

/** Decodes a document for a message; 64-bit numbers and other types keep their own classes. */
export function decoded(bytes: Buffer): Fields {
  const fields: Fields = deserialize(bytes, { promoteValues: true });
  return fields;
}
