import { coversAction, statementsAt } from '../estate/statements.ts';
import { isTrial } from '../estate/trial.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { asksOnly } from './condition-tests.ts';
import { deniesEveryone } from './everyone.ts';

const losing = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:StartCopyJob',
  'backup:UpdateRecoveryPointLifecycle',
] as const;

const changing = ['backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'] as const;

/** The role that CloudFormation deploys with, as the bootstrap names it. */
const isDeployer = (arn: string): boolean => /:role\/cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+$/.test(arn);

export const backupVaultRefusesDeletion: Rule = {
  id: 'backup-vault-refuses-deletion',
  safe: 'data',
  controls: ['2.6.01', '3.1.14', '3.1.12'],
  severity: 'fatal',
  why: 'Until a lock is final the policy of the vault is what keeps backups where they are.',
  fix: 'deny everybody losing or copying a recovery point, and everybody but the deployer changing the policy',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupVault').map((vault) => {
      if (isTrial(estate) && vault.properties.AccessPolicy === undefined)
        return notApplicable(vault, 'Properties.AccessPolicy', 'a trial: its backups are of synthetic data');
      const denies = statementsAt(vault, 'AccessPolicy').filter(deniesEveryone);
      const onAll = denies.filter(({ resources }) => resources?.includes('*') === true);
      const open = [
        ...losing.filter(
          (action) => !onAll.some((one) => Object.keys(one.conditions).length === 0 && coversAction(one, action)),
        ),
        ...changing.filter(
          (action) =>
            !onAll.some(
              (one) =>
                coversAction(one, action) &&
                (Object.keys(one.conditions).length === 0 ||
                  asksOnly(
                    one,
                    ({ operator, key, values }) =>
                      operator === 'ArnNotEquals' && key === 'aws:principalarn' && values.every(isDeployer),
                  )),
            ),
        ),
      ];
      return judged(
        open.length === 0,
        vault,
        'Properties.AccessPolicy',
        'nobody loses or copies a backup, and only the deployer changes who may',
        `does not deny everybody ${open.join(', ')}`,
      );
    }),
};
