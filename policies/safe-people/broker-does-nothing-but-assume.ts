import { functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { type Role, roles } from '../estate/principals.ts';
import { tableUses } from '../estate/tables.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { literalPart, parseArn } from './arn.ts';
import { type AdmittedRight, admittedBy, beyondTheList, isA, ofEveryFunction, through } from './closed-rights.ts';
import { brokers, personRoles } from './person-roles.ts';
import { accountOf, mayBeMeant } from './role-names.ts';
import { roleBehind } from './roles-of-one-function.ts';

/** A pattern must begin a name, and mean none but roles through which people act. */
function becomesPeopleOnly(estate: Estate, { resource }: Role, pattern: string): boolean {
  const people = personRoles(estate);
  const meant = roles(estate).filter((role) => mayBeMeant(estate, role, pattern));
  const narrow =
    /^role\/[^*?]{3}/.test(literalPart(parseArn(pattern)?.name ?? '')) &&
    parseArn(pattern)?.account === accountOf(estate, resource);
  return (
    (narrow || pattern.startsWith('${')) && meant.every((role) => people.some((one) => one.resource === role.resource))
  );
}

const reads = ['dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query'];
const writes = ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** Tables that are seen behind the public door: the register is one, and the broker may only look at it. */
function seenOutside(estate: Estate): ReadonlySet<Resource> {
  const outside = functionsBehind(estate, 'public').map((lambda) => roleBehind(estate, lambda)?.resource);
  return new Set(
    tableUses(estate)
      .filter(({ readers, writers }) => [...readers, ...writers].some(({ actor }) => outside.includes(actor.resource)))
      .map(({ table }) => table),
  );
}

/**
 * All that the broker may do. It becomes people; it asks the register and keeps the list of queries, both of which it does before and after
 * it becomes somebody; it puts texts of queries into a bucket, out of which it reads none. None of it reads a record.
 */
const closedList: readonly AdmittedRight[] = [
  ...ofEveryFunction,
  { actions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'], on: becomesPeopleOnly },
  { actions: reads, on: isA('AWS::DynamoDB::Table') },
  {
    actions: writes,
    on: (estate, role, pattern) =>
      isA('AWS::DynamoDB::Table', (table) => !seenOutside(estate).has(table))(estate, role, pattern),
  },
  {
    actions: ['s3:PutObject'],
    on: (estate, role, pattern) => pattern.endsWith('/*') && isA('AWS::S3::Bucket', isOfTexts)(estate, role, pattern),
  },
  { actions: ['kms:GenerateDataKey'], on: isA('AWS::KMS::Key'), asks: through('s3') },
];

/** Its name says so, and the rule about texts of queries judges it. A zone of data, a project or a locked archive is none. */
function isOfTexts({ properties }: Resource): boolean {
  const name = String(properties.BucketName ?? properties.BucketNamePrefix ?? '');
  return /-query-texts(-|$)/.test(name) && properties.ObjectLockEnabled === undefined;
}

function faultOf(estate: Estate, role: Role): string | undefined {
  const wide = role.trust.some(
    ({ effect, unresolved, principals, actions }) =>
      effect === 'Allow' &&
      (unresolved ||
        Object.keys(principals ?? {}).join() !== 'Service' ||
        principals?.Service?.join() !== 'lambda.amazonaws.com' ||
        actions?.join() !== 'sts:AssumeRole'),
  );
  if (wide || role.trust.length === 0) return 'is not lent to Lambda alone';
  const more = beyondTheList(estate, role, closedList);
  if (more !== undefined) return more;
  const opened = admittedBy(estate, role);
  if (opened !== undefined) return `is admitted by the policy of ${opened.logicalId}`;
  const users = functions(estate).filter((one) => one.role?.resource === role.resource);
  if (users.some(({ inVpc }) => !inVpc)) return 'serves a function outside the network';
  return users.length > 1 ? `serves ${users.map(({ resource }) => resource.logicalId).join(' and ')}` : undefined;
}

/**
 * It reaches every project, and so its rights are a closed list. Besides becoming people it reads the register and reads and writes a table
 * that nothing behind the public door sees, because it must ask before it lends a role and count afterwards; and it puts texts of queries
 * away. The list admits these calls on tables of the estate by name, a bucket named for texts, and keys through DynamoDB and S3 alone.
 */
export const brokerDoesNothingButAssume: Rule = {
  id: 'broker-does-nothing-but-assume',
  safe: 'people',
  controls: ['1.5.03', '2.1.14', 'TRE-X13'],
  severity: 'fatal',
  why: 'The broker reaches every project. What it cannot do itself, nobody can make it do.',
  fix: 'let Lambda alone assume it, for one function in the VPC, allow it sts:AssumeRole on roles by name, the register to read, its own list of queries and its own log, and name it in no policy of a resource',
  check: (estate) =>
    brokers(estate).map((role) => {
      const fault = faultOf(estate, role);
      return judged(
        fault === undefined,
        role.resource,
        'Properties',
        'lends roles through which people act, for one function at most, and reads no record itself',
        fault ?? '',
      );
    }),
};
