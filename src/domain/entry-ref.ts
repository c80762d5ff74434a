export const entryRefKinds = ['award', 'experience', 'import'] as const;

/** An entry of a passport: an award, a declared experience or a badge from elsewhere. */
export type EntryRef = { readonly kind: (typeof entryRefKinds)[number]; readonly id: string };

/** `award:ID`, `experience:ID` or `import:ID`. */
export function entryKey(entry: EntryRef): string {
  return `${entry.kind}:${entry.id}`;
}

/** Reads the written form; undefined for another shape. */
export function parseEntryRef(written: string): EntryRef | undefined {
  const at = written.indexOf(':');
  const kind = entryRefKinds.find((known) => known === written.slice(0, at));
  const id = written.slice(at + 1);
  return kind === undefined || !/^[\w-]{1,100}$/u.test(id) ? undefined : { kind, id };
}
