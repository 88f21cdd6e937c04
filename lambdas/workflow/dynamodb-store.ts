import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Change, Item, Key, Store } from './contract.ts';
import { fromAttribute, toAttribute } from './dynamodb-values.ts';
import { assertFits } from './limits.ts';

/**
 * The store on one DynamoDB table. What its documentation says and a reader might not expect:
 * - Two consistent reads during a transaction may give one item after it and the other before it (read-committed; a Query as well), so nothing is
 *   concluded from two items that one does not say. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 * - A table restored to a moment may hold a part of the transactions of that moment (same page), which is one more reason why a restored register
 *   starts with everybody suspended.
 * - The client's own token against double writes is good for ten minutes only, and for the same connection's retries; hence the command's id.
 * - `ConditionCheck` may not name an item that the transaction also writes.
 * - A page may end without being full, and `LastEvaluatedKey` may be there though nothing follows.
 *   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */
export const dynamodbStore = (client: Pick<DynamoDBClient, 'send'>, table: string): Store => ({
  async get({ partition, sort }) {
    const { Item: found } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf({ partition, sort }), ConsistentRead: true }),
    );
    return found && itemOf(found);
  },

  async list(partition, { after: given, until, limit } = {}) {
    // No value compared with a key may be empty: DynamoDB refuses the request. Every key is beyond the empty text anyway.
    const after = given === '' ? undefined : given;
    // A key condition takes one comparison of `sort`, and BETWEEN includes both its ends: what lies beyond `until` is read at most once a page.
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression:
          after === undefined ? '#partition = :partition' : '#partition = :partition AND #sort > :after',
        ExpressionAttributeNames: { '#partition': 'partition', ...(after === undefined ? {} : { '#sort': 'sort' }) },
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ...(after === undefined ? {} : { ':after': { S: after } }),
        },
        ...(limit === undefined ? {} : { Limit: limit }),
      }),
    );
    const all = Items.map(itemOf);
    const items = all.filter(({ sort }) => until === undefined || sort <= until);
    const more = LastEvaluatedKey !== undefined && items.length === all.length;
    return { items, next: more ? items.at(-1)?.sort : undefined };
  },

  async commit(changes) {
    assertFits(changes);
    try {
      await client.send(
        new TransactWriteItemsCommand({ TransactItems: changes.map((change) => actionOf(change, table)) }),
      );
      return 'committed';
    } catch (error) {
      if (error instanceof TransactionCanceledException && onlyChanged(error)) return 'changed';
      throw error;
    }
  },
});

/** Endpoints by account id are names that the DNS firewall does not know; a call without an end would hold its function to the last second. */
export const dynamodbClient = (): DynamoDBClient =>
  new DynamoDBClient({
    accountIdEndpointMode: 'disabled',
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });

const others = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

/** Whether others were the only reason: want of capacity or a malformed item beside them says nothing about who changed what. */
function onlyChanged({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  const codes = CancellationReasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => others.has(code));
}

const keyOf = ({ partition, sort }: Key): Record<string, AttributeValue> => ({
  partition: { S: partition },
  sort: { S: sort },
});

function itemOf({ partition, sort, version, body, head }: Record<string, AttributeValue>): Item {
  if (partition?.S === undefined || sort?.S === undefined || version?.N === undefined || body?.M === undefined) {
    throw new Error(
      'the table holds an item without partition, sort, version or body; it was not written by this engine',
    );
  }
  return {
    partition: partition.S,
    sort: sort.S,
    version: Number(version.N),
    body: fromAttribute(body) as Item['body'],
    ...(head === undefined ? {} : { head: fromAttribute(head) as NonNullable<Item['head']> }),
  };
}

const none = {
  ConditionExpression: 'attribute_not_exists(#partition)',
  ExpressionAttributeNames: { '#partition': 'partition' },
};

const at = (version: number) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});

const atOrNone = (version: number) => ({
  ConditionExpression: 'attribute_not_exists(#partition) OR #version = :version',
  ExpressionAttributeNames: { ...none.ExpressionAttributeNames, '#version': 'version' },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});

function actionOf(change: Change, TableName: string): TransactWriteItem {
  switch (change.kind) {
    case 'create':
      return { Put: { TableName, Item: attributesOf(change.item), ...none } };
    case 'replace':
      return { Put: { TableName, Item: attributesOf(change.item), ...at(change.item.version - 1) } };
    case 'remove':
      return { Delete: { TableName, Key: keyOf(change.key), ...atOrNone(change.version) } };
    case 'expect':
      return {
        ConditionCheck: { TableName, Key: keyOf(change.key), ...(change.version === 0 ? none : at(change.version)) },
      };
  }
}

const attributesOf = ({ partition, sort, version, body, head }: Item): Record<string, AttributeValue> => ({
  ...keyOf({ partition, sort }),
  version: { N: String(version) },
  body: toAttribute(body),
  ...(head === undefined ? {} : { head: toAttribute(head) }),
});
