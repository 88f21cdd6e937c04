import { physicalName } from '../estate/access/physical-names.ts';
import { actors, identities } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstAnywhere, firstThatMay, sentenceOf } from '../estate/may.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

/** Deletes a backup, or its keeping: on whatever, for recovery points have no name before they are made. */
const ending = [
  'backup:DeleteBackupPlan',
  'backup:DeleteBackupSelection',
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateBackupVaultMpaApprovalTeam',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultLockConfiguration',
  'backup:StopBackupJob',
  'backup:UpdateBackupPlan',
  'backup:UpdateGlobalSettings',
  'backup:UpdateRecoveryPointLifecycle',
  'backup:UpdateRegionSettings',
];
const losing = ['kms:DisableKey', 'kms:DeleteImportedKeyMaterial', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];

const vaultTypes = ['AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault'];

/** The vault and its key, asked of everybody, outsiders whom their policies let in among them. */
function judge(estate: Estate, resource: Resource, actions: readonly string[]): readonly Outcome[] {
  const { arn } = physicalName(estate, resource);
  const everybody = actors(estate);
  const failures = everybody.flatMap((actor) => {
    const first = firstThatMay(estate, actor, actions, [arn]);
    return first === undefined ? [] : [fail(resource, 'Type', `${actor.name} ${sentenceOf(first)}`)];
  });
  return failures.length > 0
    ? failures
    : [pass(resource, 'Type', `of ${everybody.length} who act or could, nobody may end it or what it keeps`)];
}

export const nobodyEndsTheBackups: Rule = {
  id: 'nobody-ends-the-backups',
  safe: 'data',
  controls: ['2.6.01', '3.1.14'],
  severity: 'fatal',
  why: 'Whoever holds records to ransom deletes the backups first; the lock of the vault holds on its last day only what nobody could delete before.',
  fix: 'take the right that the outcome names out of the policy it stands in',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html',
  check: (estate) => {
    const vaults = estate.ofType(...vaultTypes);
    if (vaults.length === 0) return [];
    const keys = new Set(
      vaults.flatMap(({ properties }) => estate.find(properties.EncryptionKeyArn, 'AWS::KMS::Key') ?? []),
    );
    return [
      ...vaults.flatMap((vault) => judge(estate, vault, ending)),
      ...[...keys].flatMap((key) => judge(estate, key, losing)),
      ...identities(estate).flatMap((actor) => {
        if (actor.resource === undefined) return [];
        const first = firstAnywhere(estate, actor, ending);
        return [
          first === undefined
            ? pass(actor.resource, 'Properties', 'may delete no backup and shorten none')
            : fail(actor.resource, 'Properties', sentenceOf(first)),
        ];
      }),
    ];
  },
};
