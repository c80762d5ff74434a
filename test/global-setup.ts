import type { TestProject } from 'vitest/node';
import { startLocalMongo } from '../tools/local-mongo/start-local-mongo.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The MongoDB of this run; take a database of your own with `testDatabase`. */
    mongoUri: string;
  }
}

/** Starts one MongoDB for the whole run. Where none can be had, the run fails and says what helps. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mongo = await startLocalMongo({ report: (line) => process.stderr.write(`${line}\n`) });
  project.provide('mongoUri', mongo.uri);
  return async () => {
    await mongo.stop();
  };
}
