import { CfnRole, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { brokerRoleName, type Tenancy } from '../tenancy.ts';

export interface BrokerProps {
  readonly tenancy: Tenancy;
}

/**
 * The role that alone may become a project's role. It exists before its function and holds no right, because IAM refuses a trust
 * policy that names a principal which does not exist: project stacks deploy first.
 */
export class Broker extends Construct {
  constructor(scope: Construct, id: string, { tenancy }: BrokerProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: brokerRoleName(tenancy),
      description: 'Becomes a project role in the name of one person for one call; may do nothing itself',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('lambda.amazonaws.com')],
            actions: ['sts:AssumeRole'],
          }),
        ],
      }),
    });
    role.overrideLogicalId('BrokerRole');
  }
}
