/** What Slack shows as a picture; SVG is not among it. */
const SHOWN = /^image\/(png|jpe?g|gif)/;

/** Whether there is a picture at an address, as the platform finds out by fetching it. */
export function pictureChecker(fetchIt: typeof fetch): (address: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (address) => {
    if (known.get(address)) return true;
    try {
      const response = await fetchIt(address, { signal: AbortSignal.timeout(3000) });
      await response.body?.cancel();
      const good = response.ok && SHOWN.test(response.headers.get('content-type') ?? '');
      known.set(address, good);
      return good;
    } catch {
      return false;
    }
  };
}
