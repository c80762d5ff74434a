/** Randomness for names of things; all unguessable. */
export interface Ids {
  /** A random UUID (version 4). */
  id(): string;
  /** 256 bits in base64url, for links that are themselves the permission. */
  token(): string;
  /** A whole number from 0 up to but not including `limit`, evenly drawn. */
  below(limit: number): number;
}
