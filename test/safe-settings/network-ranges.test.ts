import { carve, type TierRange, tiers } from '../../constructs/safe-settings/network-ranges.ts';

const numbers = (range: string): [number, number] => {
  const [address = '', length] = range.split('/');
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return [start, start + 2 ** (32 - Number(length)) - 1];
};
const inside = (inner: string, outer: string): boolean => {
  const [[a, b], [c, d]] = [numbers(inner), numbers(outer)];
  return a >= c && b <= d;
};
const overlap = (one: string, other: string): boolean => {
  const [[a, b], [c, d]] = [numbers(one), numbers(other)];
  return a <= d && c <= b;
};

describe('the range of the network', () => {
  test('is cut into the tiers that the example regions get', () => {
    expect(carve('10.40.0.0/16', 2)).toEqual({
      endpoints: { range: '10.40.0.0/19', subnets: ['10.40.0.0/21', '10.40.8.0/21'] },
      services: { range: '10.40.32.0/19', subnets: ['10.40.32.0/21', '10.40.40.0/21'] },
      browser: { range: '10.40.64.0/19', subnets: ['10.40.64.0/21', '10.40.72.0/21'] },
      compute: { range: '10.40.128.0/17', subnets: ['10.40.128.0/19', '10.40.160.0/19'] },
    });
  });

  test.each(
    ['10.0.0.0/16', '172.16.128.0/17', '192.168.192.0/18', '10.255.224.0/19', '10.1.240.0/20'].flatMap((cidr) =>
      [2, 3].map((zones) => ({ cidr, zones })),
    ),
  )(
    '$cidr over $zones zones: nothing overlaps, nothing leaves its tier, nothing leaves the network',
    ({ cidr, zones }) => {
      const carved: Record<string, TierRange> = carve(cidr, zones);
      const subnets = tiers.flatMap((tier) => {
        const { range, subnets } = carved[tier] as TierRange;
        expect(inside(range, cidr)).toBe(true);
        expect(subnets).toHaveLength(zones);
        for (const subnet of subnets) expect(inside(subnet, range)).toBe(true);
        return subnets;
      });
      subnets.forEach((one, index) => {
        for (const other of subnets.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      });
    },
  );

  test('a third zone moves no subnet of the other two', () => {
    for (const tier of tiers) {
      expect(carve('10.40.0.0/16', 3)[tier].subnets.slice(0, 2)).toEqual(carve('10.40.0.0/16', 2)[tier].subnets);
    }
  });

  test.each([
    ['10.0.0.0/24', 'must be between /16 and /20'],
    ['10.0.0.0/8', 'must be between /16 and /20'],
    ['10.0.1.0/16', 'must start at its own boundary'],
    ['ten', 'must be an IPv4 range'],
  ])('%s is refused: %s', (cidr, rule) => {
    expect(() => carve(cidr, 2)).toThrow(rule);
  });

  test('one zone is refused: an outage of it would be an outage of everything', () => {
    expect(() => carve('10.0.0.0/16', 1)).toThrow('2 to 4 availability zones, got 1');
  });
});
