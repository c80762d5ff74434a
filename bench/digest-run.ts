import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { connectMongo } from '../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../src/mongo/create-mongo-store.ts';
import { rememberCatalogue } from '../src/use-cases/remember-catalogue.ts';
import { sendDueDigests } from '../src/use-cases/send-digests.ts';

/**
 * A process of its own that sends every digest that is due in the database of its argument, and says what that took.
 * Between batches it collects garbage and looks at what is left: that is what the work holds on to.
 */
const connection = await connectMongo(process.argv[2] ?? '', { appName: 'bench' });
const clock = () => new Date();
const store = rememberCatalogue(createMongoStore(connection), clock);
let [heap, rss, collecting] = [0, 0, 0];
const began = performance.now();
const { sent } = await sendDueDigests(
  {
    store,
    clock,
    ids: {
      id: randomUUID,
      token: () => randomBytes(32).toString('base64url'),
      below: (limit) => randomInt(limit),
    },
    channels: new Set(['slack', 'email'] as const),
    timeZone: 'Europe/Amsterdam',
  },
  () => {
    const pause = performance.now();
    globalThis.gc?.();
    const memory = process.memoryUsage();
    heap = Math.max(heap, memory.heapUsed + memory.external);
    rss = Math.max(rss, memory.rss);
    collecting += performance.now() - pause;
    return Promise.resolve(true);
  },
);
const ms = performance.now() - began - collecting;
process.send?.({ sent, ms, heap, rss });
await connection.close();
