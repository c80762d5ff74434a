import { readdir, readFile } from 'node:fs/promises';
import type { CatalogueEntry, CatalogueFiles } from './catalogue-files.ts';

/** Codes of Node.js that mean: there is no such file or no such folder. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/**
 * The catalogue's files on disk. Symbolic links are not followed when listing. Rejects when the system
 * refuses for another reason than absence (permissions, a broken disk).
 */
export const diskFiles: CatalogueFiles = {
  async list(folder) {
    const entries = await unlessAbsent(() => readdir(folder, { withFileTypes: true }));
    return entries?.flatMap((entry): CatalogueEntry[] => {
      if (entry.isDirectory()) return [{ name: entry.name, kind: 'folder' }];
      return entry.isFile() ? [{ name: entry.name, kind: 'file' }] : [];
    });
  },
  read: (file) => unlessAbsent(() => readFile(file)),
};

async function unlessAbsent<T>(attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && absent.has(error.code))
      return undefined;
    throw error;
  }
}
