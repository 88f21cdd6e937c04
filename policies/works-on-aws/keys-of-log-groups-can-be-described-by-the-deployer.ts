import { placeOf } from '../estate/arns.ts';
import { allows } from '../estate/calls.ts';
import { isAccount } from '../estate/role-rights.ts';
import { keys } from '../estate/stores.ts';
import { judged, notApplicable } from '../outcome.ts';
import { deployersOf, stopsCaller } from './deployers.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keysOfLogGroupsCanBeDescribedByTheDeployer: WorksOnAwsRule = {
  id: 'keys-of-log-groups-can-be-described-by-the-deployer',
  severity: 'error',
  why: 'CreateLogGroup with a key asks for kms:DescribeKey of its caller, and is refused without it.',
  fix: 'allow kms:DescribeKey in the key policy to whoever deploys, or to the account',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  check: (estate) =>
    estate.ofType('AWS::Logs::LogGroup').map((group) => {
      const path = 'Properties.KmsKeyId';
      const key = keys(estate).find(({ resource }) => resource === estate.find(group.properties.KmsKeyId));
      if (key === undefined) return notApplicable(group, path, 'its key, if it has one, is not of these templates');
      const deployers = deployersOf(estate, key);
      const { account, region } = placeOf(estate, group);
      const sent = {
        'kms:calleraccount': [account ?? ''],
        'kms:viaservice': [`logs.${region}.amazonaws.com`],
      };
      const describes = deployers.some((deployer) => {
        const isDeployer = (principal: string): boolean => principal === deployer || isAccount(principal, account);
        const call = { ...sent, 'aws:principalarn': [deployer] };
        return (
          key.statements.some(
            (statement) =>
              allows(statement, 'kms:DescribeKey', call) && (statement.principals?.AWS ?? []).some(isDeployer),
          ) && !key.statements.some((statement) => stopsCaller(statement, isDeployer, 'kms:DescribeKey', call))
        );
      });
      return judged(
        describes,
        group,
        path,
        `whoever deploys may describe ${key.resource.logicalId}`,
        `nobody who deploys may describe ${key.resource.logicalId}`,
      );
    }),
};
