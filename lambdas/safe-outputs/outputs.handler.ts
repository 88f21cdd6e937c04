import * as z from 'zod/mini';
import { dispatcher } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../workflow/system-ports.ts';
import { bytesClient, s3Writing } from './airlock-buckets-s3.ts';
import { OutputsEnv } from './airlock-environment.ts';
import { outputsRoutes } from './airlock-output-routes.ts';
import { metricsRoutes } from './airlock-routes.ts';
import { doorSources } from './airlock-system.ts';
import { outputsHandlers } from './outputs.ts';

const env = z.parse(OutputsEnv, process.env);
const dynamodb = dynamodbClient();
const handlers = outputsHandlers({
  ...systemPorts(dynamodb, env.RELEASES_TABLE),
  ...doorSources(dynamodb, env),
  arrivals: s3Writing(bytesClient(), env.INBOUND_BUCKET),
});

export const handler = dispatcher([...outputsRoutes, ...metricsRoutes], handlers, {
  door: 'public',
  clock: systemClock,
});
