import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { ensureDebianPackages, testPackages } from '../tools/debian-packages.ts';
import { startLocalMongo } from '../tools/local-mongo/start-local-mongo.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The MongoDB of this run; take a database of your own with `testDatabase`. */
    mongoUri: string;
  }
}

const report = (line: string) => process.stderr.write(`${line}\n`);

/** Tests that start the service start what production starts. */
function build(): void {
  const run = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`npm run build failed:\n${run.stdout}${run.stderr}`);
}

/** Starts one MongoDB for the whole run. Where none can be had, the run fails and says what helps. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureDebianPackages(testPackages, report);
  build();
  const mongo = await startLocalMongo({ report });
  project.provide('mongoUri', mongo.uri);
  return async () => {
    await mongo.stop();
  };
}
