import type { Estate } from '../estate/estate.ts';
import { functions, type LambdaFunction } from '../estate/functions.ts';
import type { Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { admittedBy, deletes, putsWhatItFetched, reach } from './outside-reach.ts';

/** Every action that such a function may hold. A list of what is forbidden would never be whole: AWS adds ways to send every month. */
const harmless = new Set([
  'ec2:DescribeManagedPrefixLists',
  'ec2:DescribeSecurityGroups',
  'ec2:EnableEbsEncryptionByDefault',
  'ec2:GetEbsEncryptionByDefault',
  'ec2:RevokeSecurityGroupEgress',
  'ec2:RevokeSecurityGroupIngress',
  'iam:CreateServiceLinkedRole',
  'inspector2:BatchGetAccountStatus',
  'inspector2:Enable',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetAccountPublicAccessBlock',
  's3:ListBucketVersions',
  's3:PutAccountPublicAccessBlock',
]);

/** The first right of a statement that nobody has asked about. */
const unasked = ({ effect, actions }: Statement): string | undefined =>
  effect === 'Deny' ? undefined : (actions ?? ['everything but what it names']).find((action) => !harmless.has(action));

/** Lets a function write its own log and no more. */
const basic = 'service-role/AWSLambdaBasicExecutionRole';

function judge(estate: Estate, { resource, role }: LambdaFunction): readonly Outcome[] {
  if (role === undefined)
    return [fail(resource, 'Properties.Role', 'runs outside the VPC with a role that cannot be seen here')];
  const foreign = role.foreignPolicies.filter((arn) => !arn.includes(basic));
  const admitted = admittedBy(estate, role.resource);
  const failures = [
    ...foreign.map((arn) =>
      fail(resource, 'Properties.Role', `its role has a policy that cannot be seen here: ${arn}`),
    ),
    ...(admitted === undefined ? [] : [fail(resource, 'Properties.Role', `the policy of ${admitted} admits its role`)]),
    ...role.statements.flatMap((statement) => {
      if (putsWhatItFetched(estate, role.resource, statement)) return [];
      const reached = reach(estate, statement) ?? unasked(statement);
      return reached === undefined
        ? []
        : [
            fail(
              resource,
              'Properties.Role',
              `has the internet, and may ${reached} (${statement.holder.logicalId}, ${statement.path})`,
            ),
          ];
    }),
  ];
  if (failures.length > 0) return failures;
  const purges = role.statements.some(deletes);
  return [
    pass(
      resource,
      'Properties.Role',
      purges
        ? 'may delete, unread, in buckets that go with their stack, and reaches no data'
        : 'its role reaches no data, nor anything that does',
    ),
  ];
}

/**
 * To put into a table that nobody else fills and only authorisers read passes: what was fetched from the internet lies there, and nothing else.
 * Delete-only rights pass where CloudFormation itself would delete the bucket with its stack: a trial that is purged. What is
 * meant to be kept no such function may touch.
 */
export const functionsOutsideTheVpcReachNoData: Rule = {
  id: 'functions-outside-the-vpc-reach-no-data',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12'],
  severity: 'fatal',
  why: 'A function outside the VPC can send to anybody on the internet whatever it can read.',
  fix: 'put the function into the VPC, or take every right to data, and to what reaches data, from its role',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  check: (estate) =>
    functions(estate)
      .filter(({ inVpc }) => !inVpc)
      .flatMap((lambda) => judge(estate, lambda)),
};
