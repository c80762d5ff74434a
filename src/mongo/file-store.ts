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
  /** Who needs them; absent for those that somebody keeps for good. */
  readonly holders?: readonly string[];
};

export const fileSchema = documentSchema({
  type: text,
  size: whole,
  bytes: { type: Buffer, required: true },
  holders: { type: [String], default: undefined },
});

export function fileStore(scope: Scope, models: Models): FileStore {
  const files = documents<FileDocument>(scope, models.files);
  const describe = async (id: string) =>
    (await files.fields<Pick<FileDocument, 'type' | 'size'>>({ _id: id }, { type: 1, size: 1, _id: 0 }))[0];
  return {
    async put(bytes, type, heldBy) {
      if (bytes.length > mostFileBytes) throw new FileTooLarge(bytes.length);
      const id = createHash('sha256').update(bytes).digest('hex');
      for (;;) {
        // The bytes are sent only when they are not there yet.
        if ((await describe(id)) === undefined)
          await files.keep({
            _id: id,
            type,
            size: bytes.length,
            bytes: new mongo.Binary(bytes),
            ...(heldBy === undefined ? {} : { holders: [heldBy] }),
          });
        // One that is kept for good stays so, whoever needs it besides.
        await files.change(
          { _id: id, holders: { $exists: true } },
          heldBy === undefined ? { $unset: { holders: true } } : { $addToSet: { holders: heldBy } },
        );
        // Its last holder may just have let go of it.
        const now = await describe(id);
        if (now !== undefined) return { id, ...now };
      }
    },
    async release(id, heldBy) {
      await files.change({ _id: id, holders: heldBy }, { $pull: { holders: heldBy } });
      await files.remove({ _id: id, holders: { $size: 0 } });
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
