import type { Estate } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { rightsOf, unseenPolicies } from '../safe-people/rights.ts';
import { rolesOfOurs } from './our-code.ts';

/** Lets somebody else in, sends something out, or opens a way. */
const sharing = [
  'apigateway:POST',
  'appflow:StartFlow',
  'athena:CreateDataCatalog',
  'backup:PutBackupVaultAccessPolicy',
  'backup:StartCopyJob',
  'cloudfront:CreateDistribution',
  'datasync:StartTaskExecution',
  'dms:StartReplicationTask',
  'dynamodb:CreateBackup',
  'dynamodb:CreateGlobalTable',
  'dynamodb:EnableKinesisStreamingDestination',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:PutResourcePolicy',
  'dynamodb:RestoreTableFromBackup',
  'dynamodb:RestoreTableToPointInTime',
  'dynamodb:UpdateTable',
  'ec2:AttachInternetGateway',
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:CreateRoute',
  'ec2:CreateStoreImageTask',
  'ec2:CreateVpcEndpoint',
  'ec2:CreateVpcPeeringConnection',
  'ec2:ModifyImageAttribute',
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyVpcEndpoint',
  'ecr-public:PutImage',
  'ecr:SetRepositoryPolicy',
  'events:CreateApiDestination',
  'events:CreateConnection',
  'events:PutPermission',
  'events:PutTargets',
  'firehose:PutRecord',
  'glue:CreateConnection',
  'glue:PutResourcePolicy',
  'iot:Publish',
  'kms:CreateGrant',
  'kms:ReplicateKey',
  'lakeformation:GrantPermissions',
  'lambda:AddLayerVersionPermission',
  'lambda:CreateFunctionUrlConfig',
  'logs:CreateExportTask',
  'logs:PutDestinationPolicy',
  'logs:PutResourcePolicy',
  'logs:PutSubscriptionFilter',
  'mobiletargeting:SendMessages',
  'ram:AssociateResourceShare',
  'ram:CreateResourceShare',
  'rds:ModifyDBClusterSnapshotAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:StartExportTask',
  'route53:ChangeResourceRecordSets',
  'route53resolver:UpdateFirewallRule',
  's3:CreateAccessGrant',
  's3:CreateAccessPoint',
  's3:PutBucketAcl',
  's3:PutBucketNotification',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketWebsite',
  's3:PutInventoryConfiguration',
  's3:PutObjectAcl',
  's3:PutReplicationConfiguration',
  'secretsmanager:PutResourcePolicy',
  'ses:SendEmail',
  'ses:SendRawEmail',
  'sms-voice:SendTextMessage',
  'sns:AddPermission',
  'sns:Publish',
  'sns:Subscribe',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
  'states:HTTPEndpoint',
  'states:InvokeHTTPEndpoint',
  'transfer:StartFileTransfer',
];

const shares = (statement: Statement): string | undefined => {
  if (statement.effect === 'Deny') return undefined;
  return statement.unresolved
    ? 'something that could not be resolved'
    : sharing.find((one) => coversAction(statement, one));
};

/** Looked at setting by setting: a policy of AWS that lets a function write its log, or stand in a VPC. */
const logsOnly = /:iam::aws:policy\/service-role\/AWSLambda(Basic|VPCAccess)ExecutionRole$/;

export const functionsCannotShareOrSend: Rule = {
  id: 'functions-cannot-share-or-send',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A fault in our code, or in what it is given, becomes a way out as soon as the role behind it can share or send.',
  fix: 'take the action away; sharing is set by the deployment, and sent are alarms of AWS alone',
  source:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  check: (estate: Estate) =>
    rolesOfOurs(estate).map((role) => {
      const unseen = unseenPolicies(estate, role).find((arn) => !logsOnly.test(arn));
      const found = rightsOf(estate, role).map((right) => ({ path: right.path, what: shares(right) }));
      const first =
        unseen === undefined ? found.find(({ what }) => what !== undefined) : { path: 'Properties', what: unseen };
      return judged(
        first === undefined,
        role.resource,
        first?.path ?? 'Properties',
        'can let nobody in, send nothing and open no way',
        `may ${first?.what}`,
      );
    }),
};
