import type { Estate, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const regionOf = (estate: Estate, { stack }: Resource): string | undefined =>
  estate.stacks.find(({ name }) => name === stack)?.region;

/**
 * Services whose calls the endpoint policy and the policies of what they reach can bind. Others take no policy, or carry data to whoever
 * is named in the call, as a mail service does.
 */
const bound = ['athena', 'cognito-idp', 'dynamodb', 'execute-api', 'glue', 'kms', 's3', 'sts', 'workspaces-web'];

const elsewhere = ['ServiceRegion', 'ResourceConfigurationArn', 'ServiceNetworkArn'] as const;

export const endpointsStayInRegionOnAws: Rule = {
  id: 'endpoints-stay-in-region-on-aws',
  safe: 'settings',
  controls: ['2.2.11', 'TRE-X09', '3.1.12'],
  severity: 'fatal',
  why: "An endpoint can lead to another region or to somebody else's service, which no endpoint policy binds.",
  fix: 'use an Interface or Gateway endpoint to com.amazonaws.<own region>.<service>, without ServiceRegion',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    estate.ofType('AWS::EC2::VPCEndpoint').map((endpoint) => {
      const { ServiceName, VpcEndpointType = 'Gateway' } = endpoint.properties;
      const service = text(ServiceName);
      const region = regionOf(estate, endpoint);
      const own = region !== undefined && bound.some((name) => service === `com.amazonaws.${region}.${name}`);
      const type = VpcEndpointType === 'Interface' || VpcEndpointType === 'Gateway';
      const abroad = elsewhere.filter((property) => endpoint.properties[property] !== undefined);
      return judged(
        own && type && abroad.length === 0,
        endpoint,
        'Properties.ServiceName',
        `leads to ${service}, in its own region`,
        !own
          ? `${service ?? 'an unknown service'} is none of the services that policies can bind, in ${region ?? 'a known region'}`
          : !type
            ? `the type ${JSON.stringify(VpcEndpointType)} leads to other networks`
            : `${abroad.join(' and ')} lead elsewhere`,
      );
    }),
};
