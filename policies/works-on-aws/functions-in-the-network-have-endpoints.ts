import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { at, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import { endpointsIn, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Called by Lambda for the function, from Lambda's own network; or without any endpoint to call. */
const needNone = ['logs', 'xray', 'ec2', 'iam', 'cloudwatch'];

const waysOut = ['AWS::EC2::NatGateway', 'AWS::EC2::InternetGateway', 'AWS::EC2::TransitGatewayAttachment'];

const vpcOf = (estate: Estate, subnets: readonly unknown[]): Resource | undefined =>
  estate.find(estate.find(subnets[0] as string)?.properties.VpcId);

export const functionsInTheNetworkHaveEndpoints: WorksOnAwsRule = {
  id: 'functions-in-the-network-have-endpoints',
  severity: 'error',
  why: 'A function in a sealed VPC reaches only services that have an endpoint there; any other call hangs until the function times out.',
  fix: 'add an endpoint of the service, or take the function out of the VPC',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  check: (estate) => {
    if (estate.ofType(...waysOut).length > 0) return [];
    return functions(estate)
      .filter(({ inVpc }) => inVpc)
      .map(({ resource, role }) => {
        const vpc = vpcOf(estate, list(at(resource, 'VpcConfig.SubnetIds')));
        if (vpc === undefined || role === undefined)
          return fail(resource, 'Properties.VpcConfig', 'its network or its role is not of these templates');
        const called = new Set(
          role.statements
            .filter(({ effect }) => effect === 'Allow')
            .flatMap(({ actions = [] }) => actions.map((action) => action.split(':')[0] ?? '')),
        );
        const present = endpointsIn(estate, vpc).map(serviceOf);
        const missing = [...called].filter((service) => !needNone.includes(service) && !present.includes(service));
        return judged(
          missing.length === 0,
          resource,
          'Properties.VpcConfig',
          `${vpc.logicalId} has an endpoint of every service it calls`,
          `${vpc.logicalId} has no endpoint of ${missing.join(', ')}`,
        );
      });
  },
};
