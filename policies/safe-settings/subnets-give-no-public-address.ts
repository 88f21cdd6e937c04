import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const absentOrFalse = (value: unknown): boolean => value === undefined || value === false || value === 'false';

export const subnetsGiveNoPublicAddress: Rule = {
  id: 'subnets-give-no-public-address',
  safe: 'settings',
  controls: ['2.2.09', '2.1.15'],
  severity: 'error',
  why: 'A machine with a public address is one route away from the internet.',
  fix: 'set MapPublicIpOnLaunch to false and assign no IPv6 range',
  check: (estate) =>
    estate.ofType('AWS::EC2::Subnet').map((subnet) => {
      const { MapPublicIpOnLaunch, AssignIpv6AddressOnCreation, Ipv6CidrBlock, Ipv6Native } = subnet.properties;
      const ipv6 = ![AssignIpv6AddressOnCreation, Ipv6CidrBlock, Ipv6Native].every(absentOrFalse);
      return judged(
        absentOrFalse(MapPublicIpOnLaunch) && !ipv6,
        subnet,
        'Properties.MapPublicIpOnLaunch',
        'gives private addresses only',
        ipv6 ? 'has IPv6, whose addresses are all public' : 'gives public addresses, or may',
      );
    }),
};
