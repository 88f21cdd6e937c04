import * as z from 'zod/mini';
import { dynamodbClient, dynamodbStore } from '../workflow/dynamodb-store.ts';
import { systemClock } from '../workflow/system-ports.ts';
import { authorising } from './authoriser.ts';
import { AuthoriserEnv } from './gate-environment.ts';
import { registerOn } from './register-reading.ts';
import { rememberedKeys } from './signing-key-set.ts';
import { dynamoKeyStore } from './signing-keys-dynamodb.ts';
import { rememberedForAMinute } from './standing.ts';
import { dynamoTableIdentity } from './standing-dynamodb.ts';
import { signatures } from './token-signature.ts';

const env = z.parse(AuthoriserEnv, process.env);
const dynamodb = dynamodbClient();
const table = rememberedForAMinute(dynamoTableIdentity(dynamodb, env.REGISTER_TABLE), Date.now);
const keys = rememberedKeys(dynamoKeyStore(dynamodb, env.SIGNING_KEYS_TABLE), env.ISSUER, systemClock);

export const handler = authorising(
  env.DOOR,
  {
    kind: env.TOKEN_KIND,
    issuer: env.ISSUER,
    client: env.AUDIENCE,
    resource: env.RESOURCE ?? env.AUDIENCE,
    acr: env.ACR?.split(',') ?? [],
  },
  {
    clock: systemClock,
    register: registerOn(dynamodbStore(dynamodb, env.REGISTER_TABLE), table),
    signed: signatures(env.ISSUER, keys),
    report: (refused) => console.info(JSON.stringify({ refused })),
  },
);
