import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { AnsweredWrites } from '../../../../tools/local-mongo/gateway/answered-writes.ts';
import { Cursors } from '../../../../tools/local-mongo/gateway/cursors.ts';
import { SchemaLocks } from '../../../../tools/local-mongo/gateway/schema-locks.ts';

test('a write that is sent again gets the first answer; the next one is performed', async () => {
  const writes = new AnsweredWrites();
  let performed = 0;
  const write = (): Promise<Buffer> => {
    performed += 1;
    return Promise.resolve(Buffer.from([performed]));
  };
  const [first, again] = await Promise.all([writes.once('s', 1n, write), writes.once('s', 1n, write)]);
  expect([first, again, await writes.once('s', 2n, write)]).toEqual([
    Buffer.from([1]),
    Buffer.from([1]),
    Buffer.from([2]),
  ]);
  await writes.once('other', 2n, write);
  expect(performed).toBe(3);
});

test('a write that failed as a whole is performed again', async () => {
  const writes = new AnsweredWrites();
  const fault = new Error('lost');
  await expect(writes.once('s', 1n, () => Promise.reject(fault))).rejects.toBe(fault);
  const answer = Buffer.from('done');
  expect(await writes.once('s', 1n, () => Promise.resolve(answer))).toBe(answer);
});

test('a cursor is kept for ten minutes after its last use', () => {
  let now = 0;
  const cursors = new Cursors(() => now);
  const state = Buffer.from('here');
  cursors.keep(1n, 'd.a', state);
  cursors.keep(2n, 'd.a', state);
  now = 599_999;
  cursors.keep(2n, 'd.a', cursors.continuation(2n, 'd.a'));
  now = 600_000;
  cursors.keep(3n, 'd.a', state);
  expect(() => cursors.continuation(1n, 'd.a')).toThrow(expect.objectContaining({ code: 43 }));
  expect(cursors.continuation(2n, 'd.a')).toBe(state);
  expect(() => cursors.continuation(2n, 'd.b')).toThrow(expect.objectContaining({ code: 13 }));
  expect(cursors.kill([2n, 9n])).toEqual({ killed: [2n], missing: [9n] });
});

test('work on one database is done in turn, also after a failure; another database does not wait', async () => {
  const locks = new SchemaLocks();
  const order: string[] = [];
  const gate = new EventEmitter();
  const opened = once(gate, 'open');
  const first = locks.alone('a', async () => {
    await opened;
    order.push('first');
    throw new Error('failed');
  });
  const second = locks.alone('a', async () => {
    order.push('second');
  });
  await locks.alone('b', async () => {
    order.push('other');
  });
  gate.emit('open');
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
});
