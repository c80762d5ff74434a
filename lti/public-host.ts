import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

const ranges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

// One list for each family: in a list of both, the mapped range of IPv6 would hold every IPv4 address.
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, family] of ranges) special[family].addSubnet(network, prefix, family);

/** Whether an IP address belongs to a public host; special and private ranges (RFC 6890) do not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return !special[family].check(address, family);
}

/** Whether a name resolves, and to public addresses only. Never throws. */
export async function isPublicHost(host: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/gu, '');
  if (isIP(bare) !== 0) return isPublicAddress(bare);
  try {
    const found = await lookup(bare, { all: true });
    return found.length > 0 && found.every(({ address }) => isPublicAddress(address));
  } catch {
    return false;
  }
}
