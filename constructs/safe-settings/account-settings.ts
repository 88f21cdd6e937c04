import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Tenancy } from '../tenancy.ts';
import { SettingsFunction } from './settings-function.ts';

/** Settings that have no CloudFormation type, and whether this deployment is the one to make them. */
export interface AccountWideSettings {
  readonly inspector: boolean;
  readonly s3BlockPublicAccess: boolean;
  readonly ebsEncryption: boolean;
}

export interface AccountSettingsProps {
  readonly tenancy: Tenancy;
  readonly logKey: string;
  readonly settings: AccountWideSettings;
}

/** Rights of one setting, only where it is made here. None of these actions knows resources. */
const rights: Readonly<Record<keyof AccountWideSettings, readonly string[]>> = {
  inspector: ['inspector2:BatchGetAccountStatus', 'inspector2:Enable'],
  s3BlockPublicAccess: ['s3:GetAccountPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  ebsEncryption: ['ec2:EnableEbsEncryptionByDefault', 'ec2:GetEbsEncryptionByDefault'],
};

/** Switches on what CloudFormation cannot; reads first, changes only what differs, and never switches anything off. */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string, { tenancy, logKey, settings }: AccountSettingsProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const wanted = (Object.keys(rights) as (keyof AccountWideSettings)[]).filter((setting) => settings[setting]);
    const statements = [
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: wanted.flatMap((setting) => rights[setting]),
        resources: ['*'],
      }),
    ];
    if (settings.inspector) {
      statements.push(
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['iam:CreateServiceLinkedRole'],
          resources: ['*'],
          // Scanning of EC2 is hybrid: the agentless half has a role of its own.
          // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonInspector2FullAccess.html
          conditions: {
            StringEquals: { 'iam:AWSServiceName': ['inspector2.amazonaws.com', 'agentless.inspector2.amazonaws.com'] },
          },
        }),
      );
    }
    const making = new SettingsFunction(this, 'Function', {
      tenancy,
      bundle: 'safe-settings/account-settings',
      name: 'account-settings',
      timeout: Duration.minutes(6),
      logKey,
      statements,
    });
    Validations.of(making).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'Account-wide switches of Inspector, S3 and EBS have no resource to name; the actions are the switches themselves',
    });
    making.resource('Applied', { account, ...settings });
  }
}
