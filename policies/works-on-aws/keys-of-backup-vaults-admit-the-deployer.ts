import { placeOf } from '../estate/arns.ts';
import { allows } from '../estate/calls.ts';
import { isAccount } from '../estate/role-rights.ts';
import { keys } from '../estate/stores.ts';
import { judged, notApplicable } from '../outcome.ts';
import { deployersOf, stopsCaller } from './deployers.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const actions = ['kms:CreateGrant', 'kms:GenerateDataKey', 'kms:Decrypt', 'kms:RetireGrant', 'kms:DescribeKey'];

export const keysOfBackupVaultsAdmitTheDeployer: WorksOnAwsRule = {
  id: 'keys-of-backup-vaults-admit-the-deployer',
  severity: 'error',
  why: 'A vault under a customer key is created with grants in the name of whoever creates it.',
  fix: `let whoever deploys use ${actions.join(', ')} through backup.<region>.amazonaws.com`,
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupVault').map((vault) => {
      const path = 'Properties.EncryptionKeyArn';
      const key = keys(estate).find(({ resource }) => resource === estate.find(vault.properties.EncryptionKeyArn));
      if (key === undefined) return notApplicable(vault, path, 'its key, if it has one, is not of these templates');
      const { account, region } = placeOf(estate, vault);
      const deployers = deployersOf(estate, key);
      const may = (deployer: string, action: string): boolean => {
        const isDeployer = (principal: string): boolean =>
          [deployer, '*'].includes(principal) || isAccount(principal, account);
        const sent = {
          'aws:principalarn': [deployer],
          'kms:calleraccount': [account ?? ''],
          'kms:viaservice': [`backup.${region}.amazonaws.com`],
          'kms:grantisforawsresource': ['true'],
        };
        return (
          key.statements.some(
            (statement) => statement.principals?.AWS?.some(isDeployer) === true && allows(statement, action, sent),
          ) && !key.statements.some((statement) => stopsCaller(statement, isDeployer, action, sent))
        );
      };
      const lacking = deployers.map((deployer) => actions.filter((action) => !may(deployer, action)));
      const [least] = lacking.sort((one, other) => one.length - other.length);
      return judged(
        least !== undefined && least.length === 0,
        vault,
        path,
        `whoever deploys may make a vault under ${key.resource.logicalId}`,
        `whoever deploys lacks ${least?.join(', ') ?? 'everything'} on ${key.resource.logicalId}`,
      );
    }),
};
