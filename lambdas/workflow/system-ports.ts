import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from './contract.ts';
import { dynamodbStore } from './dynamodb-store.ts';
import type { Ports } from './run.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** The engine on a table, with the function's own clock and patience. */
export const systemPorts = (client: DynamoDBClient, table: string): Ports => ({
  store: dynamodbStore(client, table),
  clock: systemClock,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
});
