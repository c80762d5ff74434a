import {
  BSONRegExp,
  Binary,
  BSONSymbol,
  Code,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { assert, integer, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { GatewayError } from '../../../../tools/local-mongo/gateway/gateway-error.ts';
import { RawDocument, withField } from '../../../../tools/local-mongo/gateway/raw-document.ts';

const every = {
  double: new Double(1.5),
  string: 'zé',
  document: { a: 1 },
  array: [1, 'b'],
  binary: new Binary(Buffer.from('abc')),
  id: new ObjectId('65f000000000000000000001'),
  yes: true,
  no: false,
  date: new Date(0),
  nothing: null,
  pattern: new BSONRegExp('^a', 'i'),
  code: new Code('x'),
  scoped: new Code('x', { y: 1 }),
  symbol: new BSONSymbol('s'),
  int: new Int32(-3),
  long: Long.fromString('9007199254740993'),
  timestamp: new Timestamp({ t: 1, i: 2 }),
  decimal: Decimal128.fromString('1.10'),
  least: new MinKey(),
  most: new MaxKey(),
};

function raw(document: Record<string, unknown>): RawDocument {
  return new RawDocument(Buffer.from(serialize(document)));
}

test('every type of BSON is stepped over', () => {
  const document = raw(every);
  expect(document.elements.map(({ name }) => name)).toEqual(Object.keys(every));
  expect(document.string('string')).toBe('zé');
  expect(document.integer('long')).toBe(9007199254740993n);
  expect(document.integer('int')).toBe(-3n);
  expect(document.integer('double')).toBeUndefined();
  expect(document.truthy('yes')).toBe(true);
  expect(document.truthy('no')).toBe(false);
  expect(document.truthy('missing')).toBe(false);
});

test('fields are left out or replaced while the others keep their bytes', () => {
  const document = raw(every);
  const without = document.without(new Set(['string', 'array']));
  const { string: _, array: __, ...rest } = every;
  expect(without).toEqual(Buffer.from(serialize(rest)));
  const replaced = withField(document, 'document', Buffer.from(serialize({ b: 2 })));
  expect(deserialize(replaced)['document']).toEqual({ b: 2 });
  expect(replaced.length).toBe(document.bytes.length);
});

test('bytes that are no document are refused as InvalidBSON, whatever they are', () => {
  const whole = Buffer.from(serialize(every));
  const outcomes = new Set<unknown>();
  assert(
    property(nat(whole.length - 1), integer({ min: 0, max: 255 }), (position, byte) => {
      const broken = Buffer.from(whole);
      broken[position] = byte;
      try {
        outcomes.add(typeof new RawDocument(broken).elements.length);
      } catch (error) {
        outcomes.add(error instanceof GatewayError ? error.codeName : error);
      }
    }),
    { seed: 7, numRuns: 2000 },
  );
  expect(outcomes).toEqual(new Set(['number', 'InvalidBSON']));
});

test.each([0, 4, 5, 20])('a document cut off after %i bytes is refused', (length) => {
  expect(() => new RawDocument(Buffer.from(serialize(every)).subarray(0, length))).toThrow(
    expect.objectContaining({ code: 22 }),
  );
});
