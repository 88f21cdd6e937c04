import { type AttributeValue, BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { rawItems, type TableNoun } from '../doors/stored.ts';
import type { Stage } from '../target/stage.ts';

type Item = Record<string, AttributeValue>;

/** The tables as they were once, to begin from again. */
export type Past = Readonly<Record<TableNoun, readonly Item[]>>;

const nouns = ['register', 'queries', 'airlock', 'releases'] as const;
export const nothing: Past = { register: [], queries: [], airlock: [], releases: [] };

const nameOf = ({ partition, sort }: Item): string => `${partition?.S} / ${sort?.S}`;

/** @param keep whether an item is part of it; it is asked for the partition. */
export async function past(
  stage: Stage,
  keep: (partition: string, sort: string) => boolean = () => true,
): Promise<Past> {
  const kept = async (noun: TableNoun): Promise<readonly Item[]> =>
    (await rawItems(stage, noun)).filter(({ partition, sort }) => keep(partition?.S ?? '', sort?.S ?? ''));
  const [register = [], queries = [], airlock = [], releases = []] = await Promise.all(nouns.map(kept));
  return { register, queries, airlock, releases };
}

/** Writes the tables back, past every function of ours; what is as it was is left alone. */
export async function goBackTo(stage: Stage, then: Past): Promise<void> {
  await Promise.all(
    nouns.map(async (noun) => {
      const now = new Map((await rawItems(stage, noun)).map((item) => [nameOf(item), item]));
      const wanted = new Map(then[noun].map((item) => [nameOf(item), item]));
      await write(stage, noun, [
        ...[...wanted].flatMap(([name, Item]) =>
          JSON.stringify(now.get(name)) === JSON.stringify(Item) ? [] : [{ PutRequest: { Item } }],
        ),
        ...[...now].flatMap(([name, { partition, sort }]) =>
          wanted.has(name) || partition === undefined || sort === undefined
            ? []
            : [{ DeleteRequest: { Key: { partition, sort } } }],
        ),
      ]);
    }),
  );
}

async function write({ deployment, clients }: Stage, noun: TableNoun, requests: readonly WriteRequest[]) {
  for (let from = 0; from < requests.length; from += 25) {
    const RequestItems = { [`tre-${deployment.id}-${noun}`]: requests.slice(from, from + 25) };
    await clients.dynamodb.send(new BatchWriteItemCommand({ RequestItems }));
  }
}

/** Puts instants of some items back by an hour, as if it had passed. */
export async function anHourPasses(stage: Stage, partitions: RegExp, fields: readonly string[]): Promise<void> {
  const earlier = (value: AttributeValue, key: string): AttributeValue => {
    if (value.S !== undefined && fields.includes(key))
      return { S: new Date(Date.parse(value.S) - 3_600_000).toISOString() };
    if (value.M !== undefined)
      return { M: Object.fromEntries(Object.entries(value.M).map(([name, one]) => [name, earlier(one, name)])) };
    return value.L === undefined ? value : { L: value.L.map((one) => earlier(one, '')) };
  };
  await Promise.all(
    nouns.map(async (noun) => {
      const some = (await rawItems(stage, noun)).filter(({ partition }) => partitions.test(partition?.S ?? ''));
      const aged = some.flatMap((item) =>
        item.body === undefined ? [] : [{ PutRequest: { Item: { ...item, body: earlier(item.body, '') } } }],
      );
      await write(stage, noun, aged);
    }),
  );
}
