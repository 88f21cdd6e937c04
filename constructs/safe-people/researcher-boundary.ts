import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Tenancy } from '../tenancy.ts';
import { allowWithinDeployment, researcherBoundaryName } from './researcher-ceiling.ts';

export interface ResearcherBoundaryProps {
  readonly tenancy: Tenancy;
}

/** The most that any researcher-side role can do, whatever its own policy says. */
export class ResearcherBoundary extends Construct {
  constructor(scope: Construct, id: string, { tenancy }: ResearcherBoundaryProps) {
    super(scope, id);
    const policy = new CfnManagedPolicy(this, 'Policy', {
      managedPolicyName: researcherBoundaryName(tenancy),
      description: 'Permissions boundary of every role that a researcher acts through',
      policyDocument: new PolicyDocument({ statements: allowWithinDeployment(Stack.of(this), tenancy) }),
    });
    policy.overrideLogicalId('ResearcherBoundary');
  }
}
