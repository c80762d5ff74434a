import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, Long, serialize, UUID } from 'bson';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDocumentDb, startDocumentDb } from '../../../../tools/local-mongo/start-documentdb.ts';
import { documentDbHere } from '../documentdb.ts';

type Fields = Record<string, unknown>;

const installed = await documentDbHere();

function header(length: number, requestId: number, opCode: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(requestId, 4);
  bytes.writeInt32LE(opCode, 12);
  return bytes;
}

function opMsg(
  command: Fields,
  sequences: Record<string, Fields[]> = {},
  flags = 0,
  tail = Buffer.alloc(0),
): Buffer {
  const flagBits = Buffer.alloc(4);
  flagBits.writeUInt32LE(flags);
  const sections = Object.entries(sequences).map(([name, documents]) => {
    const inside = Buffer.concat([
      Buffer.from(`${name}\0`),
      ...documents.map((document) => Buffer.from(serialize(document))),
    ]);
    const size = Buffer.alloc(5);
    size.writeUInt8(1);
    size.writeInt32LE(inside.length + 4, 1);
    return Buffer.concat([size, inside]);
  });
  const body = Buffer.concat([
    flagBits,
    ...sections,
    Buffer.from([0]),
    Buffer.from(serialize(command)),
    tail,
  ]);
  return Buffer.concat([header(16 + body.length, 7, 2013), body]);
}

function opQuery(command: Fields, collection = 'admin.$cmd'): Buffer {
  const body = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from(`${collection}\0`),
    Buffer.from([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]),
    Buffer.from(serialize(command)),
  ]);
  return Buffer.concat([header(16 + body.length, 9, 2004), body]);
}

