import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { outboxPartition } from '../../lambdas/workflow/contract.ts';
import { readsUnderKey, throughDynamoDb, writesUnderKey } from './table-key.ts';

export interface TableInUse {
  readonly arn: string;
  readonly keyArn: string;
}

/** From our network alone: rights that were stolen out of a function are worth nothing elsewhere. */
export const fromOurNetwork = (vpcId: string) => ({ StringEquals: { 'aws:SourceVpc': vpcId } });

/** DescribeTable, for a table that was restored under the old name is known by its id alone. */
const reads = ['dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query'];
/** A transaction is authorised as the writes and checks in it. */
const writes = ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

const allow = (sid: string, actions: readonly string[], resource: string, conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [resource], conditions });

/** Half of a right to a table; the policies of table and key hold the other half. */
export const readTable = (
  stack: Stack,
  vpcId: string,
  what: string,
  { arn, keyArn }: TableInUse,
): PolicyStatement[] => [
  allow(`Read${what}`, reads, arn, fromOurNetwork(vpcId)),
  allow(`Open${what}`, readsUnderKey, keyArn, { StringEquals: throughDynamoDb(stack) }),
];

export const writeTable = (
  stack: Stack,
  vpcId: string,
  what: string,
  { arn, keyArn }: TableInUse,
): PolicyStatement[] => [
  allow(`ReadAndWrite${what}`, [...reads, ...writes], arn, fromOurNetwork(vpcId)),
  allow(`Open${what}`, [...readsUnderKey, ...writesUnderKey], keyArn, { StringEquals: throughDynamoDb(stack) }),
];

/**
 * Reads the whole table, and puts items into these partitions of it and no others, whatever else a call names; a star stands for whatever follows. It takes nothing
 * away: an event that waits in the outbox stays there until it is carried to the archive.
 */
export const putIntoPartitions = (
  stack: Stack,
  vpcId: string,
  what: string,
  { arn, keyArn }: TableInUse,
  partitions: readonly string[],
): PolicyStatement[] => [
  allow(`Read${what}`, reads, arn, fromOurNetwork(vpcId)),
  allow(`PutOwnInto${what}`, ['dynamodb:PutItem'], arn, {
    ...fromOurNetwork(vpcId),
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  }),
  allow(`Open${what}`, [...readsUnderKey, ...writesUnderKey], keyArn, { StringEquals: throughDynamoDb(stack) }),
];

/**
 * Reads, and takes away what it has carried to the archive. It writes nothing and takes nothing else away, so that who carries what was typed inside puts no word
 * of it where the public door reads.
 */
export const carryOut = (stack: Stack, vpcId: string, what: string, { arn, keyArn }: TableInUse): PolicyStatement[] => [
  allow(`Read${what}`, reads, arn, fromOurNetwork(vpcId)),
  allow(`ClearOutboxOf${what}`, ['dynamodb:DeleteItem'], arn, {
    ...fromOurNetwork(vpcId),
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [outboxPartition] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  }),
  allow(`Open${what}`, [...readsUnderKey, ...writesUnderKey], keyArn, { StringEquals: throughDynamoDb(stack) }),
];

/** Puts one kind of item and looks at nothing, from outside the network. */
export const putIntoTable = (stack: Stack, what: string, { arn, keyArn }: TableInUse): PolicyStatement[] => [
  allow(`PutInto${what}`, ['dynamodb:PutItem'], arn),
  allow(`Open${what}`, [...readsUnderKey, ...writesUnderKey], keyArn, { StringEquals: throughDynamoDb(stack) }),
];

/** Lambda polls the stream with the rights of the function's role. */
export const beTold = (stack: Stack, what: string, { keyArn }: TableInUse, streamArn: string): PolicyStatement[] => [
  allow(
    `BeToldOf${what}`,
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    streamArn,
  ),
  allow(`OpenStreamOf${what}`, readsUnderKey, keyArn, { StringEquals: throughDynamoDb(stack) }),
];
