import { once } from 'node:events';
import { startLocalMongo } from './start-local-mongo.ts';

/* `tsx tools/local-mongo/main.ts [DATA-FOLDER]`: a local MongoDB until Ctrl-C. */

const dataFolder = process.argv[2];
const mongo = await startLocalMongo({
  report: (line) => console.error(line),
  ...(dataFolder === undefined ? {} : { dataFolder }),
});
console.log(`MONGODB_URI=${mongo.uri}`);
const ticking = setInterval(() => undefined, 1 << 30);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
clearInterval(ticking);
await mongo.stop();
