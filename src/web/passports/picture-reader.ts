import { smallPicture } from '../../use-cases/small-picture.ts';
import type { AppDeps } from '../web-deps.ts';
import type { PassportEntry } from './passport-entry.ts';

/** Pixels: sharp at the size of a stamp in print, and quick to put into a file. */
const size = 176;

/** Reads the pictures of entries as small PNGs, each file once. */
export function pictureReader(
  deps: Pick<AppDeps, 'store'>,
): (entry: PassportEntry) => Promise<Uint8Array | undefined> {
  const files = new Map<string, Promise<Uint8Array | undefined>>();
  const small = async (id: string) => {
    const file = await deps.store.files.get(id);
    return file === undefined ? undefined : smallPicture(file.bytes, size);
  };
  return async (entry) => {
    if (entry.kind === 'experience') return undefined;
    if (entry.kind === 'import') {
      const picture = entry.imported.hasPicture
        ? (await deps.store.importedCredentials.content(entry.imported.id))?.picture
        : undefined;
      return picture === undefined ? undefined : smallPicture(picture, size);
    }
    const { id } = entry.award.badge.image.png;
    const known = files.get(id) ?? small(id);
    files.set(id, known);
    return known;
  };
}
