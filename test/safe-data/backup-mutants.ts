import { type Body, editStatements, type Mutant, set } from '../mutant.ts';
import {
  arnOf,
  bucketArn,
  forgetOnKey,
  grant,
  inProduction,
  mutantsOf,
  objectsOf,
  onBucket,
  onRole,
  refuseOtherRoles,
  revoke,
  roleArn,
  type Statement,
} from './changes.ts';

type Rules = ReturnType<typeof mutantsOf>;

const selection = (rule: Rules, name: string, edit: (body: Body) => void): Mutant =>
  rule(name, (templates) => templates.change('AWS::Backup::BackupSelection', edit, inProduction('BackupSelection')));
const planRule = (rule: Rules, name: string, path: string, value: unknown): Mutant =>
  rule(name, (templates) =>
    templates.change(
      'AWS::Backup::BackupPlan',
      (body) => set(body, `BackupPlan.BackupPlanRule.0.${path}`, value),
      inProduction('BackupPlan'),
    ),
  );
const vault = (rule: Rules, name: string, edit: (body: Body) => void): Mutant =>
  rule(name, (templates) => templates.change('AWS::Backup::BackupVault', edit, inProduction('BackupVault')));
const resources = 'BackupSelection.Resources';
const curatedOnly = (body: Body) => set(body, resources, [arnOf('CuratedBucket')]);
const isSelection = (_: Body, id: string, stack: string) => inProduction('BackupSelection')(_, id, stack);

const covered = mutantsOf('backups-cover-what-cannot-be-remade');
const expiring = (body: Body): void => {
  const { Rules } = body.Properties.LifecycleConfiguration as { Rules: unknown[] };
  Rules.push({ Id: 'passing', Status: 'Enabled', ExpirationInDays: 30 });
};
const cover: readonly Mutant[] = [
  covered('nothing is backed up', (templates) => templates.remove('AWS::Backup::BackupSelection')),
  selection(covered, 'the vault is not backed up', curatedOnly),
  selection(covered, 'the objects of the vault are named, which AWS Backup does not know', (body) =>
    set(body, resources, [arnOf('CuratedBucket'), objectsOf('VaultBucket')]),
  ),
  selection(covered, 'the vault is named and left out again', (body) =>
    set(body, 'BackupSelection.NotResources', [arnOf('VaultBucket')]),
  ),
  selection(covered, 'a condition decides what is backed up', (body) =>
    set(body, 'BackupSelection.Conditions', {
      StringEquals: [{ ConditionKey: 'aws:ResourceTag/keep', ConditionValue: 'yes' }],
    }),
  ),
  planRule(covered, 'backups are taken once a year', 'ScheduleExpression', 'cron(0 2 1 1 ? *)'),
  planRule(covered, 'backups are taken when somebody asks', 'ScheduleExpression', undefined),
  planRule(covered, 'backups go to a vault that nobody can see', 'TargetBackupVault', 'elsewhere'),
  selection(covered, 'the plan is one that nobody can see', (body) => set(body, 'BackupPlanId', 'elsewhere')),
  covered('the backup may not decrypt', (templates) => revoke(templates, 'backup', 'kms:Decrypt')),
  covered('the backup may not read old versions', (templates) => revoke(templates, 'backup', 's3:GetObjectVersion')),
  covered('the key of the vault does not know the backup', (templates) =>
    forgetOnKey(templates, 'VaultKey', 'BackupReads'),
  ),
  covered('the vault refuses the backup', (templates) => refuseOtherRoles(templates, 'VaultBucketPolicy')),
  covered('the backup is not told of changes', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'NotificationConfiguration', undefined)),
  ),
  covered('AWS Backup refuses the vault, for it keeps no versions', (templates) =>
    onBucket(templates, 'VaultBucket', (body) => set(body, 'VersioningConfiguration', undefined)),
  ),
  covered('functions use the role of the backup', (templates) =>
    onRole(templates, 'backup', (body) =>
      set(body, 'AssumeRolePolicyDocument.Statement.0.Principal.Service', 'lambda.amazonaws.com'),
    ),
  ),
  covered('a lifecycle rule ends the vault', (templates) => onBucket(templates, 'VaultBucket', expiring)),
  covered('the vault passes for something that passes through', (templates) => {
    templates.change('AWS::Backup::BackupSelection', curatedOnly, isSelection);
    onBucket(templates, 'VaultBucket', expiring);
  }),
  covered('the vault passes for the extract of a project', (templates) => {
    templates.change('AWS::Backup::BackupSelection', curatedOnly, isSelection);
    onBucket(templates, 'VaultBucket', (body) => set(body, 'Tags', [{ Key: 'tre:project', Value: 'copd-winter' }]));
  }),
  covered('a fifth store is added, and not backed up', (templates) =>
    templates.add('thames-valley-safe-data', 'Added', {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'tre-thames-valley-more' },
    }),
  ),
];

