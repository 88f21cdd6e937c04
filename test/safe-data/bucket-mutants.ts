import { type Mutant, set } from '../mutant.ts';
import { account, arnOf, inProduction, mutantsOf, objectsOf, onBucket, onStatement, roleArn } from './changes.ts';

const byDefault = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

const encrypted = mutantsOf('buckets-are-encrypted-with-our-keys');
const encryption: readonly Mutant[] = [
  encrypted('the vault is under the key of S3', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, byDefault, { SSEAlgorithm: 'AES256' })),
  ),
  encrypted('the vault is under the key that AWS manages', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, `${byDefault}.KMSMasterKeyID`, 'alias/aws/s3')),
  ),
  encrypted('the vault is under a key of another account', (templates) =>
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, `${byDefault}.KMSMasterKeyID`, 'arn:aws:kms:eu-west-2:999999999999:key/elsewhere'),
    ),
  ),
  encrypted('a log bucket names no encryption', (templates) =>
    onBucket(templates, 'TrailBucket', (body) => set(body, 'BucketEncryption', undefined)),
  ),
  encrypted('every object asks the key anew', (templates) =>
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, 'BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled', false),
    ),
  ),
  encrypted('the key of the vault is switched off', (templates) =>
    templates.change('AWS::KMS::Key', (body) => set(body, 'Enabled', false), inProduction('VaultKey')),
  ),
  encrypted('the curated zone passes for a store of access logs', (templates) => {
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, 'LoggingConfiguration.DestinationBucketName', { Ref: 'CuratedBucket' }),
    );
    onBucket(templates, 'CuratedBucket', (body) => {
      set(body, byDefault, { SSEAlgorithm: 'AES256' });
      set(body, 'LoggingConfiguration', undefined);
    });
  }),
];

const kept = mutantsOf('buckets-are-kept');
const keeping: readonly Mutant[] = [
  kept('a bucket goes with its stack', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => {
      body.DeletionPolicy = 'Delete';
    }),
  ),
  kept('a bucket that is replaced goes', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => {
      delete body.UpdateReplacePolicy;
    }),
  ),
  kept('a bucket stays and its policy goes', (templates) =>
    templates.change(
      'AWS::S3::BucketPolicy',
      (body) => {
        delete body.DeletionPolicy;
      },
      inProduction('VaultBucketPolicy'),
    ),
  ),
  kept('a bucket in production claims to be of a trial', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => {
      body.DeletionPolicy = 'Delete';
      set(body, 'Tags', [{ Key: 'tre:stage', Value: 'trial' }]);
    }),
  ),
];

const versioned = mutantsOf('buckets-are-versioned');
const blocked = mutantsOf('buckets-block-public-access');
const listed = mutantsOf('buckets-disable-access-lists');
const settings: readonly Mutant[] = [
  versioned('versions are suspended', (templates) =>
    onBucket(templates, 'CuratedBucket', (body) => set(body, 'VersioningConfiguration.Status', 'Suspended')),
  ),
  versioned('a log bucket keeps no versions', (templates) =>
    onBucket(templates, 'RecordsBucket', (body) => set(body, 'VersioningConfiguration', undefined)),
  ),
  blocked('a bucket may get a public policy', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'PublicAccessBlockConfiguration.BlockPublicPolicy', false)),
  ),
  blocked('a bucket is left to the settings of its account', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'PublicAccessBlockConfiguration', undefined)),
  ),
  blocked('nobody knows whether a lock is on', (templates) =>
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, 'PublicAccessBlockConfiguration.IgnorePublicAcls', { Ref: 'Unknown' }),
    ),
  ),
  listed('whoever uploads owns the object', (templates) =>
    onBucket(templates, 'LandingBucket', (body) =>
      set(body, 'OwnershipControls.Rules.0.ObjectOwnership', 'ObjectWriter'),
    ),
  ),
  listed('lists are on again', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'OwnershipControls', undefined)),
  ),
  listed('a bucket is given a list', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'AccessControl', 'AuthenticatedRead')),
  ),
];

