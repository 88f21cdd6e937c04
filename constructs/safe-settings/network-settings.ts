import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Tenancy } from '../tenancy.ts';
import type { Network } from './network.ts';
import { SettingsFunction } from './settings-function.ts';

export interface NetworkSettingsProps {
  readonly tenancy: Tenancy;
  readonly network: Network;
  readonly logKeyArn: string;
}

/**
 * Closes the default security group, which EC2 creates open among its own members and no template can name, and looks up
 * the prefix lists of S3 and DynamoDB: their ids differ per region and no template attribute gives them.
 */
export class NetworkSettings extends Construct {
  readonly prefixLists: { readonly s3: string; readonly dynamodb: string };

  constructor(scope: Construct, id: string, { tenancy, network, logKeyArn }: NetworkSettingsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const settings = new SettingsFunction(this, 'Function', {
      tenancy,
      bundle: 'safe-settings/network-settings',
      name: 'network-settings',
      logKey: logKeyArn,
      statements: [
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
          resources: [
            stack.formatArn({
              service: 'ec2',
              resource: 'security-group',
              resourceName: network.defaultSecurityGroupId,
            }),
          ],
        }),
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['ec2:DescribeManagedPrefixLists', 'ec2:DescribeSecurityGroups'],
          resources: ['*'], // EC2 knows no resources for questions
        }),
      ],
    });
    Validations.of(settings).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'EC2 takes no resource for DescribeSecurityGroups and DescribeManagedPrefixLists; both only read, and revoking is bound to the one default group',
    });
    const applied = settings.resource('Applied', {
      vpcId: network.vpcId,
      defaultSecurityGroupId: network.defaultSecurityGroupId,
      region: stack.region,
    });
    this.prefixLists = {
      s3: applied.getAtt('s3PrefixListId').toString(),
      dynamodb: applied.getAtt('dynamodbPrefixListId').toString(),
    };
  }
}
