import { functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { buckets } from '../estate/stores.ts';
import { tableUses } from '../estate/tables.ts';
import { oncePerEstate } from '../estate/views.ts';
import { airlockNounOf } from '../safe-outputs/airlock-stores.ts';
import { literalPart, parseArn } from './arn.ts';
import { type AdmittedRight, beyondTheList, isA, ofEveryFunction, through } from './closed-rights.ts';
import { personRoles } from './person-roles.ts';
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
const seenOutside: (estate: Estate) => ReadonlySet<Resource> = oncePerEstate((estate) => {
  const outside = functionsBehind(estate, 'public').map((lambda) => roleBehind(estate, lambda)?.resource);
  return new Set(
    tableUses(estate)
      .filter(({ readers, writers }) => [...readers, ...writers].some(({ actor }) => outside.includes(actor.resource)))
      .map(({ table }) => table),
  );
});

/** Its name says so, and the rule about texts of queries judges it. A zone of data, a project or a locked archive is none. */
function isOfTexts({ properties }: Resource): boolean {
  const name = String(properties.BucketName ?? properties.BucketNamePrefix ?? '');
  return /-query-texts(-|$)/.test(name) && properties.ObjectLockEnabled === undefined;
}

/** The key of nothing but texts. */
function isKeyOfTexts(estate: Estate, key: Resource): boolean {
  const under = buckets(estate).filter((bucket) => bucket.key === key);
  return under.length > 0 && under.every(({ resource }) => isOfTexts(resource));
}

/** The part of the store of drafts that is for rows of queries. */
function isForDeposits(estate: Estate, role: Role, pattern: string): boolean {
  const beginning = pattern.replace(/deposits\/\*$/, '*');
  return (
    beginning !== pattern &&
    isA('AWS::S3::Bucket', (bucket) => airlockNounOf(estate, bucket) === 'draft')(estate, role, beginning)
  );
}

/** The key of nothing but drafts. */
function isKeyOfDrafts(estate: Estate, key: Resource): boolean {
  const under = buckets(estate).filter((bucket) => bucket.key === key);
  return under.length > 0 && under.every(({ resource }) => airlockNounOf(estate, resource) === 'draft');
}

/**
 * All that the broker may do. It becomes people; it asks the register and keeps the list of queries, both of which it does before and after
 * it becomes somebody; it keeps texts of queries in a bucket that holds nothing else, under a key of its own, and puts rows that somebody sends
 * among the drafts of the airlock, which it cannot open again. None of it reads a record.
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
    actions: ['s3:GetObject', 's3:PutObject'],
    on: (estate, role, pattern) => pattern.endsWith('/*') && isA('AWS::S3::Bucket', isOfTexts)(estate, role, pattern),
  },
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    on: (estate, role, pattern) => isA('AWS::KMS::Key', (key) => isKeyOfTexts(estate, key))(estate, role, pattern),
    asks: through('s3'),
  },
  { actions: ['s3:PutObject'], on: isForDeposits },
  {
    actions: ['kms:GenerateDataKey'],
    on: (estate, role, pattern) => isA('AWS::KMS::Key', (key) => isKeyOfDrafts(estate, key))(estate, role, pattern),
    asks: through('s3'),
  },
];

/** Why a broker may do more than it should; undefined when it may not. */
export const beyondBroking = (estate: Estate, role: Role): string | undefined =>
  beyondTheList(estate, role, closedList);
