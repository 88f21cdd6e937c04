import { ListQueryExecutionsCommand } from '@aws-sdk/client-athena';
import { DeleteTableCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import { DeleteRolePolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import {
  DecryptCommand,
  DescribeKeyCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms';
import {
  AbortMultipartUploadCommand,
  DeleteBucketCorsCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients.ts';
import type { Sent } from './evaluator.ts';

/** One call that asks for a right and changes nothing: what it names inside the store does not exist. */
export interface Probe {
  readonly action: string;
  readonly suffix?: string;
  /** What this call sends beside what every call of its caller does. */
  readonly facts?: Readonly<Record<string, Sent>>;
  /** @param name physical id of the store */
  call(clients: Clients, name: string, place: { account: string; region: string }): Promise<unknown>;
}

const Key = 'extract/there-is-no-such-object';
const suffix = `/${Key}`;
const nothing = 'there-is-no-such-thing';
const UploadId = nothing;
const ciphertext = Buffer.from(nothing);
const person = 'researcher@example.nhs.uk';

const roleArn = (account: string, name: string) => ['arn', 'aws', 'iam', '', account, `role/${name}`].join(':');
const assume = (clients: Clients, RoleArn: string, more: { SourceIdentity?: string; ExternalId?: string } = {}) =>
  clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'agreement', ...more }));

/** Kind of store -> what may be asked of it. */
export const probes: Readonly<Record<string, readonly Probe[]>> = {
  'AWS::S3::Bucket': [
    { action: 's3:GetObject', suffix, call: ({ s3 }, Bucket) => s3.send(new GetObjectCommand({ Bucket, Key })) },
    {
      action: 's3:PutObject',
      suffix,
      call: ({ s3 }, Bucket) => s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x' })),
    },
    {
      action: 's3:DeleteObjectVersion',
      suffix,
      call: ({ s3 }, Bucket) => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: nothing })),
    },
    {
      action: 's3:AbortMultipartUpload',
      suffix,
      call: ({ s3 }, Bucket) => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
    },
    {
      action: 's3:ListBucket',
      facts: { 's3:prefix': ['extract/'] },
      call: ({ s3 }, Bucket) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'extract/', MaxKeys: undefined })),
    },
    { action: 's3:GetBucketPolicy', call: ({ s3 }, Bucket) => s3.send(new GetBucketPolicyCommand({ Bucket })) },
    { action: 's3:PutBucketCORS', call: ({ s3 }, Bucket) => s3.send(new DeleteBucketCorsCommand({ Bucket })) },
  ],
  'AWS::KMS::Key': [
    {
      action: 'kms:Decrypt',
      call: ({ kms }, KeyId) => kms.send(new DecryptCommand({ KeyId, CiphertextBlob: ciphertext })),
    },
    {
      action: 'kms:GenerateDataKey',
      call: ({ kms }, KeyId) => kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })),
    },
    { action: 'kms:DescribeKey', call: ({ kms }, KeyId) => kms.send(new DescribeKeyCommand({ KeyId })) },
    { action: 'kms:GetKeyPolicy', call: ({ kms }, KeyId) => kms.send(new GetKeyPolicyCommand({ KeyId })) },
    { action: 'kms:TagResource', call: ({ kms }, KeyId) => kms.send(new TagResourceCommand({ KeyId, Tags: [] })) },
  ],
  'AWS::IAM::Role': [
    { action: 'iam:GetRole', call: ({ iam }, RoleName) => iam.send(new GetRoleCommand({ RoleName })) },
    {
      action: 'iam:DeleteRolePolicy',
      call: ({ iam }, RoleName) => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: nothing })),
    },
    { action: 'sts:AssumeRole', call: (clients, name, { account }) => assume(clients, roleArn(account, name)) },
    {
      action: 'sts:AssumeRole',
      facts: { 'sts:sourceidentity': [person] },
      // The name of the person travels as external id, as rewrites/name-of-the-person.ts says.
      call: (clients, name, { account }) =>
        assume(clients, roleArn(account, name), { SourceIdentity: person, ExternalId: person }),
    },
  ],
  'AWS::Glue::Database': [
    { action: 'glue:GetTables', call: ({ glue }, DatabaseName) => glue.send(new GetTablesCommand({ DatabaseName })) },
    {
      action: 'glue:DeleteTable',
      call: ({ glue }, DatabaseName) => glue.send(new DeleteTableCommand({ DatabaseName, Name: nothing })),
    },
  ],
  'AWS::Athena::WorkGroup': [
    {
      action: 'athena:ListQueryExecutions',
      call: ({ athena }, WorkGroup) => athena.send(new ListQueryExecutionsCommand({ WorkGroup })),
    },
  ],
};
