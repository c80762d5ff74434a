import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/catalogue/disk-files.ts';

describe('the files of a catalogue on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'a.txt'), 'a');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lists files and folders', async () => {
    const entries = await diskFiles.list(folder);
    expect(entries?.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'a.txt', kind: 'file' },
      { name: 'sub', kind: 'folder' },
    ]);
  });

  it('reads a file', async () => {
    expect(Buffer.from((await diskFiles.read(join(folder, 'a.txt'))) ?? []).toString()).toBe('a');
  });

  it('has nothing where there is no file or folder, or the other of them', async () => {
    expect(await diskFiles.list(join(folder, 'none'))).toBeUndefined();
    expect(await diskFiles.list(join(folder, 'a.txt'))).toBeUndefined();
    expect(await diskFiles.read(join(folder, 'none'))).toBeUndefined();
    expect(await diskFiles.read(join(folder, 'sub'))).toBeUndefined();
  });

  it('rejects what is no absence', async () => {
    await expect(diskFiles.read('a\0b')).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
  });
});