const tls = mutantsOf('buckets-demand-tls');
const plain = (name: string, changes: Record<string, unknown>): Mutant =>
  tls(name, (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyWithoutTls', (statement) => ({ ...statement, ...changes })),
  );
const transport: readonly Mutant[] = [
  tls('plain calls are not denied', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyWithoutTls', () => undefined),
  ),
  tls('old versions of TLS are not denied', (templates) =>
    onStatement(templates, 'TrailBucketPolicy', 'DenyOldTls', () => undefined),
  ),
  tls('TLS 1.0 is new enough', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOldTls', (statement) => ({
      ...statement,
      Condition: { NumericLessThan: { 's3:TlsVersion': '1.0' } },
    })),
  ),
  plain('only three actions demand TLS', { Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'] }),
  plain('objects may be read in the clear', { Resource: arnOf('VaultBucket') }),
  plain('the bucket may be listed in the clear', { Resource: objectsOf('VaultBucket') }),
  plain('the statement speaks of another bucket', { Resource: [arnOf('CuratedBucket'), objectsOf('CuratedBucket')] }),
  plain('the statement speaks of one folder', {
    Resource: [arnOf('VaultBucket'), { 'Fn::Join': ['', [arnOf('VaultBucket'), '/public/*']] }],
  }),
  plain('one role may call in the clear', {
    Condition: {
      Bool: { 'aws:SecureTransport': 'false' },
      ArnNotEquals: { 'aws:PrincipalArn': roleArn('legacy') },
    },
  }),
  plain('only services of AWS are denied', { Principal: { Service: '*' } }),
  plain('everybody but one is denied', { Principal: undefined, NotPrincipal: { AWS: roleArn('legacy') } }),
  plain('nobody knows when it is denied', { Condition: { 'Fn::If': ['Sometimes', {}, {}] } }),
];

const logged = mutantsOf('buckets-log-access');
const destination = 'LoggingConfiguration.DestinationBucketName';
const access: readonly Mutant[] = [
  logged('access is not logged', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'LoggingConfiguration', undefined)),
  ),
  logged('a bucket logs into itself', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, destination, undefined)),
  ),
  logged('a bucket logs into the curated zone', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, destination, { Ref: 'CuratedBucket' })),
  ),
  logged('a bucket logs into a bucket elsewhere', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, destination, 'somebody-elses-logs')),
  ),
  logged('S3 may not deliver', (templates) =>
    onStatement(templates, 'AccessLogsBucketPolicy', 'AccessLogDelivery', () => undefined),
  ),
  logged('S3 cannot deliver into a locked bucket', (templates) =>
    onBucket(templates, 'AccessLogsBucket', (body) => set(body, 'ObjectLockEnabled', true)),
  ),
];

const keyed = mutantsOf('buckets-refuse-other-keys');
const header = 's3:x-amz-server-side-encryption';
const keyHeader = `${header}-aws-kms-key-id`;
const ofKeys = (name: string, edit: (condition: Record<string, Record<string, unknown>>) => unknown): Mutant =>
  keyed(name, (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherKeys', (statement) => ({
      ...statement,
      Condition: edit(statement.Condition as Record<string, Record<string, unknown>>),
    })),
  );
const uploads: readonly Mutant[] = [
  keyed('an upload may name any key', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherKeys', () => undefined),
  ),
  keyed('an upload may ask for the key of S3', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherEncryption', () => undefined),
  ),
  keyed('an upload may ask for no key of ours', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherEncryption', (statement) => ({
      ...statement,
      Condition: { StringNotEquals: { [header]: ['aws:kms', 'AES256'] }, Null: { [header]: 'false' } },
    })),
  ),
  keyed('an upload may ask for a key and name none', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyUnnamedKey', () => undefined),
  ),
  keyed('an object may be put under another key afterwards', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherKeys', (statement) => ({
      ...statement,
      Action: 's3:PutObject',
    })),
  ),
  keyed('an uploader may bring a key', (templates) =>
    onBucket(templates, 'VaultBucket', (body) =>
      set(body, 'BucketEncryption.ServerSideEncryptionConfiguration.0.BlockedEncryptionTypes', undefined),
    ),
  ),
  keyed('SSE-C is named somewhere else', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => {
      set(body, 'BucketEncryption.ServerSideEncryptionConfiguration.0.BlockedEncryptionTypes.EncryptionType', ['NONE']);
      set(body, 'BucketEncryption.Comment', 'SSE-C');
    }),
  ),
  keyed('only one folder refuses other keys', (templates) =>
    onStatement(templates, 'VaultBucketPolicy', 'DenyOtherKeys', (statement) => ({
      ...statement,
      Resource: { 'Fn::Join': ['', [arnOf('VaultBucket'), '/records/*']] },
    })),
  ),
  ofKeys('a second key is as good', ({ StringNotEquals, Null }) => ({
    StringNotEquals: { [keyHeader]: [StringNotEquals?.[keyHeader], `arn:aws:kms:eu-west-2:${account}:key/second`] },
    Null,
  })),
  ofKeys('any key of one account is as good', ({ Null }) => ({
    StringNotLike: { [keyHeader]: 'arn:aws:kms:eu-west-2:999999999999:key/*' },
    Null,
  })),
  ofKeys('another key takes the place of its own', ({ Null }) => ({
    StringNotEquals: { [keyHeader]: `arn:aws:kms:eu-west-2:${account}:key/another` },
    Null,
  })),
  ofKeys('one role may name any key', (condition) => ({
    ...condition,
    ArnNotEquals: { 'aws:PrincipalArn': roleArn('uploader') },
  })),
  ofKeys('the two tests can never hold together', ({ StringNotEquals }) => ({
    StringNotEquals,
    Null: { [keyHeader]: 'true' },
  })),
];

export const bucketMutants: readonly Mutant[] = [
  ...encryption,
  ...keeping,
  ...settings,
  ...transport,
  ...access,
  ...uploads,
];
