import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface DnsQueryLogProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly logKeyArn: string;
}

/**
 * Every name that anything in the network asked for, and what the firewall answered, kept for 13 months.
 *
 * AWS writes the policy of the log group itself when it finds none, and then clashes with ours. It is therefore part of the
 * log group, in the words AWS would use; the account-wide kind is limited to 10 per region, which organisations use up.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export class DnsQueryLog extends Construct {
  constructor(scope: Construct, id: string, { tenancy, vpcId, logKeyArn }: DnsQueryLogProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const logGroupName = `/tre/${tenancy.deployment}/dns-queries`;
    const group = new CfnLogGroup(this, 'Queries', {
      logGroupName,
      kmsKeyId: logKeyArn,
      retentionInDays: 400,
      resourcePolicyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'AWSLogDeliveryWrite1',
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [stack.formatArn({ service: 'logs', resource: `log-group:${logGroupName}:log-stream:*` })],
            conditions: {
              StringEquals: { 'aws:SourceAccount': stack.account },
              ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
            },
          }),
        ],
      }),
    });
    group.overrideLogicalId('DnsQueries');
    keptInProduction(tenancy, group);

    const config = new CfnResolverQueryLoggingConfig(this, 'Config', {
      name: nameOf(tenancy, 'dns-queries'),
      destinationArn: group.attrArn,
    });
    new CfnResolverQueryLoggingConfigAssociation(this, 'Association', {
      resolverQueryLogConfigId: config.attrId,
      resourceId: vpcId,
    });
  }
}
