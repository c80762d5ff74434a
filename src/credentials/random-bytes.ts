/** So many bytes that nobody can guess (`crypto.randomBytes`); fixed in tests. */
export type RandomBytes = (size: number) => Uint8Array;
