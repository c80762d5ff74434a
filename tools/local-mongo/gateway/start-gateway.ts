import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AnsweredWrites } from './answered-writes.ts';
import type { Client, Shared } from './call.ts';
import { answerCommand, failureAnswer } from './commands.ts';
import { Cursors } from './cursors.ts';
import { Engine } from './engine.ts';
import { GatewayError } from './gateway-error.ts';
import { SchemaLocks } from './schema-locks.ts';
import { Transactions } from './transactions.ts';
import { encodeAnswer, maxMessageSize, parseMessage, type Request } from './wire-message.ts';

/** A running gateway; `stop` closes its clients, aborts their transactions and leaves PostgreSQL alone. */
export type Gateway = { readonly port: number; stop(): Promise<void> };

/** Cuts a stream of bytes into messages. */
class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** @throws {GatewayError} ProtocolError when a message announces an impossible length. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const messages: Buffer[] = [];
    for (let size = this.#size(); size !== undefined && this.#length >= size; size = this.#size()) {
      const all = this.#joined();
      messages.push(all.subarray(0, size));
      this.#chunks = [all.subarray(size)];
      this.#length -= size;
    }
    return messages;
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first !== undefined
      ? first
      : Buffer.concat(this.#chunks, this.#length);
  }

  #size(): number | undefined {
    if (this.#length < 16) return undefined;
    const [first] = this.#chunks;
    if (first === undefined || first.length < 4) this.#chunks = [this.#joined()];
    const size = this.#chunks[0]?.readInt32LE(0) ?? 0;
    if (size < 16 || size > maxMessageSize) {
      throw new GatewayError(17, 'ProtocolError', `a message of ${size} bytes`);
    }
    return size;
  }
}

function serve(shared: Shared, socket: Socket, client: Client): void {
  socket.setNoDelay(true);
  const reader = new MessageReader();
  let waiting = 0;
  let tail = Promise.resolve();

  const answer = async (request: Request): Promise<void> => {
    let document: Buffer | Record<string, unknown>;
    try {
      document = await answerCommand(shared, client, request.command);
    } catch (error) {
      document = failureAnswer(error);
    }
    if (request.silent || socket.destroyed) return;
    socket.cork();
    for (const part of encodeAnswer(request.requestId, request.legacy, document)) socket.write(part);
    socket.uncork();
  };

  /** A message that can't be read is answered once, where it has an id; the stream can't be trusted after it. */
  const refuse = (message: Buffer | undefined, error: unknown): void => {
    if (message !== undefined && !socket.destroyed) {
      const document = failureAnswer(error);
      for (const part of encodeAnswer(message.readInt32LE(4), false, document)) socket.write(part);
    }
    socket.end();
  };

  socket.on('data', (chunk) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let current: Buffer | undefined;
    try {
      for (const message of reader.push(bytes)) {
        current = message;
        const request = parseMessage(message);
        waiting += 1;
        if (waiting > 1) socket.pause();
        tail = tail
          .then(() => answer(request))
          .catch((error: unknown) => refuse(message, error))
          .finally(() => {
            waiting -= 1;
            if (waiting <= 1) socket.resume();
          });
      }
    } catch (error) {
      const broken = current;
      socket.removeAllListeners('data');
      socket.resume();
      tail = tail.then(() => refuse(broken, error));
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    client.gone = true;
    void shared.transactions.clientGone(client);
  });
}

/**
 * Answers the MongoDB wire protocol on a free port of 127.0.0.1 (or the one given), with the DocumentDB engine
 * whose PostgreSQL has its socket in `socketFolder`.
 */
export async function startGateway(socketFolder: string, port = 0): Promise<Gateway> {
  const engine = new Engine(socketFolder);
  const shared: Shared = {
    engine,
    transactions: new Transactions(engine),
    cursors: new Cursors(() => Date.now()),
    answeredWrites: new AnsweredWrites(),
    schemaLocks: new SchemaLocks(),
    now: () => new Date(),
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
  };
  const sockets = new Set<Socket>();
  let clients = 0;
  const server = createServer((socket) => {
    clients += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(shared, socket, { id: clients, gone: false });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', backlog: 1024 }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    port: address.port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await shared.transactions.abortAll();
      await engine.close();
    },
  };
}
