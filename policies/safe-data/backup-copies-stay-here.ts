import { coversAction, statementsAt } from '../estate/statements.ts';
import { isTrial } from '../estate/trial.ts';
import { list } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { planRules, plans, vaultOf } from './backups.ts';
import { deniesEveryone } from './everyone.ts';

/** Vaults and doors that can be shared with another account. */
const shareable = ['AWS::Backup::BackupAccessPoint', 'AWS::Backup::LogicallyAirGappedBackupVault'];

const copies = ['CopyActions', 'TargetLogicallyAirGappedBackupVaultArn'];

export const backupCopiesStayHere: Rule = {
  id: 'backup-copies-stay-here',
  safe: 'data',
  controls: ['TRE-X09', '3.1.12', '2.6.01'],
  severity: 'fatal',
  why: 'A copy of a backup is a copy of the vault: in another account or country nothing of ours protects it.',
  fix: 'take CopyActions out of the plan, write to a vault of this estate, and deny everybody backup:StartCopyJob in its access policy',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
  check: (estate) => {
    const trial = isTrial(estate);
    const path = 'Properties.AccessPolicy';
    return [
      ...estate.ofType(...shareable).map((vault) => fail(vault, 'Type', 'backups can be shared with other accounts')),
      ...plans(estate).map((plan) => {
        const rules = planRules(plan);
        const away = rules.some(
          (rule) => vaultOf(estate, rule) === undefined || copies.some((name) => list(rule[name]).length > 0),
        );
        return judged(
          rules.length > 0 && !away,
          plan,
          'Properties.BackupPlan.BackupPlanRule',
          'writes to a vault of this estate and copies nowhere',
          'writes or copies to another vault',
        );
      }),
      ...estate.ofType('AWS::Backup::BackupVault').map((vault) => {
        const statements = statementsAt(vault, 'AccessPolicy');
        if (statements.some(({ effect }) => effect === 'Allow'))
          return fail(vault, path, 'its policy lets somebody in');
        const refuses = statements.some(
          (statement) =>
            deniesEveryone(statement) &&
            coversAction(statement, 'backup:StartCopyJob') &&
            Object.keys(statement.conditions).length === 0 &&
            statement.resources?.includes('*') === true,
        );
        if (trial && !refuses) return notApplicable(vault, path, 'a trial: synthetic data may be copied');
        return judged(
          refuses,
          vault,
          path,
          'nobody copies a recovery point',
          'recovery points can be copied elsewhere',
        );
      }),
    ];
  },
};
