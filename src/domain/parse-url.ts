/**
 * An address read as browsers do (WHATWG URL), or undefined when it is none. `URL.canParse` is not to be asked: in
 * Node 20 and 22 it refuses addresses with letters such as é once it was called some thousand times.
 */
export function parseUrl(written: string, base?: string | URL): URL | undefined {
  try {
    return new URL(written, base);
  } catch {
    return undefined;
  }
}
