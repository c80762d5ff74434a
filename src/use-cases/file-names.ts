/** What a file is named after. */
export type NamedFile = {
  readonly title: string;
  /** The name where nothing of the title can stand in one. */
  readonly otherwise: string;
  /** `yyyy-mm-dd`, which tells files of one title apart. */
  readonly day: string;
};

/** File systems allow 255 bytes; extension, day and number go in as well. */
const mostBytes = 180;
/** Devices of Windows, which are no names for files there whatever their extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/**
 * A title in any script as a name that every system takes: without separators and signs that one of them refuses,
 * without control and direction marks, and not too long. Undefined when nothing is left.
 */
function plainName(title: string): string | undefined {
  const clean = title
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[. ]+|[. ]+$/gu, '');
  const cut = cutAt(clean, mostBytes).replaceAll(/[. ]+$/gu, '');
  return cut === '' || devices.test(cut) ? undefined : cut;
}

/** Whole letters, with what is combined with them. */
function cutAt(text: string, bytes: number): string {
  let length = 0;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += Buffer.byteLength(segment, 'utf8');
    if (length > bytes) break;
    cut += segment;
  }
  return cut;
}

/** One name for each, in their order; different also where a file system takes large for small letters. */
export function uniqueFileNames(files: readonly NamedFile[], extension: string): readonly string[] {
  const taken = new Set<string>();
  const free = (name: string): boolean => {
    const folded = name.normalize('NFKC').toLowerCase();
    if (taken.has(folded)) return false;
    taken.add(folded);
    return true;
  };
  return files.map(({ title, otherwise, day }) => {
    const base = plainName(title) ?? otherwise;
    if (free(base)) return `${base}.${extension}`;
    const dated = `${base} ${day}`;
    if (free(dated)) return `${dated}.${extension}`;
    let number = 2;
    while (!free(`${dated} ${number}`)) number += 1;
    return `${dated} ${number}.${extension}`;
  });
}
