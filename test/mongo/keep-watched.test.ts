import { Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { testDatabase } from '../database.ts';
import { until } from '../integration/run-service.ts';

afterEach(() => vi.restoreAllMocks());

/** What a destroyed socket does with what is written to it: nothing, and it says that it is full. */
function swallowOneHeartbeat(): () => boolean {
  const { write } = Socket.prototype;
  let swallowed = false;
  vi.spyOn(Socket.prototype, 'write').mockImplementation(function swallow(this: Socket, ...given) {
    const [chunk] = given;
    if (!swallowed && Buffer.isBuffer(chunk) && /hello|ismaster/iu.test(chunk.toString('latin1'))) {
      swallowed = true;
      return false;
    }
    return write.apply(this, given);
  });
  return () => swallowed;
}

it('connects anew when a heartbeat is never answered, and works on', async () => {
  const database = await testDatabase();
  const uri = new URL(database.uri);
  uri.searchParams.set('heartbeatFrequencyMS', '500');
  const connection = await connectMongo(uri.href, {
    serverSelectionTimeoutMS: 500,
    heartbeatPatienceMs: 300,
  });
  try {
    const { db } = connection.mongoose;
    await db?.collection<{ _id: string }>('kept').insertOne({ _id: 'before' });
    let opened = 0;
    connection.mongoose.getClient().on('open', () => (opened += 1));
    const swallowed = swallowOneHeartbeat();
    await until('a heartbeat is lost', swallowed);
    await until('it is connected anew', () => opened > 0);
    await db?.collection<{ _id: string }>('kept').insertOne({ _id: 'after' });
    expect(await db?.collection('kept').countDocuments()).toBe(2);
    expect(connection.mongoose.readyState).toBe(1);
  } finally {
    await connection.close();
    await database.drop();
  }
});
