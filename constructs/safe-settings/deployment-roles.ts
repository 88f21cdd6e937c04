import { Stack } from 'aws-cdk-lib';
import {
  CfnManagedPolicy,
  CfnRole,
  Effect,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import {
  assetBucketName,
  bootstrapRoleName,
  bootstrapVersionName,
  type DeploymentRole,
  executionRoleArn,
  toolkitStackName,
} from './bootstrap-names.ts';
import { acknowledgeDeploymentWildcards } from './deployment-wildcards.ts';
import { executionManagedPolicies, executionPolicies } from './execution-rights.ts';
import { onlyFrom } from './pipeline-trust.ts';

export interface DeploymentRolesProps {
  readonly tenancy: Tenancy;
  /** ARN of the one role that may become the deploying ones. It must exist first: IAM refuses an unknown principal. */
  readonly pipelineRole: string;
  /** Name of the managed policy that the organisation demands on every role. */
  readonly boundary: string | undefined;
}

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });

const looking = [
  ...['DescribeChangeSet', 'DescribeEvents', 'DescribeStackEvents', 'DescribeStackResource', 'DescribeStackResources'],
  ...['DescribeStacks', 'GetTemplate', 'GetTemplateSummary', 'ListChangeSets', 'ListStackResources'],
].map((action) => `cloudformation:${action}`);

/**
 * Who deploys, each trusted by the pipeline's role alone; and the role that CloudFormation works with, trusted by CloudFormation alone.
 * None of the first three can make a resource; they can only hand a template to the fourth.
 */
export class DeploymentRoles extends Construct {
  readonly execution: CfnRole;
  readonly publishing: CfnRole;
  readonly deploy: CfnRole;

  constructor(scope: Construct, id: string, { tenancy, pipelineRole, boundary }: DeploymentRolesProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const role = (
      logicalId: string,
      noun: DeploymentRole,
      trust: PolicyDocument,
      policies: Readonly<Record<string, PolicyDocument>>,
    ): CfnRole => {
      const made = new CfnRole(this, logicalId, {
        roleName: bootstrapRoleName(stack, tenancy, noun),
        assumeRolePolicyDocument: trust,
        policies: Object.entries(policies).map(([policyName, policyDocument]) => ({ policyName, policyDocument })),
        maxSessionDuration: 3600,
        ...(boundary === undefined
          ? {}
          : {
              permissionsBoundary: stack.formatArn({
                service: 'iam',
                region: '',
                resource: 'policy',
                resourceName: boundary,
              }),
            }),
        tags: [{ key: 'aws-cdk:bootstrap-role', value: noun }],
      });
      made.overrideLogicalId(logicalId);
      for (const document of Object.values(policies)) acknowledgeDeploymentWildcards(made, document, noun);
      return made;
    };
    const pipeline = onlyFrom(pipelineRole);
    const ours = stack.formatArn({
      service: 'cloudformation',
      resource: 'stack',
      resourceName: `${nameOf(tenancy, '*')}`,
    });
    const toolkit = stack.formatArn({
      service: 'cloudformation',
      resource: 'stack',
      resourceName: `${toolkitStackName(tenancy)}/*`,
    });
    const bucket = stack.formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: assetBucketName(stack, tenancy),
    });
    const version = stack.formatArn({
      service: 'ssm',
      resource: `parameter${bootstrapVersionName(tenancy)}`,
    });
    const readsVersion = allow('ReadVersion', ['ssm:GetParameter', 'ssm:GetParameters'], [version]);

    const lookup = [allow('SeeStacks', looking, [ours, toolkit]), readsVersion];
    role('LookupRole', 'lookup', pipeline, { lookup: new PolicyDocument({ statements: lookup }) });

    this.publishing = role('FilePublishingRole', 'file-publishing', pipeline, {
      publish: new PolicyDocument({
        statements: [
          allow('SeeAssets', ['s3:GetBucketLocation', 's3:GetEncryptionConfiguration', 's3:ListBucket'], [bucket]),
          allow('PublishAssets', ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], [`${bucket}/*`]),
        ],
      }),
    });

    const execution = executionRoleArn(stack, tenancy);
    const withExecutionRole = { StringEquals: { 'cloudformation:RoleArn': execution } };
    this.deploy = role('DeploymentActionRole', 'deploy', pipeline, {
      deploy: new PolicyDocument({
        statements: [
          // Without the condition a change set could run with the rights of whoever calls, or of another role.
          allow(
            'ChangeWithExecutionRoleOnly',
            [
              'ContinueUpdateRollback',
              'CreateChangeSet',
              'CreateStack',
              'DeleteStack',
              'RollbackStack',
              'UpdateStack',
            ].map((action) => `cloudformation:${action}`),
            [ours],
            withExecutionRole,
          ),
          allow(
            'CarryOut',
            [
              'cloudformation:DeleteChangeSet',
              'cloudformation:ExecuteChangeSet',
              'cloudformation:UpdateTerminationProtection',
            ],
            [ours],
          ),
          allow('SeeStacks', looking, [ours, toolkit]),
          allow('PassExecutionRole', ['iam:PassRole'], [execution], {
            StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
          }),
          allow('FetchTemplates', ['s3:GetObject'], [`${bucket}/*`]),
          allow('SeeAssets', ['s3:GetBucketLocation', 's3:ListBucket'], [bucket]),
          readsVersion,
        ],
      }),
    });

    const service = new PolicyDocument({
      statements: [
        new PolicyStatement({
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('cloudformation.amazonaws.com')],
          // No aws:SourceAccount: no page says that CloudFormation sends it for the role of a stack, and IAM checks on passing
          // that the role is of the caller's account.
          actions: ['sts:AssumeRole'],
        }),
      ],
    });
    const rights = { stack, tenancy, assetBucketArn: bucket, boundary };
    this.execution = role('CloudFormationExecutionRole', 'cfn-exec', service, executionPolicies(rights));
    this.execution.managedPolicyArns = Object.entries(executionManagedPolicies(rights)).map(
      ([noun, policyDocument]) => {
        const managedPolicyName = `cdk-${tenancy.qualifier}-cfn-exec-${noun}-${stack.account}-${stack.region}`;
        const policy = new CfnManagedPolicy(this, `Execution-${noun}`, { managedPolicyName, policyDocument });
        acknowledgeDeploymentWildcards(policy, policyDocument, `cfn-exec, ${noun}`);
        return policy.ref;
      },
    );
  }
}
