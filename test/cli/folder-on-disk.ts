import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CatalogueFiles } from '../../src/catalogue/catalogue-files.ts';

/** Writes a catalogue that stands in `cat` to a folder of its own; gives that folder's path. */
export async function folderOnDisk(files: CatalogueFiles): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'speldje-catalogue-'));
  const copy = async (folder: string): Promise<void> => {
    for (const { name, kind } of (await files.list(folder)) ?? []) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') {
        await copy(path);
        continue;
      }
      const target = join(root, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, (await files.read(path)) ?? new Uint8Array());
    }
  };
  await copy('cat');
  return join(root, 'cat');
}
