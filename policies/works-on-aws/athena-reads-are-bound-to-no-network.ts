import { type Role, roles } from '../estate/principals.ts';
import { coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { asksForNetwork, forwardedHolds } from './forwarded-calls.ts';
import { coversPlace, reachesPlace } from './places.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const forwarded = [
  ...['GetObject', 'PutObject', 'ListBucket', 'GetBucketLocation'].map((action) => `s3:${action}`),
  ...['Decrypt', 'GenerateDataKey'].map((action) => `kms:${action}`),
  ...['Database', 'Databases', 'Table', 'Tables', 'Partition', 'Partitions'].map((what) => `glue:Get${what}`),
];

const holds = (statement: Statement): boolean | undefined =>
  forwardedHolds(statement, { 'aws:calledviafirst': ['athena.amazonaws.com'] });

/** Whether statements stop a forwarded action on a place for want of a network: by a Deny, or by an Allow that nothing replaces. */
function stops(statements: readonly Statement[], action: string, place: string): boolean {
  const covering = statements.filter((one) => coversAction(one, action) && reachesPlace(one, place));
  const [allows, denies] = (['Allow', 'Deny'] as const).map((effect) =>
    covering.filter((one) => one.effect === effect),
  ) as [Statement[], Statement[]];
  return (
    denies.some((one) => asksForNetwork(one) && holds(one) === true) ||
    (allows.some((one) => asksForNetwork(one) && holds(one) === false) &&
      !allows.some((one) => holds(one) !== false && coversPlace(one, place)))
  );
}

function stoppedFor({ statements, boundary }: Role): readonly string[] {
  const policies = [statements, boundary === undefined ? [] : statementsAt(boundary, 'PolicyDocument')];
  return forwarded.filter((action) =>
    statements
      .filter((one) => one.effect === 'Allow' && coversAction(one, action))
      .flatMap(({ resources }) => resources ?? ['*'])
      .some((place) => policies.some((policy) => stops(policy, action, place))),
  );
}

/** A role that asks Athena is one that may start a query; its own calls of Athena may well be bound to a network. */
export const athenaReadsAreBoundToNoNetwork: WorksOnAwsRule = {
  id: 'athena-reads-are-bound-to-no-network',
  severity: 'error',
  why: 'Athena calls S3, KMS and Glue in the name of whoever asks, and those calls carry no aws:SourceVpc, aws:SourceVpce or aws:VpcSourceIp: a right that is bound to one never applies to them.',
  fix: 'bind athena:* to the network, and S3, KMS and Glue to aws:CalledVia athena.amazonaws.com; let a Deny spare aws:ViaAWSService',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html',
  check: (estate) =>
    roles(estate)
      .filter(({ statements }) =>
        statements.some((one) => one.effect === 'Allow' && coversAction(one, 'athena:StartQueryExecution')),
      )
      .map((role) => {
        const stopped = stoppedFor(role);
        return judged(
          stopped.length === 0,
          role.resource,
          'Properties.Policies',
          'what Athena reads for it is bound to no network',
          `${stopped.join(', ')} only from a network of yours, and Athena's calls carry none`,
        );
      }),
};
