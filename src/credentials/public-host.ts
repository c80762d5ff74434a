import { isIP } from 'node:net';
import { isPublicAddress } from './special-addresses.ts';

/** All addresses of a host name; rejects where there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** An address of a host whose every address is public; undefined for any other host. */
export async function publicAddressOf(resolve: Resolve, host: string): Promise<string | undefined> {
  const bare = host.replace(/^\[|\]$/gu, '');
  const addresses = isIP(bare) === 0 ? await resolve(bare) : [bare];
  return addresses.every(isPublicAddress) ? addresses[0] : undefined;
}

/** Whether a name resolves, and to public addresses only. Never throws. */
export async function isPublicHost(resolve: Resolve, host: string): Promise<boolean> {
  try {
    return (await publicAddressOf(resolve, host)) !== undefined;
  } catch {
    return false;
  }
}
