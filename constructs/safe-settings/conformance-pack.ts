import { CfnConformancePack } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

/**
 * AWS Config's managed rules that go on asking, every day and at every change, what the policies asked once at synthesis: control id ->
 * rules. https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const managedRules: Readonly<Record<string, readonly string[]>> = {
  '2.2.09': [
    'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
    'VPC_FLOW_LOGS_ENABLED',
    'RESTRICTED_INCOMING_TRAFFIC',
    'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
  ],
  '2.2.11': [
    'NO_UNRESTRICTED_ROUTE_TO_IGW',
    'INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY',
    'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
  ],
  '2.5.03': [
    'CLOUD_TRAIL_ENABLED',
    'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    'CLOUD_TRAIL_ENCRYPTION_ENABLED',
    'CW_LOGGROUP_RETENTION_PERIOD_CHECK',
    'CLOUDWATCH_LOG_GROUP_ENCRYPTED',
  ],
  '2.6.01': ['BACKUP_RECOVERY_POINT_ENCRYPTED'],
  '2.8.01': ['S3_DEFAULT_ENCRYPTION_KMS', 'SNS_ENCRYPTED_KMS'],
  '2.8.02': ['S3_BUCKET_SSL_REQUESTS_ONLY'],
  '2.8.05': ['CMK_BACKING_KEY_ROTATION_ENABLED', 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION'],
  '3.1.11': ['S3_BUCKET_VERSIONING_ENABLED', 'S3_BUCKET_LOGGING_ENABLED'],
  '3.1.12': [
    'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
  ],
  '1.5.03': ['IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', 'IAM_ROOT_ACCESS_KEY_CHECK'],
  '3.2.01': ['IAM_USER_NO_POLICIES_CHECK'],
  '3.2.04': ['ROOT_ACCOUNT_MFA_ENABLED', 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS'],
  '2.1.18': ['ATHENA_WORKGROUP_ENFORCE_WORKGROUP_CONFIGURATION'],
};

/** The pack as AWS Config reads it; JSON is YAML. At most 51,200 bytes inline and 130 rules. */
export function packTemplate(rules: Readonly<Record<string, readonly string[]>> = managedRules): string {
  const resources = Object.entries(rules).flatMap(([control, identifiers]) =>
    identifiers.map((identifier) => [
      identifier.toLowerCase().replaceAll('_', ''),
      {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          ConfigRuleName: identifier.toLowerCase().replaceAll('_', '-'),
          Description: `SATRE ${control}`,
          Source: { Owner: 'AWS', SourceIdentifier: identifier },
        },
      },
    ]),
  );
  return JSON.stringify({ Resources: Object.fromEntries(resources) });
}

export interface ConformancePackProps {
  readonly tenancy: Tenancy;
}

/** The account is asked again, daily. Needs a running recorder, ours or the organisation's, or its creation fails. */
export class ConformancePack extends Construct {
  constructor(scope: Construct, id: string, { tenancy }: ConformancePackProps) {
    super(scope, id);
    new CfnConformancePack(this, 'Pack', {
      conformancePackName: nameOf(tenancy, 'satre'),
      templateBody: packTemplate(),
    }).overrideLogicalId('ConformancePack');
  }
}
