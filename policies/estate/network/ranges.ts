/** A block of addresses. Blocks of one family either nest or have nothing in common. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const one = BigInt(1);
const groupBits = BigInt(16);

const block = (family: 4 | 6, address: bigint, bits: number): Range => {
  const size = one << BigInt((family === 4 ? 32 : 128) - bits);
  const first = (address / size) * size;
  return { family, first, last: first + size - one };
};

function address4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return BigInt(parts.reduce((sum, part) => sum * 256 + Number(part), 0));
}

function address6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0 || !text.includes(':')) return undefined;
  const words = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [words(head), words(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!all.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return all.reduce((sum, word) => (sum << groupBits) + BigInt(Number.parseInt(word, 16)), BigInt(0));
}

/** The block that a CIDR names, or a single address; undefined for anything else. */
export function rangeOf(cidr: string): Range | undefined {
  const [text = '', length, ...more] = cidr.trim().split('/');
  const [four, six] = [address4(text), address6(text)];
  const most = four === undefined ? 128 : 32;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (more.length > 0 || !(bits <= most)) return undefined;
  if (four !== undefined) return block(4, four, bits);
  return six === undefined ? undefined : block(6, six, bits);
}

export const everywhere4: Range = block(4, BigInt(0), 0);
export const everywhere6: Range = block(6, BigInt(0), 0);

export const covers = (outer: Range, inner: Range): boolean =>
  outer.family === inner.family && outer.first <= inner.first && outer.last >= inner.last;

/** What two blocks have in common: the smaller of them, or nothing. */
export const common = (a: Range, b: Range): Range | undefined => (covers(a, b) ? b : covers(b, a) ? a : undefined);

const isRange = (range: Range | undefined): range is Range => range !== undefined;

/** Addresses that the internet does not route: https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sister. */
const unrouted: readonly Range[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]
  .map(rangeOf)
  .filter(isRange);

/** Whether any address of the block may be on the internet. */
export const holdsPublic = (range: Range): boolean => !unrouted.some((block) => covers(block, range));

/** A range that holds no other machine: a loopback, or the address that CDK writes for "nobody". */
export const holdsNobody = (range: Range): boolean => nobody.some((block) => covers(block, range));
const nobody = ['127.0.0.0/8', '255.255.255.255/32', '::1/128'].map(rangeOf).filter(isRange);

/** Addresses that translate to IPv4 at a NAT gateway. */
const nat64 = rangeOf('64:ff9b::/96');
export const translatesToIpv4 = (range: Range): boolean => nat64 !== undefined && common(nat64, range) !== undefined;
