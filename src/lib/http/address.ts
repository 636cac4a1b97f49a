import { BlockList, isIP, isIPv4 } from 'node:net';

/** What is not the public internet: RFC 6890 and its registries, multicast, and the ranges that clouds serve their metadata from. */
const PRIVATE_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Of IPv6 only 2000::/3 is public; these parts of it are not. */
const PRIVATE_6: readonly (readonly [string, number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

/** Tells public addresses from loopback, private, link-local, metadata, documentation and multicast ones. Make one and keep it. */
export function publicAddressCheck(): (address: string) => boolean {
  const blocked = new BlockList();
  for (const [net, prefix] of PRIVATE_4) blocked.addSubnet(net, prefix, 'ipv4');
  for (const [net, prefix] of PRIVATE_6) blocked.addSubnet(net, prefix, 'ipv6');
  const global = new BlockList();
  global.addSubnet('2000::', 3, 'ipv6');
  const check = (address: string): boolean => {
    if (isIPv4(address)) return !blocked.check(address, 'ipv4');
    if (isIP(address) !== 6) return false;
    const embedded = embeddedIpv4(address);
    if (embedded !== null) return check(embedded);
    return global.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
  };
  return check;
}

/** The IPv4 address inside a mapped (::ffff:0:0/96) or translated (64:ff9b::/96) one. */
function embeddedIpv4(address: string): string | null {
  const groups = expand(address);
  if (groups === null) return null;
  const head = groups.slice(0, 6).join(':');
  if (head !== '0:0:0:0:0:65535' && head !== '100:65435:0:0:0:0') return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of an IPv6 address that `isIP` has accepted. */
function expand(address: string): number[] | null {
  const bare = (address.split('%')[0] ?? '').toLowerCase();
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare);
  const hex = (high: string | undefined, low: string | undefined): string => (Number(high) * 256 + Number(low)).toString(16);
  const text = dotted === null ? bare : `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`;
  const [left = '', right] = text.split('::');
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const before = read(left);
  const after = right === undefined ? [] : read(right);
  const groups = right === undefined ? before : [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
  return groups.length === 8 && groups.every(Number.isInteger) ? groups : null;
}
