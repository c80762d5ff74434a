import { createHash } from 'node:crypto';
import { FileTooLarge, mostFileBytes, type FileStore } from '../../src/ports/file-store.ts';
import type { Access } from './memory-tables.ts';

export function memoryFiles({ read, write }: Access): FileStore {
  return {
    async put(bytes, type) {
      if (bytes.length > mostFileBytes) throw new FileTooLarge(bytes.length);
      const id = createHash('sha256').update(bytes).digest('hex');
      return write(({ files }) => {
        const known = files.get(id);
        if (known === undefined) files.insert([{ id, type, bytes: new Uint8Array(bytes) }]);
        return { id, type: known?.type ?? type, size: bytes.length };
      });
    },
    async get(id) {
      const found = read().files.get(id);
      return found && { bytes: found.bytes, type: found.type };
    },
    remove: (id) => write(({ files }) => void files.remove(id)),
  };
}
