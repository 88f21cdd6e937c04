import { type MutableTemplates, type Mutant, set } from '../mutant.ts';
import {
  account,
  addToPolicy,
  arnOf,
  bucketName,
  deployerArn,
  grant,
  mutantsOf,
  objectsOf,
  onBucket,
  onRole,
  onStatement,
  propertyOf,
  roleArn,
  type Statement,
} from './changes.ts';

type Condition = Record<string, Record<string, unknown>>;
const conditionOf = (statement: Statement): Condition => statement.Condition as Condition;

const denied = mutantsOf('data-buckets-deny-other-networks');
const open = (templates: MutableTemplates): void =>
  onStatement(templates, 'VaultBucketPolicy', 'DenyOtherNetworks', () => undefined);
const perimeter = (name: string, edit: (statement: Statement) => Statement): Mutant =>
  denied(name, (templates) => onStatement(templates, 'VaultBucketPolicy', 'DenyOtherNetworks', edit));
const condition = (name: string, edit: (condition: Condition) => unknown): Mutant =>
  perimeter(name, (statement) => ({ ...statement, Condition: edit(conditionOf(statement)) }));
const exempting = (name: string, ...arns: unknown[]): Mutant =>
  condition(name, (before) => ({ ...before, ArnNotLikeIfExists: { 'aws:PrincipalArn': arns } }));

const networks: readonly Mutant[] = [
  denied('the vault is open to every network', open),
  condition('another network is ours', (before) => ({
    ...before,
    StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
  })),
  condition('a second network is as good', ({ StringNotEqualsIfExists, ...others }) => ({
    ...others,
    StringNotEqualsIfExists: { 'aws:SourceVpc': [StringNotEqualsIfExists?.['aws:SourceVpc'], 'vpc-0123456789abcdef0'] },
  })),
  condition('the network is written twice, once as another', ({ StringNotEqualsIfExists, ...others }) => ({
    ...others,
    StringNotEqualsIfExists: { ...StringNotEqualsIfExists, 'aws:sourcevpc': 'vpc-0123456789abcdef0' },
  })),
  condition('only calls of services are denied', (before) => ({
    ...before,
    BoolIfExists: { 'aws:ViaAWSService': 'true', 'aws:PrincipalIsAWSService': 'false' },
  })),
  condition('members of the organisation come from anywhere', (before) => ({
    ...before,
    StringNotEquals: { 'aws:PrincipalOrgID': 'o-0123456789' },
  })),
  condition('calls through an address of the hospital are let in', (before) => ({
    ...before,
    NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
  })),
  perimeter('old versions may be read from anywhere', (statement) => ({
    ...statement,
    Action: ['s3:GetObject', 's3:PutObject*', 's3:DeleteObject*', 's3:List*', 's3:Replicate*', 's3:RestoreObject'],
  })),
  perimeter('objects are left out', (statement) => ({ ...statement, Resource: arnOf('VaultBucket') })),
  perimeter('the statement speaks of another bucket', (statement) => ({
    ...statement,
    Resource: [arnOf('CuratedBucket'), objectsOf('CuratedBucket')],
  })),
  perimeter('one folder is left out', (statement) => ({
    ...statement,
    Resource: undefined,
    NotResource: { 'Fn::Join': ['', [arnOf('VaultBucket'), '/open/*']] },
  })),
  exempting('every role is let in', roleArn('*')),
  exempting('an administrator is let in', roleArn('Administrator')),
  exempting('the broker is let in', roleArn('tre-thames-valley-backup'), roleArn('tre-thames-valley-broker-of-others')),
  exempting('the role of a project is let in', roleArn('tre-thames-valley-project-copd-winter')),
  exempting('a role of the same name elsewhere is let in', roleArn('tre-thames-valley-backup', '999999999999')),
  denied('a scanner is let into the vault, reads it and does not scan it', (templates) => {
    grant(templates, 'malware-scan', { Action: 's3:GetObject', Resource: objectsOf('VaultBucket') });
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherNetworks', (statement) => ({
      ...statement,
      Condition: {
        ...conditionOf(statement),
        ArnNotLikeIfExists: { 'aws:PrincipalArn': roleArn('tre-thames-valley-malware-scan') },
      },
    }));
  }),
  denied('a person may take on the role of the backup', (templates) =>
    onRole(templates, 'backup', (body) =>
      set(body, 'AssumeRolePolicyDocument', {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'backup.amazonaws.com', AWS: `arn:aws:iam::${account}:root` },
          },
        ],
      }),
    ),
  ),
];

/** What the deployer may do from outside: ask whether a bucket is there, and in the curated zone write the metadata of tables. */
const letIn = (statement: Statement, arn: string) => ({
  ...statement,
  Condition: { ...conditionOf(statement), ArnNotLikeIfExists: { 'aws:PrincipalArn': [arn] } },
});
const toDeployer = (name: string, edit: (statement: Statement) => Statement | undefined): Mutant =>
  denied(name, (templates) => onStatement(templates, 'CuratedBucketPolicy', 'DenyRecordsToDeployer', edit));
