import { Stage } from 'aws-cdk-lib';
import { toolkitStackName } from '../constructs/safe-settings/bootstrap-names.ts';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';
import type { Deployment } from './config/deployment.ts';
import { GuardrailsStack } from './guardrails-stack.ts';
import { ToolkitStack } from './toolkit-stack.ts';

/**
 * What others deploy before the environment: the account's administrator the bootstrap, the organisation its guardrails. A Stage of its own,
 * so that `cdk deploy --all`, which takes the stacks of the main assembly, leaves both alone, and every rule reads them all the same.
 */
export function addFoundation(scope: Stage, { aws, provisions }: Deployment, tenancy: Tenancy): void {
  const foundation = new Stage(scope, 'Foundation');
  const { account, region, permissionsBoundary: boundary } = aws;
  new ToolkitStack(foundation, 'Toolkit', {
    tenancy,
    stackName: toolkitStackName(tenancy),
    env: { account, region },
    terminationProtection: true,
    analyticsReporting: false,
    pipelineRole: pipelineRoleOf(aws, tenancy),
    boundary,
  });
  if (aws.organisation === undefined) return;
  new GuardrailsStack(foundation, 'Guardrails', {
    tenancy,
    stackName: nameOf(tenancy, 'guardrails'),
    // Not the account: it is the organisation's, which the file need not know.
    env: { region },
    terminationProtection: true,
    analyticsReporting: false,
    account,
    region,
    pipelineRole: pipelineRoleOf(aws, tenancy),
    organisation: aws.organisation,
    declared: { vpcBlockPublicAccess: provisions.vpcBlockPublicAccess.by === 'organisation' },
  });
}

/** The role that the file names, or `tre-<id>-pipeline` of the account. */
const pipelineRoleOf = (aws: Deployment['aws'], tenancy: Tenancy): string =>
  aws.pipelineRole ?? `arn:${partitionOf(aws.region)}:iam::${aws.account}:role/${nameOf(tenancy, 'pipeline')}`;

/** The user that the file names, or `tre-<id>-break-glass` of the account, which must exist before the environment is deployed. */
export const breakGlassUserOf = (aws: Deployment['aws'], tenancy: Tenancy): string =>
  aws.breakGlassUser ?? `arn:${partitionOf(aws.region)}:iam::${aws.account}:user/${nameOf(tenancy, 'break-glass')}`;

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : 'aws');
