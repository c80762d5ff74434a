import { isIP } from 'node:net';

/** The shortest prefix of a network: whoever trusts half of the internet lets anybody say where they come from. */
const shortest = { 4: 8, 6: 16 } as const;

/** The proxies that are believed beside those on private addresses: IP addresses or networks, between spaces. */
export function readProxies(
  value: (variable: string) => string | undefined,
  fault: (variable: string, problem: string) => string,
): readonly string[] {
  const proxies = (value('TRUSTED_PROXIES') ?? '').split(/\s+/u).filter(Boolean);
  if (!proxies.every(isNetwork))
    fault(
      'TRUSTED_PROXIES',
      'IP addresses or networks between spaces, such as 203.0.113.7 or 2001:db8::/32; none so large as to be everybody',
    );
  return proxies;
}

function isNetwork(written: string): boolean {
  const [address = '', prefix, ...rest] = written.split('/');
  // An IPv6 address with an IPv4 one in it, or with a zone, is not read by all that read these.
  const family = /^[\da-f:]+$|^[\d.]+$/iu.test(address) ? isIP(address) : 0;
  if ((family !== 4 && family !== 6) || rest.length > 0) return false;
  if (prefix === undefined) return true;
  const bits = /^\d{1,3}$/u.test(prefix) ? Number(prefix) : 0;
  return bits >= shortest[family] && bits <= (family === 4 ? 32 : 128);
}
