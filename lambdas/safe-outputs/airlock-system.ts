import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { demandsOf, dynamoTableIdentity, rememberedForAMinute } from '../safe-people/entrance.ts';
import { systemPorts } from '../workflow/system-ports.ts';

/** The register, as functions at a door reach it, and new ids. */
export const doorSources = (
  client: DynamoDBClient,
  { REGISTER_TABLE, DEMANDS }: { readonly REGISTER_TABLE: string; readonly DEMANDS: string },
) => ({
  register: systemPorts(client, REGISTER_TABLE).store,
  table: rememberedForAMinute(dynamoTableIdentity(client, REGISTER_TABLE), Date.now),
  demands: demandsOf(DEMANDS),
  id: randomUUID,
});
