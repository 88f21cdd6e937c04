import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { boundedFetch } from './bounded-fetch.ts';
import { SigningKeysEnv } from './gate-environment.ts';
import { fetchKeys } from './signing-keys.ts';
import { dynamoKeyWriter } from './signing-keys-dynamodb.ts';

const env = z.parse(SigningKeysEnv, process.env);
const write = dynamoKeyWriter(new DynamoDBClient({ accountIdEndpointMode: 'disabled' }), env.SIGNING_KEYS_TABLE);
const source = { kind: env.TOKEN_KIND, issuer: env.ISSUER, ...(env.KEYS_HOST && { keysHost: env.KEYS_HOST }) };

export const handler = async (): Promise<void> =>
  fetchKeys({ clock: { now: () => new Date().toISOString() }, fetch: boundedFetch, write }, source);
