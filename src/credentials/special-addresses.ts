import { BlockList, isIP } from 'node:net';

/** Networks that are not the public Internet (IANA special-purpose registries, RFC 6890). */
const special = new BlockList();
const networks4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
for (const [network, bits] of networks4) special.addSubnet(network, bits, 'ipv4');

/** The public part of IPv6; within it, what leads to other networks. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const leading6 = new BlockList();
const networks6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
for (const [network, bits] of networks6) leading6.addSubnet(network, bits, 'ipv6');

/**
 * Whether an IP address is on the public Internet. Addresses that carry another one inside (mapped, NAT64, 6to4,
 * Teredo) are not, since they can lead into a private network.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/gu, '').replace(/%.*$/u, '');
  switch (isIP(bare)) {
    case 4:
      return !special.check(bare, 'ipv4');
    case 6:
      return global6.check(bare, 'ipv6') && !leading6.check(bare, 'ipv6');
    default:
      return false;
  }
}
