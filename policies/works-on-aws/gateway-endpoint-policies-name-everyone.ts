import { statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { isGateway } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const gatewayEndpointPoliciesNameEveryone: WorksOnAwsRule = {
  id: 'gateway-endpoint-policies-name-everyone',
  severity: 'error',
  why: "A gateway endpoint reads no principal but the bare star: { AWS: account } means the account's root user alone.",
  fix: 'write Principal: "*" and pin callers by aws:PrincipalArn or aws:PrincipalAccount',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    estate
      .ofType('AWS::EC2::VPCEndpoint')
      .filter((endpoint) => isGateway(endpoint) && endpoint.properties.PolicyDocument !== undefined)
      .map((endpoint) => {
        const statements = statementsAt(endpoint, 'PolicyDocument');
        const odd = statements.find(({ principals }) => Object.keys(principals ?? {}).join() !== '*');
        return judged(
          odd === undefined && statements.length > 0,
          endpoint,
          odd?.path ?? 'Properties.PolicyDocument',
          'every statement names the bare star',
          'a statement names a principal that a gateway endpoint does not read',
        );
      }),
};
