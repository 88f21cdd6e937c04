import { Stack, Validations } from 'aws-cdk-lib';
import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { CfnRole, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { writeUnderLogKey } from './log-key-use.ts';

export interface FlowLogsProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly logKeyArn: string;
}

/** Every connection in the network, allowed and refused, by the minute, kept for 13 months. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { tenancy, vpcId, logKeyArn }: FlowLogsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const logGroupName = `/tre/${tenancy.deployment}/flows`;
    const group = new CfnLogGroup(this, 'Flows', { logGroupName, kmsKeyId: logKeyArn, retentionInDays: 400 });
    group.overrideLogicalId('Flows');
    keptInProduction(tenancy, group);

    const everyLogGroup = stack.formatArn({ service: 'logs', resource: 'log-group:*' });
    const role = new CfnRole(this, 'Writer', {
      roleName: nameOf(tenancy, 'flow-logs'),
      description: 'Lets VPC flow logs write their own log group',
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('vpc-flow-logs.amazonaws.com')],
            actions: ['sts:AssumeRole'],
            conditions: {
              StringEquals: { 'aws:SourceAccount': stack.account },
              ArnLike: {
                'aws:SourceArn': stack.formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }),
              },
            },
          }),
        ],
      }),
      policies: [
        {
          policyName: 'write-flows',
          policyDocument: new PolicyDocument({
            statements: [
              new PolicyStatement({
                effect: Effect.ALLOW,
                actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
                resources: [group.attrArn],
              }),
              new PolicyStatement({
                effect: Effect.ALLOW,
                actions: ['logs:DescribeLogGroups'],
                resources: [everyLogGroup],
              }),
              writeUnderLogKey(stack, logKeyArn),
            ],
          }),
        },
      ],
    });
    role.overrideLogicalId('FlowLogsWriter');
    Validations.of(role).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::${everyLogGroup}]`,
      reason:
        'VPC flow logs look their log group up in the list of all; the list holds names, and writing is bound to one',
    });

    new CfnFlowLog(this, 'Log', {
      resourceType: 'VPC',
      resourceId: vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      logDestinationType: 'cloud-watch-logs',
      logGroupName: group.ref,
      deliverLogsPermissionArn: role.attrArn,
      tags: [{ key: 'Name', value: nameOf(tenancy, 'flows') }],
    }).overrideLogicalId('FlowLog');
  }
}
