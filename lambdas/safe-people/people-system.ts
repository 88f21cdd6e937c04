import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import type { PeoplePorts } from './people.ts';
import { rememberedForAMinute } from './standing.ts';
import { dynamoTableIdentity } from './standing-dynamodb.ts';

/** The register in its table, as our functions reach it. */
export function systemPeople(name: string): PeoplePorts {
  const client = dynamodbClient();
  return { ...systemPorts(client, name), table: rememberedForAMinute(dynamoTableIdentity(client, name), Date.now) };
}
