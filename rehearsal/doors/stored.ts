import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Stage } from '../target/stage.ts';

export type TableNoun = 'register' | 'queries' | 'airlock' | 'releases';

export interface StoredItem {
  readonly partition: string;
  readonly sort: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const plain = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M !== undefined) return Object.fromEntries(Object.entries(value.M).map(([key, one]) => [key, plain(one)]));
  return null;
};

export async function rawItems({ clients, deployment }: Stage, noun: TableNoun) {
  const found: Record<string, AttributeValue>[] = [];
  const TableName = `tre-${deployment.id}-${noun}`;
  for await (const { Items = [] } of paginateScan({ client: clients.dynamodb }, { TableName, ConsistentRead: true })) {
    found.push(...Items);
  }
  return found;
}

/** Everything that a table holds, past any of our functions. */
export async function itemsOf(stage: Stage, noun: TableNoun): Promise<readonly StoredItem[]> {
  const items = await rawItems(stage, noun);
  return items.map(({ partition, sort, body }) => ({
    partition: partition?.S ?? '',
    sort: sort?.S ?? '',
    body: (body === undefined ? {} : plain(body)) as StoredItem['body'],
  }));
}

/** A query as it is stored, whoever may see it. */
export async function queryIn(stage: Stage, id: string): Promise<StoredItem['body']> {
  const found = (await itemsOf(stage, 'queries')).find(({ partition, sort }) => partition === 'query' && sort === id);
  if (found === undefined) throw new Error(`the table of queries has no ${id}`);
  return found.body;
}
