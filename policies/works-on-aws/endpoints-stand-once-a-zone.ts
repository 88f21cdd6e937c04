import { vpcs, zonesOf } from '../estate/network.ts';
import { isTrue, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { endpointsIn, isInterface, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const endpointsStandOnceAZone: WorksOnAwsRule = {
  id: 'endpoints-stand-once-a-zone',
  severity: 'error',
  why: 'An interface endpoint takes one subnet in each zone, and a VPC one endpoint with private names for each service.',
  fix: 'name one subnet of each zone, and keep one endpoint of the service in the VPC',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (estate) =>
    vpcs(estate).flatMap((vpc) => {
      const all = endpointsIn(estate, vpc).filter(isInterface);
      return all.map((endpoint) => {
        const subnets = list(endpoint.properties.SubnetIds);
        const zones = zonesOf(estate, endpoint.properties.SubnetIds);
        const service = serviceOf(endpoint);
        const twins = all.filter(
          (one) =>
            serviceOf(one) === service &&
            isTrue(one.properties.PrivateDnsEnabled) &&
            isTrue(endpoint.properties.PrivateDnsEnabled),
        );
        const oneSubnet = zones !== undefined && zones.size === subnets.length;
        return judged(
          oneSubnet && twins.length <= 1,
          endpoint,
          oneSubnet ? 'Properties.ServiceName' : 'Properties.SubnetIds',
          `one subnet in each of ${zones?.size} zones, the only ${service}`,
          oneSubnet
            ? `${twins.length} endpoints answer for ${service} in one VPC`
            : `${subnets.length} subnets in ${zones?.size ?? 'unknown'} zones`,
        );
      });
    }),
};
