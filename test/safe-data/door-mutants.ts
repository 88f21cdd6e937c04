import { type Mutant, set } from '../mutant.ts';
import { account, addToPolicy, bucketArn, mutantsOf, objectsOf, onBucket, roleArn } from './changes.ts';

const admitted = mutantsOf('data-buckets-admit-named-roles-only');
const admitting = (name: string, principal: unknown): Mutant =>
  admitted(name, (templates) =>
    addToPolicy(templates, 'VaultBucketPolicy', {
      Effect: 'Allow',
      Principal: principal,
      Action: 's3:GetObject',
      Resource: objectsOf('VaultBucket'),
    }),
  );
const admission: readonly Mutant[] = [
  admitting('a service may write its logs', { Service: 'logging.s3.amazonaws.com' }),
  admitting('another account may read', { AWS: 'arn:aws:iam::999999999999:root' }),
  admitting('our account as a whole may read', { AWS: `arn:aws:iam::${account}:root` }),
  admitting('everybody may read', '*'),
  admitting('a role of the same name elsewhere may read', { AWS: roleArn('tre-thames-valley-backup', '999999999999') }),
  admitting('nobody knows who may read', { AWS: { Ref: 'Unknown' } }),
  admitted('everybody but one may read', (templates) =>
    addToPolicy(templates, 'CuratedBucketPolicy', {
      Effect: 'Allow',
      NotPrincipal: { AWS: roleArn('somebody') },
      Action: 's3:GetObject',
      Resource: objectsOf('CuratedBucket'),
    }),
  ),
];

const opened = mutantsOf('data-buckets-have-no-side-door');
const door = (Type: string, Properties: Record<string, unknown>): Mutant =>
  opened(`${Type} is added`, (templates) => templates.add('thames-valley-safe-data', 'Added', { Type, Properties }));
const setting = (name: string, property: string, value: unknown): Mutant =>
  opened(name, (templates) => onBucket(templates, 'CuratedBucket', (body) => set(body, property, value)));
const doors: readonly Mutant[] = [
  door('AWS::S3::AccessPoint', { Bucket: { Ref: 'CuratedBucket' } }),
  door('AWS::S3::AccessGrantsInstance', {}),
  door('AWS::S3::MultiRegionAccessPoint', { Regions: [{ Bucket: { Ref: 'CuratedBucket' } }] }),
  door('AWS::S3ObjectLambda::AccessPoint', { ObjectLambdaConfiguration: {} }),
  setting('a bucket is replicated', 'ReplicationConfiguration', {
    Rules: [{ Status: 'Enabled', Destination: { Bucket: bucketArn('p-copd-winter') } }],
  }),
  setting('a bucket is listed every day', 'InventoryConfigurations', [{ Id: 'all', Enabled: true }]),
  setting('the names of objects are copied into a table', 'MetadataConfiguration', { JournalTableConfiguration: {} }),
  setting('a bucket is a web site', 'WebsiteConfiguration', { IndexDocument: 'index.html' }),
];

export const doorMutants: readonly Mutant[] = [...admission, ...doors];
