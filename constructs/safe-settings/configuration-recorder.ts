import { type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { Effect, ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard, arnInFindings } from '../wildcards.ts';
import type { LogBucket } from './log-bucket.ts';

export interface ConfigurationRecorderProps {
  readonly tenancy: Tenancy;
  readonly store: LogBucket;
  readonly keyArn: string;
}

/**
 * Records every supported resource at every change. Only where nobody else does: an account and region holds one recorder, and
 * under Control Tower a second is refused.
 *
 * The reading rights are AWS's own policy: the list grows with every type AWS Config learns, and a recorder that may not read a type
 * silently does not record it. The service-linked role would do too, but making it fails where it exists.
 */
export class ConfigurationRecorder extends Construct {
  readonly channel: CfnDeliveryChannel;

  constructor(scope: Construct, id: string, { tenancy, store, keyArn }: ConfigurationRecorderProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const role = new Role(this, 'Role', {
      roleName: nameOf(tenancy, 'config-recorder'),
      description: 'Lets AWS Config read configurations and deliver their history',
      assumedBy: new ServicePrincipal('config.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWS_ConfigRole')],
      inlinePolicies: {
        deliver: new PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['s3:PutObject'],
              resources: [`${store.bucket.attrArn}/AWSLogs/${account}/*`],
              conditions: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
            }),
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
              resources: [keyArn],
              conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
            }),
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['s3:GetBucketAcl'],
              resources: [store.bucket.attrArn],
            }),
          ],
        }),
      },
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWS_ConfigRole]',
      reason:
        'AWS_ConfigRole is what AWS Config documents; a list of our own would leave every new resource type unrecorded',
    });

    acknowledgeWildcard(
      role,
      `${arnInFindings(store.bucket)}/AWSLogs/${account}/*`,
      'AWS Config writes its history below the prefix that it makes of the account',
    );

    const recorder = new CfnConfigurationRecorder(this, 'Recorder', {
      name: nameOf(tenancy, 'recorder'),
      roleArn: role.roleArn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    });
    recorder.overrideLogicalId('ConfigurationRecorder');
    this.channel = new CfnDeliveryChannel(this, 'Channel', {
      name: nameOf(tenancy, 'config'),
      s3BucketName: store.bucket.ref,
      s3KmsKeyArn: keyArn,
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
    this.channel.overrideLogicalId('ConfigurationDelivery');
    this.channel.addResourceDependency(store.policy);
    // No dependency between the two: CloudFormation starts a recorder only once a channel exists, and each waits for the other.
    // A recorder that outlives its role records nothing and is in the way of the next.
    keptInProduction(tenancy, recorder, this.channel, role.node.defaultChild as CfnResource);
  }
}
