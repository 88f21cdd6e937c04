import { type Body, type Mutant, set } from '../mutant.ts';
import {
  arnOf,
  bucketArn,
  forgetOnKey,
  grant,
  inProduction,
  mutantsOf,
  onBucket,
  onStatement,
  propertyOf,
  refuseOtherRoles,
  rename,
  revoke,
  roleArn,
  type Statement,
} from './changes.ts';

const keyOf = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';

const separate = mutantsOf('zones-have-keys-of-their-own');
const keys: readonly Mutant[] = [
  separate('the vault shares the key of the curated zone', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, keyOf, propertyOf(templates, 'CuratedBucket', keyOf))),
  ),
  separate('the vault is under the key of the logs', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, keyOf, propertyOf(templates, 'Flows', 'KmsKeyId'))),
  ),
  separate('a project is under the key of the curated zone', (templates) =>
    onBucket(templates, 'ExtractBucket', (body) => set(body, keyOf, propertyOf(templates, 'CuratedBucket', keyOf))),
  ),
  separate('backups are under the key of the vault', (templates) =>
    templates.change(
      'AWS::Backup::BackupVault',
      (body) => set(body, 'EncryptionKeyArn', propertyOf(templates, 'VaultBucket', keyOf)),
      inProduction('BackupVault'),
    ),
  ),
  separate('nobody knows the key of the vault', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, keyOf, { Ref: 'Unknown' })),
  ),
];

const landing = mutantsOf('landing-is-written-never-read');
const readBack = (name: string, edit: (statement: Statement) => Statement | undefined): Mutant =>
  landing(name, (templates) => onStatement(templates, 'LandingBucketPolicy', 'DenyReadingBack', edit));
const notService = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };
const deliveries: readonly Mutant[] = [
  readBack('what was delivered may be read', () => undefined),
  readBack('what was delivered may be listed', (statement) => ({ ...statement, Action: 's3:GetObject*' })),
  readBack('old versions may be read', (statement) => ({
    ...statement,
    Action: ['s3:GetObject', 's3:ListBucket', 's3:ListBucketVersions'],
  })),
  readBack('the statement speaks of the bucket only', (statement) => ({
    ...statement,
    Resource: arnOf('LandingBucket'),
  })),
  readBack('who is in the network may read', (statement) => ({
    ...statement,
    Condition: { ...notService, StringNotEquals: { 'aws:SourceVpc': { Ref: 'Unknown' } } },
  })),
  readBack('only services are refused', (statement) => ({
    ...statement,
    Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  })),
  readBack('a role that nobody can see is let in', (statement) => ({
    ...statement,
    Condition: { ...notService, ArnNotEquals: { 'aws:PrincipalArn': roleArn('ingest-of-others') } },
  })),
  landing('a role that reads is let in', (templates) => {
    grant(templates, 'broker', { Action: 's3:GetObject', Resource: `${bucketArn('landing')}/*` });
    onStatement(templates, 'LandingBucketPolicy', 'DenyReadingBack', (statement) => ({
      ...statement,
      Condition: { ...notService, ArnNotEquals: { 'aws:PrincipalArn': roleArn('tre-thames-valley-broker') } },
    }));
  }),
  readBack('one deliverer is refused', (statement) => ({ ...statement, Principal: { AWS: roleArn('deliverer') } })),
  landing('the landing zone takes another name', (templates) => rename(templates, 'LandingBucket', 'arrivals')),
];

const lifecycle = mutantsOf('lifecycle-ends-old-versions');
interface LifecycleRule extends Record<string, unknown> {
  readonly Id: string;
}
const ruleOf = (name: string, id: string, edit: (rule: LifecycleRule) => LifecycleRule | undefined): Mutant =>
  lifecycle(name, (templates) =>
    onBucket(templates, 'VaultBucket', (body) => {
      const rules = (body.Properties.LifecycleConfiguration as { Rules: LifecycleRule[] }).Rules;
      set(
        body,
        'LifecycleConfiguration.Rules',
        rules.flatMap((rule) => (rule.Id === id ? [edit(rule)] : [rule])).filter((rule) => rule !== undefined),
      );
    }),
  );