const deployer: readonly Mutant[] = [
  denied('the deployer is let into the vault', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherNetworks', (statement) =>
      letIn(statement, deployerArn(templates)),
    ),
  ),
  denied('the vault may be listed from anywhere', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyListingElsewhere', () => undefined),
  ),
  denied('an administrator may list the vault from anywhere', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyListingElsewhere', (statement) =>
      letIn(statement, roleArn('Administrator')),
    ),
  ),
  toDeployer('the deployer may do everything in the curated zone', () => undefined),
  toDeployer('the deployer may write records', (statement) => ({ ...statement, Action: 's3:GetObject*' })),
  toDeployer('every object counts as metadata', (statement) => ({
    ...statement,
    NotResource: objectsOf('CuratedBucket'),
  })),
  toDeployer('the deployer is refused without TLS only', (statement) => ({
    ...statement,
    Condition: { ...conditionOf(statement), Bool: { 'aws:SecureTransport': 'false' } },
  })),
];

/** Ways in which a bucket of records could pass for a store of logs, and be judged by no rule of data. */
const hiding: readonly Mutant[] = [
  denied('the open vault lets a service write logs', (templates) => {
    open(templates);
    addToPolicy(templates, 'VaultBucketPolicy', {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: objectsOf('VaultBucket'),
    });
  }),
  denied('the open vault is locked', (templates) => {
    open(templates);
    onBucket(templates, 'VaultBucket', (body) => set(body, 'ObjectLockEnabled', true));
  }),
  denied('the open vault receives the trail', (templates) => {
    open(templates);
    templates.change('AWS::CloudTrail::Trail', (body) => set(body, 'S3BucketName', bucketName('vault')));
  }),
  denied('an open extract receives access logs', (templates) => {
    onStatement(templates, 'ExtractBucketPolicy', 'DenyOtherNetworks', () => undefined);
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, 'LoggingConfiguration.DestinationBucketName', bucketName('p-copd-winter')),
    );
  }),
  denied('an open extract is locked, and under the key of the logs', (templates) => {
    onStatement(templates, 'ExtractBucketPolicy', 'DenyOtherNetworks', () => undefined);
    const path = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';
    onBucket(templates, 'ExtractBucket', (body) => {
      set(body, 'ObjectLockEnabled', true);
      set(body, path, propertyOf(templates, 'Flows', 'KmsKeyId'));
    });
  }),
];

const guarded = mutantsOf('data-buckets-guard-their-configuration');
const guard = (name: string, edit: (statement: Statement) => Statement | undefined): Mutant =>
  guarded(name, (templates) => onStatement(templates, 'VaultBucketPolicy', 'DenyReconfiguration', edit));
const without =
  (...actions: string[]) =>
  (statement: Statement) => ({
    ...statement,
    Action: (statement.Action as string[]).filter((action) => !actions.includes(action)),
  });
const trusting = (name: string, ...arns: string[]): Mutant =>
  guard(name, (statement) => ({ ...statement, Condition: { ArnNotLike: { 'aws:PrincipalArn': arns } } }));

const configuration: readonly Mutant[] = [
  guard('anybody may have S3 list its objects in a table', without('s3:CreateBucketMetadataTableConfiguration')),
  guard('anybody may set the bucket', () => undefined),
  guard('anybody may have the bucket copied', without('s3:PutReplicationConfiguration')),
  guard('anybody may change the policy, the logging, and the notifications', without('s3:PutBucket*')),
  guard('anybody may let the bucket forget', without('s3:PutLifecycleConfiguration')),
  guard('anybody may have the bucket listed', without('s3:PutInventoryConfiguration')),
  guard('the statement speaks of objects', (statement) => ({ ...statement, Resource: objectsOf('VaultBucket') })),
  guard('the statement speaks of another bucket', (statement) => ({ ...statement, Resource: arnOf('CuratedBucket') })),
  guard('only the deployer is denied', (statement) => ({
    ...statement,
    Condition: { ArnLike: conditionOf(statement).ArnNotLike },
  })),
  guard('it is denied without MFA only', (statement) => ({
    ...statement,
    Condition: { ...conditionOf(statement), BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  })),
  trusting('every role of a pattern is trusted', roleArn('cdk-*')),
  trusting('an administrator is trusted', roleArn('Administrator')),
  trusting('the role of a project is trusted', roleArn('tre-thames-valley-project-copd-winter')),
  guarded('the role of the backup may put policies', (templates) =>
    grant(templates, 'backup', { Action: 's3:PutBucket*', Resource: arnOf('VaultBucket') }),
  ),
];

export const perimeterMutants: readonly Mutant[] = [...networks, ...deployer, ...hiding, ...configuration];
