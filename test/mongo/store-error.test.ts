import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { toStoreError } from '../../src/mongo/store-error.ts';

const { MongoServerError } = mongo;

/** What each engine says when a unique key is met. */
const duplicates = [
  {
    title: 'by the index named in the message',
    collection: 'awards',
    error: {
      message:
        'E11000 duplicate key error collection: speldje.awards index: award-hold dup key: { holdKey: "p:b" }',
    },
    key: 'award-hold',
  },
  {
    title: 'by the index named in an old message',
    collection: 'persons',
    error: { message: 'E11000 duplicate key error index: speldje.persons.$identity dup key: { : "x" }' },
    key: 'identity',
  },
  {
    title: 'by the key pattern when no index is named',
    collection: 'awards',
    error: {
      message: 'Duplicate key violation on the requested collection',
      keyPattern: { 'statusList.list': 1, 'statusList.index': 1 },
    },
    key: 'award-status-index',
  },
  {
    title: 'by the key pattern of the first write in a bulk',
    collection: 'outbox',
    error: { message: 'E11000 duplicate key error', writeErrors: [{ err: { keyPattern: { key: 1 } } }] },
    key: 'outbox',
  },
  {
    title: 'by the id of a delivery',
    collection: 'deliveries',
    error: {
      message: 'E11000 duplicate key error collection: speldje.deliveries index: _id_ dup key: { _id: "k" }',
      keyPattern: { _id: 1 },
    },
    key: 'delivery',
  },
  {
    title: 'as other when it is the id of something else',
    collection: 'badges',
    error: {
      message: 'E11000 duplicate key error collection: speldje.badges index: _id_ dup key: { _id: "k" }',
    },
    key: 'other',
  },
  {
    title: 'as other when the index is none of ours',
    collection: 'inbox',
    error: { message: 'E11000 duplicate key error index: added-by-hand dup key', keyPattern: { x: 1 } },
    key: 'other',
  },
];

describe('the store’s errors', () => {
  it.each(duplicates)('name a unique key $title', ({ collection, error, key }) => {
    const found = toStoreError(new MongoServerError({ code: 11000, ...error }), collection);
    expect(found).toMatchObject({ code: 'duplicate-key', uniqueKey: key });
  });

  it.each([
    ['a lost connection', new mongo.MongoNetworkError('connection 3 to 127.0.0.1:27017 closed')],
    ['a server that steps down', new MongoServerError({ message: 'not primary', code: 10107 })],
    ['a server that shuts down', new MongoServerError({ message: 'shutting down', code: 91 })],
  ])('call %s unavailable', (_, error) => {
    expect(toStoreError(error, 'awards')).toMatchObject({ code: 'store-unavailable', cause: error });
  });

  it.each([
    ['a refusal of the server', new MongoServerError({ message: 'unknown operator', code: 2 })],
    ['a fault in the program', new TypeError('x is not a function')],
  ])('leave %s as it is', (_, error) => {
    expect(toStoreError(error, 'awards')).toBe(error);
  });
});
