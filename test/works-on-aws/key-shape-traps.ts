import { set } from '../mutant.ts';
import { account, changed, push, region, small, statementsWith, type Trap, times } from './trap.ts';

const key = 'AWS::KMS::Key';
const root = { AWS: `arn:aws:iam::${account}:root` };

const encryption = (id: string) => ({
  ServerSideEncryptionConfiguration: [
    {
      BucketKeyEnabled: true,
      ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [id, 'Arn'] } },
    },
  ],
});

const keyFor = (...statements: unknown[]) => ({
  Type: key,
  Properties: {
    KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' }, ...statements] },
  },
});

const backedUp = small({
  Key: {
    Type: key,
    Properties: {
      KeyPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: root,
            Action: 'kms:Decrypt',
            Resource: '*',
            Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
          },
        ],
      },
    },
  },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: encryption('Key') } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyName: 'backup',
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': ['Key', 'Arn'] } }],
          },
        },
      ],
    },
  },
  Selection: {
    Type: 'AWS::Backup::BackupSelection',
    Properties: {
      BackupSelection: {
        IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Resources: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }],
      },
    },
  },
});

export const keyShapeTraps: readonly Trap[] = [
  {
    rule: 'keys-of-backed-up-buckets-admit-the-backup',
    small: [backedUp],
    mutants: {
      'the role has no right to the key': changed('AWS::IAM::Role', (body) => set(body, 'Policies', [])),
      'a Deny stops everybody': changed(key, (body) =>
        push(body, 'KeyPolicy', { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }),
      ),
      'the key lets nobody decide': changed(key, (body) => set(body, 'KeyPolicy', { Statement: [] })),
    },
  },
  {
    rule: 'only-symmetric-keys-rotate',
    mutants: {
      'an HMAC key is to be rotated': changed(key, (body) => set(body, 'KeySpec', 'HMAC_256')),
      'a key of imported material is to be rotated': changed(key, (body) => set(body, 'Origin', 'EXTERNAL')),
    },
  },
  {
    rule: 'keys-ask-no-network-of-services',
    small: [small({ Key: keyFor() })],
    mutants: {
      'a key is used from the VPC only': changed(key, (body) =>
        push(body, 'KeyPolicy', {
          Effect: 'Allow',
          Principal: root,
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
        }),
      ),
      'a key is denied outside the VPC': changed(key, (body) =>
        push(body, 'KeyPolicy', {
          Effect: 'Deny',
          Principal: '*',
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
        }),
      ),
    },
  },
  {
    rule: 'keys-expect-the-context-of-bucket-keys',
    small: [
      small({
        Key: keyFor({
          Effect: 'Allow',
          Principal: root,
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::tre-data' } },
        }),
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: { BucketName: 'tre-data', BucketEncryption: encryption('Key') },
        },
      }),
    ],
    mutants: {
      'the key expects objects': changed(key, (body) =>
        statementsWith(body, 'KeyPolicy', 'EncryptionContext', (statement) => ({
          ...statement,
          Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::tre-data/*' } },
        })),
      ),
    },
  },
  {
    rule: 'key-policies-fit',
    mutants: {
      'a key names 500 roles': changed(key, (body) =>
        push(body, 'KeyPolicy', {
          Effect: 'Allow',
          Principal: {
            AWS: times(500, (index) => `arn:aws:iam::${account}:role/tre-thames-valley-project-number-${index}`),
          },
          Action: 'kms:Decrypt',
          Resource: '*',
        }),
      ),
    },
  },
];
