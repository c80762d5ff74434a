import { createHash } from 'node:crypto';
import { FileTooLarge, mostFileBytes, type FileStore } from '../../src/ports/file-store.ts';
import type { Access } from './memory-tables.ts';

export function memoryFiles({ read, write }: Access): FileStore {
  return {
    async put(bytes, type, heldBy) {
      if (bytes.length > mostFileBytes) throw new FileTooLarge(bytes.length);
      const id = createHash('sha256').update(bytes).digest('hex');
      return write(({ files }) => {
        const known = files.get(id);
        const before = known === undefined ? [] : known.holders;
        const holders =
          heldBy === undefined || before === undefined ? undefined : [...new Set([...before, heldBy])];
        const file = { id, type: known?.type ?? type, bytes: known?.bytes ?? new Uint8Array(bytes) };
        files.put(holders === undefined ? file : { ...file, holders });
        return { id, type: file.type, size: bytes.length };
      });
    },
    release: (id, heldBy) =>
      write(({ files }) => {
        const known = files.get(id);
        if (known?.holders === undefined) return;
        const holders = known.holders.filter((holder) => holder !== heldBy);
        if (holders.length === 0) files.remove(id);
        else files.put({ ...known, holders });
      }),
    async get(id) {
      const found = read().files.get(id);
      return found && { bytes: found.bytes, type: found.type };
    },
    remove: (id) => write(({ files }) => void files.remove(id)),
  };
}