const extractless = mutantsOf('backups-hold-no-extract');
const copdWinter = bucketArn('p-copd-winter');
const extracts: readonly Mutant[] = [
  selection(extractless, 'the extract of a project is backed up', (body) =>
    set(body, resources, [arnOf('VaultBucket'), copdWinter]),
  ),
  extractless('an extract without its tag is backed up', (templates) => {
    onBucket(templates, 'ExtractBucket', (body) => set(body, 'Tags', []));
    templates.change('AWS::Backup::BackupSelection', (body) => set(body, resources, [copdWinter]), isSelection);
  }),
  selection(extractless, 'every bucket of the deployment is backed up', (body) =>
    set(body, resources, ['arn:aws:s3:::tre-thames-valley-*']),
  ),
  selection(extractless, 'everything is backed up', (body) => set(body, resources, ['*'])),
  selection(extractless, 'whatever has a tag is backed up too', (body) =>
    set(body, 'BackupSelection.ListOfTags', [
      { ConditionType: 'STRINGEQUALS', ConditionKey: 'tre:deployment', ConditionValue: 'thames-valley' },
    ]),
  ),
  selection(extractless, 'nothing is named', (body) => set(body, resources, undefined)),
  selection(extractless, 'nobody knows what is backed up', (body) => set(body, resources, [{ Ref: 'Unknown' }])),
];

const locked = mutantsOf('backup-vault-is-locked');
const lock = (name: string, path: string, value: unknown): Mutant =>
  vault(locked, name, (body) => set(body, `LockConfiguration${path}`, value));
const locks: readonly Mutant[] = [
  lock('the vault has no lock', '', undefined),
  lock('the lock can be taken off', '.ChangeableForDays', undefined),
  lock('nobody knows whether the lock is final', '.ChangeableForDays', { Ref: 'Unknown' }),
  lock('a week is enough', '.MinRetentionDays', 7),
  lock('the lock demands nothing', '.MinRetentionDays', undefined),
  vault(locked, 'the vault goes with its stack', (body) => {
    body.DeletionPolicy = 'Delete';
  }),
  vault(locked, 'a vault in production claims to be of a trial', (body) => {
    set(body, 'LockConfiguration.ChangeableForDays', undefined);
    set(body, 'BackupVaultTags', { 'tre:stage': 'trial' });
  }),
  locked('the vault is gone', (templates) => templates.remove('AWS::Backup::BackupVault', inProduction('BackupVault'))),
];

const fitting = mutantsOf('backup-retention-fits-its-vault');
const retention: readonly Mutant[] = [
  planRule(fitting, 'recovery points go before the vault lets them', 'Lifecycle.DeleteAfterDays', 30),
  planRule(fitting, 'recovery points stay longer than the vault takes them', 'Lifecycle.DeleteAfterDays', 3651),
  planRule(fitting, 'recovery points stay for ever', 'Lifecycle', undefined),
  vault(fitting, 'the vault demands more than the plan gives', (body) =>
    set(body, 'LockConfiguration.MinRetentionDays', 3000),
  ),
  planRule(fitting, 'what the vault demands is unknown', 'TargetBackupVault', 'elsewhere'),
];

const staying = mutantsOf('backup-copies-stay-here');
const elsewhere = 'arn:aws:backup:eu-west-2:999999999999:backup-vault:elsewhere';
const policy = (name: string, edit: (statement: Statement) => Statement | undefined): Mutant =>
  vault(staying, name, (body) => {
    const { Statement } = body.Properties.AccessPolicy as { Statement: Statement[] };
    set(
      body,
      'AccessPolicy.Statement',
      Statement.map(edit).filter((statement) => statement !== undefined),
    );
  });
