import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import { FileTooLarge, mostFileBytes, type FileStore } from '../ports/file-store.ts';
import { documentSchema, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type FileDocument = {
  readonly _id: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: mongo.Binary;
};

export const fileSchema = documentSchema({
  type: text,
  size: whole,
  bytes: { type: Buffer, required: true },
});

export function fileStore(scope: Scope, models: Models): FileStore {
  const files = documents<FileDocument>(scope, models.files);
  const describe = async (id: string) =>
    (await files.fields<Pick<FileDocument, 'type' | 'size'>>({ _id: id }, { type: 1, size: 1, _id: 0 }))[0];
  return {
    async put(bytes, type) {
      if (bytes.length > mostFileBytes) throw new FileTooLarge(bytes.length);
      const id = createHash('sha256').update(bytes).digest('hex');
      // The bytes are sent only when they are not there yet.
      const before = await describe(id);
      if (before !== undefined) return { id, ...before };
      const file = { type, size: bytes.length };
      await files.keep({ _id: id, ...file, bytes: new mongo.Binary(bytes) });
      return { id, ...((await describe(id)) ?? file) };
    },
    async get(id) {
      const found = await files.one({ _id: id });
      return found && { bytes: new Uint8Array(found.bytes.buffer), type: found.type };
    },
    async remove(id) {
      await files.remove({ _id: id });
    },
  };
}
