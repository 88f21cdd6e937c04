import { accountOf, foreignArn, foreignRoot, roleArn } from './site.ts';
import { goesWithItsStack, more, to, type Weakening, type Weakenings, where } from './weakening.ts';

const everything = (service: string) => ({ Effect: 'Allow', Action: `${service}:*`, Resource: '*' });

/** One more inline policy, as somebody in a hurry adds it. */
const mayAlso = (what: string, statement: Record<string, unknown>, safe?: Weakening['safe']): Weakening =>
  more(
    `may also ${what}`,
    'Policies',
    () => ({
      PolicyName: 'more',
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] },
    }),
    safe,
  );

const managed = (name: string): Weakening =>
  more(`has the managed policy ${name}`, 'ManagedPolicyArns', () =>
    ['arn', 'aws', 'iam', '', 'aws', `policy/${name}`].join(':'),
  );

/** Keys and roles made weaker. */
export const weakerKeysAndRoles: Weakenings = {
  'AWS::KMS::Key': [
    to('does not rotate', 'EnableKeyRotation', false),
    to('says nothing of rotation', 'EnableKeyRotation', undefined),
    to('is deleted within a week', 'PendingWindowInDays', 7),
    to('is switched off', 'Enabled', false),
    to('can be copied to other regions', 'MultiRegion', true),
    to('may lock everybody out', 'BypassPolicyLockoutSafetyCheck', true),
    to('has material from outside', 'Origin', 'EXTERNAL'),
    more('gives the account every right', 'KeyPolicy.Statement', ({ neighbours }) => ({
      Effect: 'Allow',
      Action: 'kms:*',
      Principal: { AWS: roleArn(accountOf(neighbours), 'any').replace('role/any', 'root') },
      Resource: '*',
    })),
    more('opens for a foreign account', 'KeyPolicy.Statement', () => ({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Principal: { AWS: foreignRoot },
      Resource: '*',
    })),
    more('opens for the broker', 'KeyPolicy.Statement', ({ neighbours }) => ({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Principal: { AWS: roleArn(accountOf(neighbours), brokerOf(neighbours)) },
      Resource: '*',
    })),
    more('lets the broker grant its use', 'KeyPolicy.Statement', ({ neighbours }) => ({
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Principal: { AWS: roleArn(accountOf(neighbours), brokerOf(neighbours)) },
      Resource: '*',
    })),
    ...goesWithItsStack,
  ],
  'AWS::IAM::Role': [
    where('PermissionsBoundary', to('stands under no boundary', 'PermissionsBoundary', undefined)),
    to('lasts half a day', 'MaxSessionDuration', 43_200),
    managed('AdministratorAccess'),
    managed('ReadOnlyAccess'),
    managed('AmazonS3ReadOnlyAccess'),
    mayAlso('read every object', { Action: ['s3:GetObject', 's3:ListBucket'] }),
    mayAlso('write every bucket', { Action: 's3:PutObject' }, 'outputs'),
    mayAlso('open every key', { Action: 'kms:Decrypt' }),
    mayAlso('become every role', { Action: 'sts:AssumeRole' }),
    mayAlso('rewrite every role', { Action: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'] }),
    mayAlso('set which version of a policy counts', { Action: 'iam:SetDefaultPolicyVersion' }),
    mayAlso('start a function as any role', {
      Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    }),
    mayAlso('change the code of every function', { Action: 'lambda:UpdateFunctionCode' }),
    mayAlso('rewrite every key policy', { Action: 'kms:PutKeyPolicy' }),
    mayAlso('rewrite every bucket policy', { Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'] }),
    mayAlso('stop the trail', {
      Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail'],
    }),
    mayAlso('delete log lines', { Action: ['logs:DeleteLogGroup', 'logs:PutRetentionPolicy'] }),
    mayAlso('bypass the lock', { Action: ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion'] }),
    mayAlso('delete backups', { Action: ['backup:DeleteRecoveryPoint', 'backup:DeleteBackupVaultLockConfiguration'] }),
    mayAlso('copy backups away', { Action: 'backup:StartCopyJob' }, 'outputs'),
    mayAlso('share a snapshot', { Action: ['ec2:ModifySnapshotAttribute', 'ec2:ModifyImageAttribute'] }, 'outputs'),
    mayAlso('attach a disk', { Action: ['ec2:AttachVolume', 'ec2:CreateVolume'] }, 'outputs'),
    mayAlso('send to every queue and topic', { Action: ['sqs:SendMessage', 'sns:Publish'] }, 'outputs'),
    mayAlso('push an image', { Action: ['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart'] }, 'outputs'),
    mayAlso(
      'give a function a public address',
      { Action: ['lambda:CreateFunctionUrlConfig', 'lambda:AddPermission'] },
      'outputs',
    ),
    mayAlso('open a tunnel', { Action: 'ssm:StartSession' }, 'outputs'),
    mayAlso('read every query result', { Action: 'athena:GetQueryResults' }),
    mayAlso('edit the catalogue', { Action: ['glue:UpdateTable', 'glue:PutResourcePolicy'] }),
    mayAlso('do everything', everything('*')),
  ],
  'AWS::IAM::ManagedPolicy': [
    more('allows every service', 'PolicyDocument.Statement', () => ({ Effect: 'Allow', Action: '*', Resource: '*' })),
    more('allows writing', 'PolicyDocument.Statement', () => ({
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: '*',
    })),
    more('allows becoming a role', 'PolicyDocument.Statement', () => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: '*',
    })),
  ],
  'AWS::Lambda::Function': [
    to('runs on a runtime that nobody mends', 'Runtime', 'nodejs16.x'),
    to('runs code out of a foreign bucket', 'Code.S3Bucket', 'somebody-elses-code'),
    to('runs code that stands in the template', 'Code', { ZipFile: 'exports.handler = () => {}' }),
    more('runs a foreign layer', 'Layers', () => foreignArn('lambda', 'layer:theirs:1')),
    to(
      'sends its failures to a foreign queue',
      'DeadLetterConfig',
      { TargetArn: foreignArn('sqs', 'letters') },
      'outputs',
    ),
    to('holds a secret in its environment', 'Environment.Variables', { DB_PASSWORD: 'correct horse battery staple' }),
    to('starts before its handler', 'Environment.Variables.NODE_OPTIONS', '--require /opt/theirs.js'),
    to('has a role that no template shows', 'Role', roleArn('111122223333', 'Admin')),
    to('runs an image of somebody', 'Code', { ImageUri: `999999999999.dkr.ecr.eu-west-2.amazonaws.com/theirs:latest` }),
    to('stores what it traces', 'TracingConfig', { Mode: 'Active' }),
  ],
};

const brokerOf = (neighbours: Parameters<typeof accountOf>[0]): string =>
  String(neighbours.find(({ logicalId }) => logicalId === 'BrokerRole')?.body.Properties.RoleName);