const copies: readonly Mutant[] = [
  planRule(staying, 'backups are copied to another account', 'CopyActions', [{ DestinationBackupVaultArn: elsewhere }]),
  planRule(staying, 'backups go to another account', 'TargetBackupVault', elsewhere),
  planRule(
    staying,
    'backups go to a vault of the same name elsewhere',
    'TargetBackupVault',
    elsewhere.replace(/:elsewhere$/, ':tre-thames-valley-backup'),
  ),
  planRule(staying, 'backups go to a vault that is shared', 'TargetLogicallyAirGappedBackupVaultArn', elsewhere),
  staying('a vault that can be shared is added', (templates) =>
    templates.add('thames-valley-safe-data', 'Added', { Type: 'AWS::Backup::LogicallyAirGappedBackupVault' }),
  ),
  policy('anybody may copy a recovery point', (statement) => ({
    ...statement,
    Action: ['backup:DeleteRecoveryPoint'],
  })),
  policy('one role may copy recovery points', (statement) => ({
    ...statement,
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/copier' } },
  })),
  vault(staying, 'the vault has no policy', (body) => set(body, 'AccessPolicy', undefined)),
  vault(staying, 'another account may copy into the vault', (body) => {
    const { Statement } = body.Properties.AccessPolicy as { Statement: Statement[] };
    set(body, 'AccessPolicy.Statement', [
      ...Statement,
      { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 'backup:CopyIntoBackupVault', Resource: '*' },
    ]);
  }),
];

const apart = mutantsOf('restores-go-to-buckets-of-their-own');
const writes = (name: string, role: string, statement: Statement): Mutant =>
  apart(name, (templates) => grant(templates, role, statement));
const restores: readonly Mutant[] = [
  writes('a restore may write every bucket of the deployment', 'restore', {
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::tre-thames-valley-*/*',
  }),
  writes('a restore may write the extract of a project', 'restore', { Action: 's3:Put*', Resource: `${copdWinter}/*` }),
  writes('a backup may overwrite the curated zone', 'backup', {
    Action: 's3:PutObject',
    Resource: objectsOf('CuratedBucket'),
  }),
  writes('a backup may delete from the vault', 'backup', {
    Action: 's3:DeleteObject*',
    Resource: objectsOf('VaultBucket'),
  }),
  writes('a restore may do everything but read', 'restore', { NotAction: 's3:Get*', Resource: '*' }),
  apart('a policy of AWS lets a restore write every bucket', (templates) =>
    onRole(templates, 'restore', (body) =>
      set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore']),
    ),
  ),
];

const refuses = mutantsOf('backup-vault-refuses-deletion');
const onVaultPolicy = (sid: string, edit: (statement: Statement) => Statement | undefined) => (body: Body) =>
  editStatements(body, 'AccessPolicy', (statement) => (statement.Sid === sid ? edit(statement) : statement));
const refusals: readonly Mutant[] = [
  refuses('recovery points may be deleted', (templates) =>
    templates.change(
      'AWS::Backup::BackupVault',
      onVaultPolicy('DenyLosingRecoveryPoints', () => undefined),
      inProduction('BackupVault'),
    ),
  ),
  refuses('recovery points may be copied away', (templates) =>
    templates.change(
      'AWS::Backup::BackupVault',
      onVaultPolicy('DenyLosingRecoveryPoints', (one) => ({ ...one, Action: 'backup:DeleteRecoveryPoint' })),
      inProduction('BackupVault'),
    ),
  ),
  refuses('an administrator changes the policy', (templates) =>
    templates.change(
      'AWS::Backup::BackupVault',
      onVaultPolicy('DenyChangingThisPolicy', (one) => ({
        ...one,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn('Admin') } },
      })),
      inProduction('BackupVault'),
    ),
  ),
];

export const backupMutants: readonly Mutant[] = [
  ...cover,
  ...extracts,
  ...locks,
  ...retention,
  ...copies,
  ...restores,
  ...refusals,
];
