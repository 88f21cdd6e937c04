import { strict as assert } from 'node:assert';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Stage } from '../target/stage.ts';
import { poolOf } from './directory.ts';

export const issuerOf = async (stage: Stage): Promise<string> =>
  `https://cognito-idp.${stage.region}.amazonaws.com/${await poolOf(stage)}`;

/**
 * The function fetches the issuer's keys by HTTPS at its own address, where the emulator is not; what it would have written is written here, from
 * what the emulator publishes.
 */
export async function writeSigningKeys(stage: Stage): Promise<number> {
  const published = await fetch(`${stage.access.endpoint}/${await poolOf(stage)}/.well-known/jwks.json`);
  const { keys } = (await published.json()) as { keys: readonly { kid: string; n: string; e: string }[] };
  assert.ok(keys.length > 0, 'the emulator publishes the keys that it signs tokens with');
  const fetchedAt = new Date().toISOString();
  await stage.clients.dynamodb.send(
    new PutItemCommand({
      TableName: `tre-${stage.deployment.id}-signing-keys`,
      Item: {
        partition: { S: 'signing-keys' },
        sort: { S: 'current' },
        version: { N: String(Math.floor(Date.parse(fetchedAt) / 1000)) },
        body: {
          M: {
            issuer: { S: await issuerOf(stage) },
            fetchedAt: { S: fetchedAt },
            keys: { S: JSON.stringify(keys.map(({ kid, n, e }) => ({ kid, n, e }))) },
          },
        },
      },
    }),
  );
  return keys.length;
}
