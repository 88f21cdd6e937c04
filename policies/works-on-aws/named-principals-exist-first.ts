import { comesAfter, stackFollows } from '../estate/order.ts';
import { roleAt } from '../estate/role-rights.ts';
import { statementsAt } from '../estate/statements.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const holders: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::Backup::BackupVault': 'AccessPolicy',
};

/** A condition on aws:PrincipalArn may name a role that does not exist yet; only Principal is checked by AWS. */
export const namedPrincipalsExistFirst: WorksOnAwsRule = {
  id: 'named-principals-exist-first',
  severity: 'error',
  why: 'AWS checks that a principal exists when the policy is written: "Invalid principal in policy" on the first deployment, and never again.',
  fix: 'let the policy depend on the role it names, or name the account and pin the role by aws:PrincipalArn',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  check: (estate) =>
    Object.entries(holders).flatMap(([type, property]) =>
      estate.ofType(type).flatMap((holder) =>
        [...new Set(statementsAt(holder, property).flatMap(({ principals }) => principals?.AWS ?? []))].flatMap(
          (principal) => {
            const role = roleAt(estate, principal)?.resource;
            if (role === undefined) return [];
            const path = `Properties.${property}`;
            if (holder.stack !== role.stack && !stackFollows(estate, role.stack, holder.stack))
              return stackFollows(estate, holder.stack, role.stack)
                ? judged(true, holder, path, `${role.address} is deployed before`, '')
                : notApplicable(holder, path, `templates do not say whether ${role.stack} is deployed first`);
            return judged(
              comesAfter(estate, holder, role),
              holder,
              path,
              `${role.logicalId} is made before`,
              `names ${role.logicalId}, which may not exist yet`,
            );
          },
        ),
      ),
    ),
};
