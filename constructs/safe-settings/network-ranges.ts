/** Where things stand, and so what they may reach: a subnet belongs to exactly one tier. */
export const tiers = ['endpoints', 'services', 'browser', 'compute'] as const;
export type Tier = (typeof tiers)[number];

export interface TierRange {
  /** One range for the whole tier, so that a rule about the tier needs no rule per zone or per project. */
  readonly range: string;
  /** One subnet per zone, in the order of the zones. */
  readonly subnets: readonly string[];
}

/** Each tier is cut in four whatever the number of zones, so that a third zone moves no subnet that exists. */
const zonesAtMost = 4;

/**
 * Cuts the range of the network: the upper half for compute, an eighth each for the others, an eighth kept free.
 * A /20 leaves 123 usable addresses per endpoint, service and browser subnet, a /16 leaves 2,043.
 */
export function carve(cidr: string, zones: number): Record<Tier, TierRange> {
  const { base, length } = parse(cidr);
  if (length < 16 || length > 20) {
    throw new Error(`network.cidr must be between /16 and /20, got ${cidr}; smaller ranges leave a tier without room`);
  }
  if (zones < 2 || zones > zonesAtMost) {
    throw new Error(
      `a network needs 2 to ${zonesAtMost} availability zones, got ${zones}; list them in the deployment file`,
    );
  }
  const eighth = 2 ** (32 - length - 3);
  const tier = (start: number, size: number): TierRange => ({
    range: format(start, size),
    subnets: Array.from({ length: zones }, (_, zone) =>
      format(start + (zone * size) / zonesAtMost, size / zonesAtMost),
    ),
  });
  return {
    endpoints: tier(base, eighth),
    services: tier(base + eighth, eighth),
    browser: tier(base + 2 * eighth, eighth),
    compute: tier(base + 4 * eighth, 4 * eighth),
  };
}

function parse(cidr: string): { base: number; length: number } {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const [, a, b, c, d, bits] = match?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined) {
    throw new Error(`network.cidr must be an IPv4 range such as 10.40.0.0/16, got ${cidr}`);
  }
  const base = ((a * 256 + b) * 256 + c) * 256 + d;
  if (base % 2 ** (32 - bits) !== 0) {
    throw new Error(`network.cidr must start at its own boundary, got ${cidr}; AWS refuses host bits in a range`);
  }
  return { base, length: bits };
}

const format = (start: number, size: number): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${32 - Math.log2(size)}`;
