import { pointingAt } from '../estate/network.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const subnetsUseTablesOfTheEstate: Rule = {
  id: 'subnets-use-tables-of-the-estate',
  safe: 'settings',
  controls: ['2.2.11', '2.2.10'],
  severity: 'fatal',
  why: 'A subnet without a table of its own takes the main one of the VPC, and a table that no template shows can lead anywhere.',
  fix: 'associate every subnet with one route table of these templates',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
  check: (estate) =>
    estate.ofType('AWS::EC2::Subnet').map((subnet) => {
      const type = 'AWS::EC2::SubnetRouteTableAssociation';
      const tables = pointingAt(estate, type, 'SubnetId', subnet).map(({ properties }) =>
        estate.find(properties.RouteTableId),
      );
      return judged(
        tables.length === 1 && tables.every((table) => table?.type === 'AWS::EC2::RouteTable'),
        subnet,
        'Type',
        'takes a table whose routes are all here',
        tables.length === 0 ? 'takes the main table of its VPC' : 'takes a table that is not of this estate',
      );
    }),
};
