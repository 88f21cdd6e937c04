/** An IPv4 range as numbers, so that ranges can be compared. */
export interface IpRange {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
  /** As it must be written: from its first address. */
  readonly canonical: string;
}

/** @param cidr in the form that the schema has checked. */
export function ipRange(cidr: string): IpRange {
  const [address = '', bits = '32'] = cidr.split('/');
  const prefix = Number(bits);
  const size = 2 ** (32 - prefix);
  const written = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = written - (written % size);
  return { first, last: first + size - 1, prefix, canonical: `${dotted(first)}/${prefix}` };
}

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

export const contains = (outer: IpRange, inner: IpRange): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

export const overlaps = (one: IpRange, other: IpRange): boolean => one.first <= other.last && other.first <= one.last;
