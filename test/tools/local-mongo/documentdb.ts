import { cacheFolder } from '../../../tools/local-mongo/cache-folder.ts';
import {
  type InstalledDocumentDb,
  installedDocumentDb,
} from '../../../tools/local-mongo/install-documentdb.ts';
import { documentDbObstacle, thisMachine } from '../../../tools/local-mongo/machine.ts';

/** DocumentDB where this machine has it: tests of the gateway itself are skipped elsewhere. */
export async function documentDbHere(): Promise<InstalledDocumentDb | undefined> {
  return documentDbObstacle(thisMachine()) === undefined
    ? await installedDocumentDb(cacheFolder(process.env))
    : undefined;
}
