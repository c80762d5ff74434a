import { fault, off, ok, type Check } from './check.ts';

/** How long the service may take to answer, in milliseconds. */
const patienceMs = 5000;
const name = 'public-url';

/** Whether the service answers at its public address, as seen from here. */
export async function checkPublicUrl(
  publicUrl: string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<Check> {
  if (publicUrl === undefined) return off(name, 'not asked, since PUBLIC_URL is not right');
  const address = `${publicUrl}/healthz`;
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    await response.body?.cancel();
    if (response.ok) return ok(name, `${address} answers`);
    return fault(
      name,
      `${address} answers ${response.status}`,
      'Something else answers there, or the service is not well: look at the reverse proxy and at the log of the service.',
    );
  } catch (error) {
    const found = `${address} does not answer${reasonOf(error)}`;
    return fault(
      name,
      found,
      'Start the service, and let the address lead to it (DNS, certificate, reverse proxy, firewall). Platforms and visitors need it.',
    );
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name === 'TimeoutError') return ` within ${patienceMs / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
