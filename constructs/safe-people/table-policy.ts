import type { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

export interface TablePolicyProps {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly tableName: string;
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  /** Partitions that only some of the writers write. @default none */
  readonly apart?: readonly Apart[];
}

/** Partitions, where a star stands for whatever follows, and the roles that alone write them. */
export interface Apart {
  /** Tells one refusal of a policy from the next. */
  readonly sid: string;
  readonly partitions: readonly string[];
  readonly writers: readonly string[];
}

const reads = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
];

const writes = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

/** What would let the table forget, tell others or change hands. */
const settings = [
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DeleteTable',
  'dynamodb:PutResourcePolicy',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateTimeToLive',
];

const copies = ['dynamodb:EnableKinesisStreamingDestination', 'dynamodb:ExportTableToPointInTime'];

/** Of an item that is written, or of any in a transaction; a call that names no item has no such key. A star stands for whatever follows. */
export const leading = (partitions: readonly string[]) => {
  const operator = partitions.some((one) => one.includes('*')) ? 'StringLike' : 'StringEquals';
  return { [`ForAnyValue:${operator}`]: { 'dynamodb:LeadingKeys': [...partitions] } };
};

/**
 * Denies alone, so that the right to an item is never here: a role needs its own Allow and must be named besides. Roles are named by condition, for
 * DynamoDB, like IAM, refuses a principal that does not exist, and functions come after tables. At most 20 KB, white space counted;
 * a change of policy takes effect some seconds later.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
 *
 * It cannot speak of restores: those act on a backup, which takes no policy. What was restored bears another name or another table id.
 */
export function tablePolicy({
  stack,
  tenancy,
  tableName,
  readers,
  writers,
  apart = [],
}: TablePolicyProps): PolicyDocument {
  const roles = (names: readonly string[]) => names.map((name) => roleArn(stack, name));
  const deny = (sid: string, actions: string[], others: readonly string[], asks: object = {}) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      // By name, for a table cannot refer to itself.
      resources: [stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName })],
      ...(others.length > 0 ? { conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...others] }, ...asks } } : {}),
    });
  return new PolicyDocument({
    statements: [
      deny('DenyReadingToOthers', reads, roles([...readers, ...writers])),
      deny('DenyWritingToOthers', writes, roles(writers)),
      ...apart.map(({ sid, partitions, writers: few }) => deny(sid, writes, roles(few), { ...leading(partitions) })),
      deny('DenyCopies', copies, []),
      deny('DenyReconfiguration', settings, [deployerRoleArn(stack, tenancy)]),
    ],
  });
}
