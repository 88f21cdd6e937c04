import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';
import { allowWithinDeployment, researcherBoundaryName } from './researcher-ceiling.ts';

export interface ResearcherBoundaryProps {
  readonly tenancy: Tenancy;
}

/** The most that any researcher-side role can do, whatever its own policy says. */
export class ResearcherBoundary extends Construct {
  constructor(scope: Construct, id: string, { tenancy }: ResearcherBoundaryProps) {
    super(scope, id);
    const statements = allowWithinDeployment(Stack.of(this), tenancy);
    const policy = new CfnManagedPolicy(this, 'Policy', {
      managedPolicyName: researcherBoundaryName(tenancy),
      description: 'Permissions boundary of every role that a researcher acts through',
      policyDocument: new PolicyDocument({ statements }),
    });
    policy.overrideLogicalId('ResearcherBoundary');
    for (const resource of new Set(statements.flatMap((statement) => statement.resources))) {
      if (!resource.includes('*')) continue;
      acknowledgeWildcard(
        policy,
        resource,
        `A boundary grants nothing: ${resource} is as far as any researcher's role may ever reach, and each role's own policy names its project`,
      );
    }
  }
}
