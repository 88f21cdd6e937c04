import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

type Attributes = Record<string, AttributeValue>;

/** The expressions that the adapter may use, and what DynamoDB's documentation says they mean; any other is refused. */
const conditions: Readonly<Record<string, (item: Attributes | undefined, value: string | undefined) => boolean>> = {
  'attribute_not_exists(#partition)': (item) => item === undefined,
  '#version = :version': (item, version) => item?.version?.N === version,
  'attribute_not_exists(#partition) OR #version = :version': (item, version) =>
    item === undefined || item.version?.N === version,
};

const names: Readonly<Record<string, string>> = { '#partition': 'partition', '#sort': 'sort', '#version': 'version' };

function assertNames(
  expression: string,
  given: Record<string, string> | undefined,
  values: Attributes | undefined,
): void {
  const used = [...new Set(expression.match(/[#:]\w+/g))].sort();
  const defined = [...Object.keys(given ?? {}), ...Object.keys(values ?? {})].sort();
  if (JSON.stringify(used) !== JSON.stringify(defined)) {
    throw new Error(`ValidationException: "${expression}" uses ${used.join(' ')}, defined are ${defined.join(' ')}`);
  }
  for (const [alias, name] of Object.entries(given ?? {})) {
    if (names[alias] !== name) throw new Error(`ValidationException: ${alias} stands for ${name}`);
  }
}

/** One table behind the SDK's client: checks every expression and means what the documentation says it means. */
export function fakeDynamodb(table: string, pageSize = 3) {
  const items = new Map<string, Attributes>();
  const idOf = (key: Attributes | undefined) => JSON.stringify([key?.partition?.S, key?.sort?.S]);
  const sent: unknown[] = [];

  const assertTable = (name: string | undefined) => {
    if (name !== table) throw new Error(`ResourceNotFoundException: ${name}`);
  };
  const assertConsistent = (consistent: boolean | undefined) => {
    if (consistent !== true) throw new Error('this read may be stale');
  };

  const act = ({ Put, Delete, ConditionCheck }: TransactWriteItem) => {
    const action = Put ?? Delete ?? ConditionCheck;
    const expression = action?.ConditionExpression ?? 'none';
    const meaning = conditions[expression];
    if (action === undefined || meaning === undefined) throw new Error(`ValidationException: condition ${expression}`);
    assertTable(action.TableName);
    assertNames(expression, action.ExpressionAttributeNames, action.ExpressionAttributeValues);
    const id = idOf(Put?.Item ?? Delete?.Key ?? ConditionCheck?.Key);
    return {
      id,
      holds: meaning(items.get(id), action.ExpressionAttributeValues?.[':version']?.N),
      apply: () => {
        if (Put?.Item !== undefined) items.set(id, structuredClone(Put.Item));
        if (Delete !== undefined) items.delete(id);
      },
    };
  };

  const answer = (command: unknown): unknown => {
    sent.push(command);
    if (command instanceof GetItemCommand) {
      assertTable(command.input.TableName);
      assertConsistent(command.input.ConsistentRead);
      return { Item: items.get(idOf(command.input.Key)) };
    }
    if (command instanceof QueryCommand) {
      const { input } = command;
      assertTable(input.TableName);
      assertConsistent(input.ConsistentRead);
      const expression = input.KeyConditionExpression ?? '';
      assertNames(expression, input.ExpressionAttributeNames, input.ExpressionAttributeValues);
      if (!['#partition = :partition', '#partition = :partition AND #sort > :after'].includes(expression)) {
        throw new Error(`ValidationException: key condition ${expression}`);
      }
      const { ':partition': partition, ':after': after } = input.ExpressionAttributeValues ?? {};
      if (partition?.S === '' || after?.S === '') {
        throw new Error('ValidationException: the value of a key cannot be an empty string');
      }
      const all = [...items.values()]
        .filter(
          (item) =>
            item.partition?.S === partition?.S && (after === undefined || (item.sort?.S ?? '') > (after.S ?? '')),
        )
        .sort((a, b) => Buffer.compare(Buffer.from(a.sort?.S ?? ''), Buffer.from(b.sort?.S ?? '')));
      const page = all.slice(0, Math.min(input.Limit ?? pageSize, pageSize));
      // A full page has a key to go on from, also where nothing follows.
      const full = page.length === Math.min(input.Limit ?? pageSize, pageSize);
      const last = page.at(-1);
      return {
        Items: page,
        ...(full && last ? { LastEvaluatedKey: { partition: last.partition, sort: last.sort } } : {}),
      };
    }
    if (command instanceof TransactWriteItemsCommand) {
      const actions = (command.input.TransactItems ?? []).map(act);
      if (new Set(actions.map(({ id }) => id)).size !== actions.length || actions.length > 100) {
        throw new Error('ValidationException: an item twice, or too many');
      }
      if (!actions.every(({ holds }) => holds)) {
        throw cancelled(actions.map(({ holds }) => (holds ? 'None' : 'ConditionalCheckFailed')));
      }
      for (const { apply } of actions) apply();
      return {};
    }
    throw new Error('a call that the store has no business making');
  };
  const client = { send: async (command: unknown) => answer(command) } as unknown as Pick<DynamoDBClient, 'send'>;
  return { client, sent };
}

/** What DynamoDB throws, with one code per action. */
export const cancelled = (codes: readonly string[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
