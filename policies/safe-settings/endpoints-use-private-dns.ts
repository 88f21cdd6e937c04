import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const endpointsUsePrivateDns: Rule = {
  id: 'endpoints-use-private-dns',
  safe: 'settings',
  controls: ['2.2.09', '2.8.03'],
  severity: 'error',
  why: 'Only with private names do the ordinary names of services lead to our endpoints, whose policies bind the call.',
  fix: 'set PrivateDnsEnabled on the endpoint, EnableDnsSupport and EnableDnsHostnames on its VPC',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
  check: (estate) =>
    estate
      .ofType('AWS::EC2::VPCEndpoint')
      .filter(({ properties }) => properties.VpcEndpointType === 'Interface')
      .map((endpoint) => {
        const vpc = estate.find(endpoint.properties.VpcId);
        const answered = isTrue(vpc?.properties.EnableDnsHostnames) && vpc?.properties.EnableDnsSupport !== false;
        const asked = isTrue(endpoint.properties.PrivateDnsEnabled);
        return judged(
          asked && answered,
          endpoint,
          'Properties.PrivateDnsEnabled',
          'the ordinary name of the service leads here',
          asked ? 'the VPC does not answer private names' : 'the ordinary name of the service leads past it',
        );
      }),
};
