import { ObjectId } from 'bson';
import { expect, test } from 'vitest';
import { mongoCode, unpackSqlState } from '../../../../tools/local-mongo/gateway/error-codes.ts';
import { duplicateKey, indexIn, written } from '../../../../tools/local-mongo/gateway/duplicate-key.ts';

test('a duplicate of several keys, nested, in arrays, missing', () => {
  const document = { a: { b: 'x' }, list: [{ n: 1 }], id: new ObjectId('65f000000000000000000001') };
  const error = duplicateKey('db.c', 'all', { 'a.b': 1, 'list.n': -1, id: 1, gone: 1 }, document);
  expect(error.message).toBe(
    'E11000 duplicate key error collection: db.c index: all dup key: { a.b: "x", list.n: 1, id: ObjectId(\'65f000000000000000000001\'), gone: null }',
  );
  expect(error.answer()).toMatchObject({
    code: 11000,
    codeName: 'DuplicateKey',
    keyPattern: { 'a.b': 1, 'list.n': -1, id: 1, gone: 1 },
    keyValue: { 'a.b': 'x', 'list.n': 1, id: document.id },
  });
});

test('what an update writes, as far as it tells', () => {
  expect(written({ a: 1 }, { b: 2 })).toEqual({ b: 2 });
  expect(written({ a: 1, n: { $gt: 3 }, e: { $eq: 4 } }, { $set: { b: 2 }, $inc: { c: 1 } })).toEqual({
    a: 1,
    e: 4,
    b: 2,
  });
  expect(written({ a: 1 }, { $setOnInsert: { a: 2, d: 3 } })).toEqual({ a: 2, d: 3 });
  expect(written({ a: 1 }, [{ $set: { b: 1 } }])).toEqual({ a: 1 });
});

test("the engine's numbers become MongoDB's", () => {
  expect(unpackSqlState(319029277)).toBe('M001C');
  expect(mongoCode('M001C')).toEqual({ code: 11000, codeName: 'DuplicateKey' });
  expect(mongoCode('M0008')).toEqual({ code: 26, codeName: 'NamespaceNotFound' });
  expect(mongoCode('M00F1')).toEqual({ code: 112, codeName: 'WriteConflict' });
  expect(mongoCode('M000E')).toEqual({ code: 43, codeName: 'CursorNotFound' });
  expect(mongoCode('M00CO')).toEqual({ code: 121, codeName: 'DocumentFailedValidation' });
  expect(mongoCode('MZZZZ')).toEqual({ code: 2, codeName: 'BadValue' });
  expect(indexIn("Duplicate key violation on the requested collection: Index 'a_1'")).toBe('a_1');
});
