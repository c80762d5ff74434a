import { Mongoose, type Connection } from 'mongoose';
import { StoreUnavailable } from '../ports/store.ts';
import { keepWatched } from './keep-watched.ts';
import { isUnavailable } from './store-error.ts';

/** A connection to the database; it recovers by itself whenever the database was away. */
export type MongoConnection = {
  readonly mongoose: Connection;
  close(): Promise<void>;
};

export type ConnectOptions = {
  readonly appName?: string;
  /** How long an operation looks for a server that answers, or waits for a connection; milliseconds. */
  readonly serverSelectionTimeoutMS?: number;
  /** How much longer than its limits a heartbeat may take before the connection is made anew; milliseconds. */
  readonly heartbeatPatienceMs?: number;
};

const databaseNamed = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/u;

/**
 * Connects to the MongoDB at that address, database `speldje` where it names none. Nothing is created and no
 * index is built here (see `migrate`). Throws StoreUnavailable when the database does not answer in time.
 */
export async function connectMongo(uri: string, options: ConnectOptions = {}): Promise<MongoConnection> {
  const { appName = 'speldje', serverSelectionTimeoutMS = 2000, heartbeatPatienceMs } = options;
  const connection = new Mongoose({
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    strictQuery: 'throw',
  }).createConnection(uri, {
    appName,
    serverSelectionTimeoutMS,
    connectTimeoutMS: serverSelectionTimeoutMS,
    waitQueueTimeoutMS: serverSelectionTimeoutMS,
    writeConcern: { w: 'majority' },
    ignoreUndefined: true,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ...(databaseNamed.test(uri) ? {} : { dbName: 'speldje' }),
  });
  // Without a listener an error event would end the process; operations report the same fault themselves.
  connection.on('error', () => undefined);
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw isUnavailable(error) ? new StoreUnavailable(error) : error;
  }
  const unwatch = keepWatched(
    connection.getClient(),
    heartbeatPatienceMs === undefined ? {} : { patienceMs: heartbeatPatienceMs },
  );
  return {
    mongoose: connection,
    async close() {
      unwatch();
      await connection.close();
    },
  };
}
