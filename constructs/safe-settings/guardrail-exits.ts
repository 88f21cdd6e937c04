import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/**
 * Services that answer in another region than they are asked in, or in none. Without them a lock on regions locks out sign-in, billing and
 * support as well. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
const global = [
  ...['account:*', 'aws-portal:*', 'billing:*', 'budgets:*', 'ce:*', 'consolidatedbilling:*', 'cur:*', 'freetier:*'],
  ...['health:*', 'iam:*', 'invoicing:*', 'notifications:*', 'organizations:*', 'payments:*', 'pricing:*', 'route53:*'],
  ...['s3:GetAccountPublicAccessBlock', 's3:ListAllMyBuckets', 's3:PutAccountPublicAccessBlock', 'signin:*', 'sso:*'],
  ...['sts:*', 'support:*', 'supportplans:*', 'tax:*', 'trustedadvisor:*'],
];

/** Bytes stay in the account and the region. Nothing in the blueprint does any of this, so nobody is an exception, but for a table's own policy. */
export const exitsGuardrail = (scope: GuardrailScope): readonly GuardrailStatement[] => [
  {
    Sid: 'NoSharing',
    Effect: 'Deny',
    Action: [
      ...of(
        'ram',
        'AcceptResourceShareInvitation',
        'AssociateResourceShare*',
        'CreateResourceShare',
        'UpdateResourceShare',
      ),
      ...of('ec2', 'CopyImage', 'CopySnapshot', 'CreateInstanceExportTask', 'CreateNetworkInterfacePermission'),
      ...of('ec2', 'CreateStoreImageTask', 'ExportImage', 'ModifyImageAttribute', 'ModifySnapshotAttribute'),
      ...of('rds', 'ModifyDBClusterSnapshotAttribute', 'ModifyDBSnapshotAttribute', 'StartExportTask'),
      // A wildcard in the name of a service is no policy that IAM takes.
      ...of('redshift', 'Authorize*', 'PutResourcePolicy'),
      ...of('redshift-serverless', 'PutResourcePolicy'),
      ...of('ecr', 'PutReplicationConfiguration', 'PutRegistryPolicy', 'SetRepositoryPolicy'),
      ...of('ecr-public', '*'),
      ...of('oam', 'CreateLink', 'UpdateLink'),
      ...of('servicecatalog', 'CreatePortfolioShare'),
      ...of('ssm', 'ModifyDocumentPermission', 'PutResourcePolicy'),
    ],
    Resource: '*',
  },
  {
    Sid: 'NoDelivery',
    Effect: 'Deny',
    Action: [
      ...of('appflow', 'Create*'),
      ...of('athena', 'CreateDataCatalog', 'UpdateDataCatalog'),
      ...of('datasync', 'Create*', 'StartTaskExecution'),
      ...of('dms', 'Create*', 'Start*'),
      ...of('dynamodb', 'ExportTableToPointInTime', 'UpdateGlobalTable*', 'CreateGlobalTable'),
      ...of('events', 'CreateApiDestination', 'CreateConnection', 'CreateEndpoint', 'PutPermission'),
      ...of('firehose', 'CreateDeliveryStream', 'UpdateDestination'),
      ...of('glue', 'CreateConnection', 'UpdateConnection', 'CreateIntegration'),
      ...of('logs', 'CreateExportTask', 'PutDestination*', 'PutSubscriptionFilter', 'PutAccountPolicy'),
      ...of('pipes', 'CreatePipe', 'UpdatePipe'),
      ...of('s3', 'CreateAccessPoint*', 'CreateJob', 'CreateMultiRegionAccessPoint', 'PutAccessPoint*'),
      ...of('states', 'HTTPEndpoint', 'InvokeHTTPEndpoint'),
      ...of('storagegateway', '*'),
      ...of('transfer', 'Create*', 'Start*'),
    ],
    Resource: '*',
  },
  {
    // Whoever deploys writes into it who may not; with another policy a table is read from another account.
    Sid: 'TablesKeepTheirPolicy',
    Effect: 'Deny',
    Action: of('dynamodb', 'DeleteResourcePolicy', 'PutResourcePolicy'),
    Resource: '*',
    Condition: butFor(arnsOf(scope).execution),
  },
  {
    Sid: 'InTheUnitedKingdom',
    Effect: 'Deny',
    NotAction: global,
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': [scope.stack.region] } },
  },
];
