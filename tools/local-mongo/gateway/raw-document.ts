import { GatewayError } from './gateway-error.ts';

/** One top-level element of a BSON document: its type byte, and where it and its value lie in the buffer. */
export type RawElement = {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
};

const fixedSizes = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
]);

function malformed(why: string): GatewayError {
  return new GatewayError(22, 'InvalidBSON', `malformed BSON: ${why}`);
}

/** The length of the value that begins at `at`, by https://bsonspec.org/spec.html. */
function valueSize(bytes: Buffer, type: number, at: number, limit: number): number {
  const fixed = fixedSizes.get(type);
  if (fixed !== undefined) return fixed;
  if (type === 0x0b) {
    const pattern = bytes.indexOf(0, at);
    const options = pattern === -1 ? -1 : bytes.indexOf(0, pattern + 1);
    if (options === -1) throw malformed('an unterminated regular expression');
    return options + 1 - at;
  }
  if (at + 4 > limit) throw malformed('a value runs past its document');
  const length = bytes.readInt32LE(at);
  if (length < 0) throw malformed('a negative length');
  if (type === 0x02 || type === 0x0d || type === 0x0e) return 4 + length;
  if (type === 0x03 || type === 0x04 || type === 0x0f) return length;
  if (type === 0x05) return 5 + length;
  if (type === 0x0c) return 4 + length + 12;
  throw malformed(`unknown type ${type}`);
}

/**
 * A BSON document looked at without decoding its values, so that what a client sent reaches the database byte
 * for byte. Only the top level is read; a nested value is taken whole.
 */
export class RawDocument {
  readonly bytes: Buffer;
  readonly elements: readonly RawElement[];

  constructor(bytes: Buffer) {
    if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length || bytes[bytes.length - 1] !== 0) {
      throw malformed('the length does not match');
    }
    this.bytes = bytes;
    const elements: RawElement[] = [];
    const limit = bytes.length - 1;
    let at = 4;
    while (at < limit) {
      const start = at;
      const type = bytes.readUInt8(at);
      const nameEnd = bytes.indexOf(0, at + 1);
      if (nameEnd === -1 || nameEnd >= limit) throw malformed('an unterminated field name');
      const valueStart = nameEnd + 1;
      const end = valueStart + valueSize(bytes, type, valueStart, limit);
      if (end > limit) throw malformed('a value runs past its document');
      elements.push({ name: bytes.toString('utf8', start + 1, nameEnd), type, start, valueStart, end });
      at = end;
    }
    this.elements = elements;
  }

  element(name: string): RawElement | undefined {
    return this.elements.find((element) => element.name === name);
  }

  /** The value of a string field, or undefined when it is missing or not a string. */
  string(name: string): string | undefined {
    const element = this.element(name);
    if (element === undefined || element.type !== 0x02) return undefined;
    return this.bytes.toString('utf8', element.valueStart + 4, element.end - 1);
  }

  /** The value of a whole number (double, int32, int64), or undefined. */
  integer(name: string): bigint | undefined {
    const element = this.element(name);
    if (element === undefined) return undefined;
    if (element.type === 0x10) return BigInt(this.bytes.readInt32LE(element.valueStart));
    if (element.type === 0x12) return this.bytes.readBigInt64LE(element.valueStart);
    if (element.type !== 0x01) return undefined;
    const number = this.bytes.readDoubleLE(element.valueStart);
    return Number.isInteger(number) ? BigInt(number) : undefined;
  }

  /** Whether a field is `true`, or a number other than zero. */
  truthy(name: string): boolean {
    const element = this.element(name);
    if (element === undefined) return false;
    if (element.type === 0x08) return this.bytes[element.valueStart] === 1;
    const number = this.integer(name);
    return number !== undefined && number !== 0n;
  }

  /** The document or array in a field, as its own document. */
  nested(name: string): RawDocument | undefined {
    const element = this.element(name);
    return element !== undefined && (element.type === 0x03 || element.type === 0x04)
      ? new RawDocument(this.bytes.subarray(element.valueStart, element.end))
      : undefined;
  }

  /** The documents of an array field, each as its bytes. */
  documents(name: string): Buffer[] {
    const array = this.nested(name);
    if (array === undefined) return [];
    return array.elements.map((element) => array.bytes.subarray(element.valueStart, element.end));
  }

  /** A copy of the bytes without the named fields. */
  without(names: ReadonlySet<string>): Buffer {
    if (!this.elements.some((element) => names.has(element.name))) return this.bytes;
    const kept = this.elements.filter((element) => !names.has(element.name));
    return joinDocument(kept.map((element) => this.bytes.subarray(element.start, element.end)));
  }
}

/** A copy of a document in which one field has another value: an encoded document, or an array of them. */
export function withField(document: RawDocument, name: string, value: Buffer | readonly Buffer[]): Buffer {
  const element = Buffer.isBuffer(value)
    ? Buffer.concat([Buffer.from(`\u0003${name}\0`), value])
    : arrayElement(name, value);
  const parts = document.elements.map((old) =>
    old.name === name ? element : document.bytes.subarray(old.start, old.end),
  );
  return joinDocument(parts);
}

/** A document made of elements that are already encoded. */
export function joinDocument(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.alloc(1)], length);
}

/** An encoded array element that holds the documents in their order. */
export function arrayElement(name: string, documents: readonly Buffer[]): Buffer {
  const items = documents.flatMap((document, index) => [Buffer.from(`\u0003${index}\0`), document]);
  return Buffer.concat([Buffer.from(`\u0004${name}\0`), joinDocument(items)]);
}
