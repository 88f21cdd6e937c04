import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { KeySet, KeyStore } from './signing-key-set.ts';

/** The one item of the table. */
const key = { partition: { S: 'signing-keys' }, sort: { S: 'current' } };

const stored = z.array(z.object({ kid: z.string(), n: z.string(), e: z.string() }));

export const dynamoKeyStore = (dynamodb: DynamoDBClient, table: string): KeyStore => ({
  async read() {
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    const { issuer, fetchedAt, keys } = Item?.body?.M ?? {};
    if (issuer?.S === undefined || fetchedAt?.S === undefined || keys?.S === undefined) return undefined;
    return { issuer: issuer.S, fetchedAt: fetchedAt.S, keys: stored.parse(JSON.parse(keys.S)) };
  },
});

/** Replaces the item whole; needs `PutItem` alone. */
export const dynamoKeyWriter =
  (dynamodb: DynamoDBClient, table: string) =>
  async ({ issuer, fetchedAt, keys }: KeySet): Promise<void> => {
    const body = { issuer: { S: issuer }, fetchedAt: { S: fetchedAt }, keys: { S: JSON.stringify(keys) } };
    const version = { N: String(Math.floor(Date.parse(fetchedAt) / 1000)) };
    await dynamodb.send(new PutItemCommand({ TableName: table, Item: { ...key, version, body: { M: body } } }));
  };
