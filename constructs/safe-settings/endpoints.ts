import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { endpointPolicy } from './endpoint-policy.ts';
import { type EndpointService, endpointServices } from './endpoint-services.ts';
import type { Network } from './network.ts';
import type { NetworkSecurityGroups } from './network-security-groups.ts';

export interface EndpointsProps {
  readonly tenancy: Tenancy;
  readonly network: Network;
  readonly groups: NetworkSecurityGroups;
}

/** The only ways out of the network, each with a policy; shared by all projects, for each costs per zone and hour. */
export class Endpoints extends Construct {
  /**
   * Exact names that resolve to them. Not the private API: `*.execute-api…` would admit strangers' APIs, and ours has no id
   * before it exists.
   */
  readonly names: readonly string[];
  /** Id of the endpoint by which alone the private API is reached. */
  readonly executeApiId: string;

  constructor(scope: Construct, id: string, { tenancy, network, groups }: EndpointsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { tiers } = network;

    const add = (service: EndpointService) => {
      const name = pascal(service.service);
      const place =
        service.door === 'gateway'
          ? {
              vpcEndpointType: 'Gateway',
              // AWS puts the route into these tables alone: from any other subnet the store's addresses lead nowhere
              routeTableIds: service.tiers.map((tier) => tiers[tier].routeTableId),
            }
          : {
              vpcEndpointType: 'Interface',
              subnetIds: [...tiers.endpoints.subnetIds],
              securityGroupIds: [groups[service.door]],
              privateDnsEnabled: true,
            };
      const endpoint = new CfnVPCEndpoint(this, name, {
        vpcId: network.vpcId,
        serviceName: `com.amazonaws.${stack.region}.${service.service}`,
        policyDocument: endpointPolicy(stack, service),
        tags: [{ key: 'Name', value: nameOf(tenancy, service.service) }],
        ...place,
      });
      endpoint.overrideLogicalId(`${name}Endpoint`);
      return { service: service.service, id: endpoint.ref };
    };
    const services = endpointServices(stack, tenancy);
    const made = services.map(add);
    this.executeApiId = made.find(({ service }) => service === 'execute-api')?.id ?? '';
    this.names = services
      .filter(({ service }) => service !== 'execute-api')
      .map(({ service }) => `${service}.${stack.region}.amazonaws.com`);
  }
}

const pascal = (word: string): string =>
  word.replaceAll(/(^|-)(\w)/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
