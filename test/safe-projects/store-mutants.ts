import { type Body, type Mutant, set } from '../mutant.ts';

const role = 'AWS::IAM::Role';
type Statement = Record<string, unknown>;
type Pick = (body: Body, id: string, stack: string) => boolean;

/** In the example with several projects. */
const ofStroke =
  (logicalId: string): Pick =>
  (_, id, stack) =>
    id === logicalId && stack.includes('stroke-path');

const elsewhere = 'arn:aws:athena:eu-west-2:111122223333:workgroup';
const byAthena = { 'aws:CalledVia': 'athena.amazonaws.com' };

const stores = 'stores-admit-their-own-project-alone';
const strokeRole = 'arn:aws:iam::111122223333:role/tre-thames-valley-project-stroke-path';

const inKey = (name: string, statement: Statement, pick: Pick): Mutant => ({
  rule: stores,
  name,
  mutate: (templates) =>
    templates.change(
      'AWS::KMS::Key',
      (body) => {
        const { Statement } = body.Properties.KeyPolicy as { Statement: unknown[] };
        Statement.push({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...statement });
      },
      pick,
    ),
});

const inBucket = (name: string, statement: Statement, pick: Pick): Mutant => ({
  rule: stores,
  name,
  mutate: (templates) =>
    templates.change(
      'AWS::S3::BucketPolicy',
      (body) => {
        const { Statement } = body.Properties.PolicyDocument as { Statement: unknown[] };
        Statement.push({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement });
      },
      pick,
    ),
});

const inCopd =
  (logicalId: string): Pick =>
  (_, id, stack) =>
    id === logicalId && stack.includes('copd-winter');

const root = { AWS: 'arn:aws:iam::111122223333:root' };

const policies: readonly Mutant[] = [
  inBucket(
    "a project's bucket admits another project",
    { Principal: { AWS: strokeRole } },
    inCopd('ExtractBucketPolicy'),
  ),
  inBucket("a project's bucket admits everybody", { Principal: '*' }, inCopd('ExtractBucketPolicy')),
  inBucket("a project's bucket admits the account", { Principal: root }, inCopd('ExtractBucketPolicy')),
  inBucket(
    "a project's bucket admits a role that nobody knows",
    { Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } },
    inCopd('ExtractBucketPolicy'),
  ),
  inBucket(
    "a project's bucket admits everybody but one",
    { NotPrincipal: { AWS: strokeRole } },
    inCopd('ExtractBucketPolicy'),
  ),
  inBucket(
    "a project's bucket admits a service for whomever",
    { Principal: { Service: 'glue.amazonaws.com' } },
    inCopd('ExtractBucketPolicy'),
  ),
  inKey("a project's key admits another project", { Principal: { AWS: strokeRole } }, inCopd('ProjectDataKey')),
  inKey(
    "a project's key admits another project through Athena",
    {
      Principal: root,
      Condition: { ArnEquals: { 'aws:PrincipalArn': strokeRole }, 'ForAnyValue:StringEquals': byAthena },
    },
    inCopd('ProjectDataKey'),
  ),
  inKey(
    "a project's key admits projects by a pattern",
    {
      Principal: root,
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/tre-thames-valley-project-*' } },
    },
    inCopd('ProjectDataKey'),
  ),
  inKey(
    "a project's key admits whoever calls through Athena",
    {
      Principal: root,
      Condition: { 'ForAnyValue:StringEquals': byAthena },
    },
    inCopd('ProjectDataKey'),
  ),
  inKey(
    "a project's key keeps the results of another's workgroup",
    {
      Principal: { Service: 'encryption.athena.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': `${elsewhere}/tre-thames-valley-project-stroke-path` } },
    },
    inCopd('ProjectDataKey'),
  ),
  inKey(
    "a project's key keeps the results of every workgroup",
    {
      Principal: { Service: 'encryption.athena.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
    inCopd('ProjectDataKey'),
  ),
  inKey(
    'the key of the vault admits a project',
    { Principal: { AWS: strokeRole } },
    (_, id, stack) => id === 'VaultKey' && stack.includes('thames'),
  ),
  inKey(
    'the key of the curated zone admits the auditor',
    {
      Principal: { AWS: 'arn:aws:iam::444455556666:role/tre-gtr-manchester-auditor' },
    },
    (_, id) => id === 'CuratedKey',
  ),
  inBucket(
    'the vault admits roles by a pattern that a project matches',
    {
      Principal: { AWS: '*' },
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/tre-*' } },
    },
    (_, id) => id === 'VaultBucketPolicy',
  ),
  {
    rule: stores,
    name: 'the vault lies under the key of the archives, which the auditor uses',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::Bucket',
        (body) =>
          set(body, 'BucketEncryption.ServerSideEncryptionConfiguration', [
            {
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: {
                  'Fn::ImportValue': 'tre-gtr-manchester-safe-settings:ExportsOutputFnGetAttLogsKeyArnDE2ABAAD',
                },
              },
            },
          ]),
        (_, id) => id === 'VaultBucket',
      ),
  },
];

const apart = 'projects-do-not-refer-to-each-other';

const names: readonly Mutant[] = [
  {
    rule: apart,
    name: "a project's alarm names the workgroup of another",
    mutate: (templates) =>
      templates.change(
        'AWS::CloudWatch::Alarm',
        (body) => set(body, 'AlarmDescription', 'tre-thames-valley-project-copd-winter'),
        ofStroke('BytesReadAlarm'),
      ),
  },
  {
    rule: apart,
    name: 'a project imports the key of another',
    mutate: (templates) => {
      templates.change(
        'AWS::Glue::Database',
        (body) =>
          set(body, 'DatabaseInput.Parameters', {
            key: { 'Fn::GetStackOutput': { StackName: 'tre-thames-valley-project-copd-winter', OutputName: 'Key' } },
          }),
        ofStroke('ExtractDatabase'),
      );
    },
  },
  {
    rule: apart,
    name: 'a project names the bucket of another',
    mutate: (templates) =>
      templates.change(
        'AWS::Glue::Table',
        (body) =>
          set(
            body,
            'TableInput.StorageDescriptor.Location',
            's3://tre-thames-valley-p-copd-winter-111122223333-eu-west-2-an/extract/x/',
          ),
        (_, __, stack) => stack.includes('stroke-path'),
      ),
  },
  {
    rule: apart,
    name: "a project names the table of another's database",
    mutate: (templates) =>
      templates.change(
        'AWS::Athena::NamedQuery',
        (body) => set(body, 'QueryString', 'SELECT * FROM tre_thames_valley_project_copd_winter.admitted_care_spells'),
        (_, __, stack) => stack.includes('stroke-path'),
      ),
  },
  {
    rule: apart,
    name: 'a shared role names a project',
    mutate: (templates) =>
      templates.change(
        role,
        (body) => set(body, 'Description', 'Reads tre-thames-valley-p-copd-winter-111122223333-eu-west-2-an'),
        (_, id, stack) => id === 'BrokerRole' && stack.includes('thames-valley'),
      ),
  },
  {
    rule: apart,
    name: 'two projects call their workgroups alike',
    mutate: (templates) =>
      templates.change(
        'AWS::Athena::WorkGroup',
        (body) => set(body, 'Name', 'tre-thames-valley-project-copd-winter'),
        ofStroke('Workgroup'),
      ),
  },
];

export const storeMutants: readonly Mutant[] = [...policies, ...names];