const versions = (days: Record<string, unknown>) => (rule: LifecycleRule) => ({
  ...rule,
  NoncurrentVersionExpiration: days,
});
const ends: readonly Mutant[] = [
  ruleOf('old versions stay for ever', 'old-versions', () => undefined),
  ruleOf('the rule is off', 'old-versions', (rule) => ({ ...rule, Status: 'Disabled' })),
  ruleOf('the rule is for one folder', 'old-versions', (rule) => ({ ...rule, Prefix: 'temporary/' })),
  ruleOf('the rule is for tagged objects', 'old-versions', (rule) => ({
    ...rule,
    TagFilters: [{ Key: 'temporary', Value: 'yes' }],
  })),
  ruleOf('old versions stay for ten years', 'old-versions', versions({ NoncurrentDays: 3650 })),
  ruleOf('a mistake must be noticed within a day', 'old-versions', versions({ NoncurrentDays: 1 })),
  ruleOf(
    'the newest old version stays for ever',
    'old-versions',
    versions({ NoncurrentDays: 90, NewerNoncurrentVersions: 1 }),
  ),
  ruleOf('nobody knows how long old versions stay', 'old-versions', versions({ NoncurrentDays: { Ref: 'Unknown' } })),
  ruleOf('parts of unfinished uploads stay', 'abandoned-uploads', () => undefined),
];

const scanned = mutantsOf('quarantine-is-scanned-for-malware');
const plan = (name: string, edit: (body: Body) => void): Mutant =>
  scanned(name, (templates) =>
    templates.change('AWS::GuardDuty::MalwareProtectionPlan', edit, inProduction('MalwareProtectionPlan')),
  );
const bucketPath = 'ProtectedResource.S3Bucket';
const scans: readonly Mutant[] = [
  scanned('nothing is scanned', (templates) => templates.remove('AWS::GuardDuty::MalwareProtectionPlan')),
  plan('another bucket is scanned', (body) => set(body, `${bucketPath}.BucketName`, { Ref: 'CuratedBucket' })),
  plan('one folder is scanned', (body) => set(body, `${bucketPath}.ObjectPrefixes`, ['csv/'])),
  plan('no verdict is written', (body) => set(body, 'Actions.Tagging.Status', 'DISABLED')),
  plan('the plan has a role that nobody can see', (body) => set(body, 'Role', roleArn('scanner-of-others'))),
  plan('the plan has a role of another service', (body) => set(body, 'Role', roleArn('tre-thames-valley-backup'))),
  scanned('nobody is told of new files', (templates) =>
    onBucket(templates, 'QuarantineBucket', (body) => set(body, 'NotificationConfiguration', undefined)),
  ),
  scanned('the scanner may not read every version', (templates) =>
    revoke(templates, 'malware-scan', 's3:GetObjectVersion'),
  ),
  scanned('the scanner may not write verdicts', (templates) =>
    revoke(templates, 'malware-scan', 's3:PutObjectTagging'),
  ),
  scanned('the scanner may not decrypt', (templates) => revoke(templates, 'malware-scan', 'kms:Decrypt')),
  scanned('the key does not know the scanner', (templates) => forgetOnKey(templates, 'QuarantineKey', 'MalwareScan')),
  scanned('the bucket refuses the scanner', (templates) => refuseOtherRoles(templates, 'QuarantineBucketPolicy')),
  scanned('the quarantine takes another name', (templates) => rename(templates, 'QuarantineBucket', 'waiting')),
];

const judged = mutantsOf('records-lie-where-rules-look');
const stores: readonly Mutant[] = [
  'AWS::S3Express::DirectoryBucket',
  'AWS::S3Tables::TableBucket',
  'AWS::RDS::DBInstance',
  'AWS::EFS::FileSystem',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::DataSync::Task',
].map((Type) => judged(`${Type} is added`, (templates) => templates.add('thames-valley-safe-data', 'Added', { Type })));

export const zoneMutants: readonly Mutant[] = [...keys, ...deliveries, ...ends, ...scans, ...stores];
