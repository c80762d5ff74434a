/** An address as it is written in a variable; undefined when it is none. */
export function addressOf(written: string): URL | undefined {
  try {
    return new URL(written);
  } catch {
    return undefined;
  }
}