/** One connection, read message by message. */
class Wire {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
  }

  static async open(port: number): Promise<Wire> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Wire(socket);
  }

  /** The next message, or undefined when the connection closed before it was whole. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const size = this.#received.length >= 4 ? this.#received.readInt32LE(0) : Infinity;
      if (this.#received.length >= size) {
        const message = this.#received.subarray(0, size);
        this.#received = this.#received.subarray(size);
        return message;
      }
      const chunk: unknown = this.socket.read();
      if (Buffer.isBuffer(chunk)) {
        this.#received = Buffer.concat([this.#received, chunk]);
        continue;
      }
      if (this.socket.readableEnded || this.socket.destroyed) return undefined;
      await Promise.race([once(this.socket, 'readable'), once(this.socket, 'close')]);
    }
  }

  async ask(message: Buffer): Promise<Fields> {
    this.socket.write(message);
    const answer = await this.next();
    if (answer === undefined) throw new Error('the connection closed');
    return deserialize(answer.subarray(answer.readInt32LE(12) === 1 ? 36 : 21));
  }
}

describe.skipIf(installed === undefined)('the gateway on the wire', () => {
  let running: RunningDocumentDb;
  let client: MongoClient;

  beforeAll(async () => {
    if (installed === undefined) throw new Error('DocumentDB is not installed');
    running = await startDocumentDb(installed, undefined);
    client = await new MongoClient(`mongodb://127.0.0.1:${running.port}/`).connect();
  });

  afterAll(async () => {
    await client.close();
    await running.stop();
  });

  const open = (): Promise<Wire> => Wire.open(running.port);

  async function stillServes(): Promise<boolean> {
    return (await client.db('admin').command({ ping: 1 }))['ok'] === 1;
  }

  test('an old hello by OP_QUERY is answered with OP_REPLY', async () => {
    const wire = await open();
    wire.socket.write(opQuery({ isMaster: 1 }));
    const answer = await wire.next();
    expect(answer?.readInt32LE(12)).toBe(1);
    expect(answer?.readInt32LE(8)).toBe(9);
    expect(answer?.readInt32LE(32)).toBe(1);
    expect(deserialize(answer?.subarray(36) ?? Buffer.alloc(0))).toMatchObject({
      ismaster: true,
      msg: 'isdbgrid',
      maxWireVersion: 21,
      logicalSessionTimeoutMinutes: 30,
      ok: 1,
    });
    wire.socket.destroy();
  });

  test('hello offers no compression', async () => {
    const wire = await open();
    const answer = await wire.ask(opMsg({ hello: 1, compression: ['zlib'], $db: 'admin' }));
    expect(answer).toMatchObject({ isWritablePrimary: true, ok: 1 });
    expect(answer).not.toHaveProperty('compression');
    wire.socket.destroy();
  });

  test('documents arrive in sections of kind 1, also before the body and with a checksum', async () => {
    const wire = await open();
    const message = opMsg(
      { insert: 'sections', $db: 'wire' },
      { documents: [{ n: 1 }, { n: 2 }] },
      1,
      Buffer.alloc(4),
    );
    expect(await wire.ask(message)).toMatchObject({ n: 2, ok: 1 });
    wire.socket.destroy();
  });

  test('requests that arrive in one piece, or byte by byte, are answered in their order', async () => {
    const wire = await open();
    const ping = opMsg({ ping: 1, $db: 'admin' });
    const count = opMsg({ count: 'nothing', $db: 'wire' });
    wire.socket.write(Buffer.concat([count, ping, count]));
    const answers = [await wire.next(), await wire.next(), await wire.next()];
    expect(answers.map((answer) => deserialize(answer?.subarray(21) ?? Buffer.alloc(0)))).toEqual([
      { n: 0, ok: 1 },
      { ok: 1 },
      { n: 0, ok: 1 },
    ]);
    wire.socket.setNoDelay(true);
    for (const byte of ping) wire.socket.write(Buffer.from([byte]));
    expect(await wire.next()).toBeDefined();
    wire.socket.destroy();
  });

  test('moreToCome is not answered', async () => {
    const wire = await open();
    wire.socket.write(opMsg({ insert: 'silent', $db: 'wire', documents: [{ _id: 1 }] }, {}, 2));
    expect(await wire.ask(opMsg({ count: 'silent', $db: 'wire' }))).toMatchObject({ n: 1 });
    wire.socket.destroy();
  });

  const body = (bytes: number[]): Buffer =>
    Buffer.concat([header(16 + bytes.length, 3, 2013), Buffer.from(bytes)]);

  test.each([
    ['an OP_MSG without a section', body([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 17],
    ['a document that runs past its message', body([0, 0, 0, 0, 0, 99, 0, 0, 0, 0]), 17],
    ['a document of garbage', body([0, 0, 0, 0, 0, 8, 0, 0, 0, 0x42, 0x41, 0, 0]), 22],
    ['an unknown section', body([0, 0, 0, 0, 9, 5, 0, 0, 0, 0]), 17],
    ['an unknown required flag', opMsg({ ping: 1, $db: 'admin' }, {}, 4), 17],
    ['an op code of long ago', Buffer.concat([header(20, 4, 2005), Buffer.alloc(4)]), 17],
    ['compression that was not agreed', Buffer.concat([header(20, 4, 2012), Buffer.alloc(4)]), 17],
    ['a query by OP_QUERY', opQuery({ a: 1 }, 'wire.things'), 352],
  ])(
    '%s is refused with its code, the connection closed, and others are served on',
    async (_, message, code) => {
      const wire = await open();
      expect(await wire.ask(message)).toMatchObject({ ok: 0, code });
      expect(await wire.next()).toBeUndefined();
      expect(await stillServes()).toBe(true);
    },
  );

  test.each([
    ['negative', -1],
    ['shorter than its header', 15],
    ['above 48 MB', 48_000_001],
  ])('a message whose length is %s closes the connection', async (_, length) => {
    const wire = await open();
    wire.socket.write(header(length, 1, 2013));
    expect(await wire.next()).toBeUndefined();
    expect(await stillServes()).toBe(true);
  });

  test('a client that leaves in the middle of a message or of an answer harms nobody', async () => {
    const half = await open();
    half.socket.write(opMsg({ ping: 1, $db: 'admin' }).subarray(0, 20));
    half.socket.destroy();
    const asking = await open();
    asking.socket.write(opMsg({ find: 'sections', $db: 'wire' }));
    asking.socket.resetAndDestroy();
    expect(await stillServes()).toBe(true);
  });

  test('a command that is unknown or empty is told so, and the connection goes on', async () => {
    const wire = await open();
    expect(await wire.ask(opMsg({ fly: 1, $db: 'admin' }))).toMatchObject({ ok: 0, code: 59 });
    expect(await wire.ask(opMsg({}))).toMatchObject({ ok: 0, code: 59 });
    expect(await wire.ask(opMsg({ find: 'a', tailable: true, $db: 'wire' }))).toMatchObject({ code: 115 });
    expect(await wire.ask(opMsg({ ping: 1, $db: 'admin' }))).toEqual({ ok: 1 });
    wire.socket.destroy();
  });

  test('a write that a driver sends again over another connection is not made twice', async () => {
    const insert = opMsg({
      insert: 'retried',
      documents: [{ n: 1 }],
      lsid: { id: new UUID('00000000-0000-4000-8000-000000000001') },
      txnNumber: Long.fromNumber(1),
      $db: 'wire',
    });
    const [first, second] = [await open(), await open()];
    expect(await first.ask(insert)).toMatchObject({ n: 1, ok: 1 });
    expect(await second.ask(insert)).toMatchObject({ n: 1, ok: 1 });
    expect(await client.db('wire').collection('retried').countDocuments()).toBe(1);
    first.socket.destroy();
    second.socket.destroy();
  });

  test('a connection that breaks ends its transaction', async () => {
    const things = client.db('wire').collection<{ _id: number; n: number }>('held');
    await things.insertOne({ _id: 1, n: 0 });
    const session = {
      lsid: { id: new UUID('00000000-0000-4000-8000-000000000002') },
      txnNumber: Long.fromNumber(1),
      autocommit: false,
      $db: 'wire',
    };
    const wire = await open();
    const update = { update: 'held', updates: [{ q: { _id: 1 }, u: { $set: { n: 9 } } }] };
    expect(await wire.ask(opMsg({ ...update, ...session, startTransaction: true }))).toMatchObject({
      nModified: 1,
    });
    wire.socket.resetAndDestroy();
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    const other = await open();
    expect(await other.ask(opMsg({ commitTransaction: 1, ...session, $db: 'admin' }))).toMatchObject({
      code: 251,
      errorLabels: ['TransientTransactionError'],
    });
    expect(await other.ask(opMsg({ ...update, ...session, txnNumber: Long.fromNumber(2) }))).toMatchObject({
      code: 251,
    });
    other.socket.destroy();
  });
});
