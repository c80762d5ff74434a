import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A proxy before the database that sees each command, by name and collection, before it is passed on, so that a test can end
 * the service at just that moment. Holds a command back until the hook resolves.
 */
export type WireProxy = {
  /** The address that leads through the proxy. */
  readonly uri: string;
  onCommand: ((name: string, collection: string) => Promise<void> | void) | undefined;
  /** The database is away: connections break and none are taken. */
  breakOff(): void;
  mend(): void;
  close(): Promise<void>;
};

/** What drivers say to each other to keep a connection; no step of any work. */
const upkeep = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'buildInfo', 'saslStart']);

export async function wireProxy(mongoUri: string): Promise<WireProxy> {
  const url = new URL(mongoUri);
  const sockets = new Set<Socket>();
  let broken = false;

  const server = createServer((client) => {
    if (broken) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(url.port || 27017), url.hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.pipe(client);
    let pending = Buffer.alloc(0);
    let passing = Promise.resolve();
    client.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 16 && pending.length >= pending.readInt32LE(0)) {
        const length = pending.readInt32LE(0);
        const message = pending.subarray(0, length);
        pending = pending.subarray(length);
        passing = passing.then(async () => {
          const command = commandIn(message);
          if (command !== undefined && !upkeep.has(command.name))
            await proxy.onCommand?.(command.name, command.collection);
          upstream.write(message);
        });
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const through = new URL(mongoUri);
  through.host = `127.0.0.1:${address.port}`;
  through.searchParams.set('directConnection', 'true');
  through.searchParams.delete('replicaSet');
  const proxy: WireProxy = {
    uri: through.href,
    onCommand: undefined,
    breakOff() {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      broken = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return proxy;
}

/** The first key of the first document of an OP_MSG names the command, its value the collection. */
function commandIn(message: Buffer): { readonly name: string; readonly collection: string } | undefined {
  const [opMsg, key, isText] = [2013, 26, 2];
  if (message.length < 27 || message.readInt32LE(12) !== opMsg || message[20] !== 0) return undefined;
  const end = message.indexOf(0, key);
  const name = message.subarray(key, end).toString();
  if (message[key - 1] !== isText) return { name, collection: '' };
  const length = message.readInt32LE(end + 1);
  return { name, collection: message.subarray(end + 5, end + 4 + length).toString() };
}
