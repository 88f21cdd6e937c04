import type { Json, Resource } from '../estate/estate.ts';
import { pointingAt, vpcs, zonesOf } from '../estate/network.ts';
import { at, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Where resources name the subnets they stand in. */
const places: Readonly<Record<string, string>> = {
  'AWS::EC2::VPCEndpoint': 'SubnetIds',
  'AWS::Lambda::Function': 'VpcConfig.SubnetIds',
  'AWS::WorkSpacesWeb::NetworkSettings': 'SubnetIds',
  'AWS::Batch::ComputeEnvironment': 'ComputeResources.Subnets',
};

export const subnetsSpanTwoZones: Rule = {
  id: 'subnets-span-two-zones',
  safe: 'settings',
  controls: ['2.6.02'],
  severity: 'error',
  why: 'When one data centre of the region fails, what stands in a single zone fails with it.',
  fix: 'name subnets in two availability zones',
  check: (estate) => {
    const judge = (resource: Resource, path: string, subnets: Json | undefined) => {
      const zones = zonesOf(estate, subnets);
      return judged(
        zones !== undefined && zones.size >= 2,
        resource,
        path,
        `stands in ${[...(zones ?? [])].sort().join(' and ')}`,
        zones === undefined ? 'the zone of a subnet is unknown' : `stands in ${zones.size} zone`,
      );
    };
    return [
      ...vpcs(estate).map((vpc) =>
        judge(
          vpc,
          'Type',
          pointingAt(estate, 'AWS::EC2::Subnet', 'VpcId', vpc).map(({ address }) => `\${${address}}`),
        ),
      ),
      ...Object.entries(places).flatMap(([type, path]) =>
        estate
          .ofType(type)
          .filter((resource) => list(at(resource, path)).length > 0)
          .map((resource) => judge(resource, `Properties.${path}`, at(resource, path))),
      ),
    ];
  },
};
