/** How long a server may take before it counts as out of reach, in milliseconds. */
const patience = 4000;

/**
 * Whether something answers at an address, by any status. Where the environment names a proxy this can't tell, and
 * says yes.
 */
export async function isReachable(url: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const proxy = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].some((name) => env[name]);
  if (proxy) return true;
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(patience) });
    return true;
  } catch {
    return false;
  }
}
