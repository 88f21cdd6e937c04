import * as z from 'zod/mini';
import { dispatcher } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../workflow/system-ports.ts';
import { airlockHandlers } from './airlock.ts';
import { bytesClient, s3Bucket } from './airlock-buckets-s3.ts';
import { AirlockEnv } from './airlock-environment.ts';
import { reviewRoutes } from './airlock-review-routes.ts';
import { metricsRoutes } from './airlock-routes.ts';
import { doorSources } from './airlock-system.ts';

const env = z.parse(AirlockEnv, process.env);
const dynamodb = dynamodbClient();
const s3 = bytesClient();
const handlers = airlockHandlers({
  ...systemPorts(dynamodb, env.AIRLOCK_TABLE),
  ...doorSources(dynamodb, env),
  releases: systemPorts(dynamodb, env.RELEASES_TABLE).store,
  drafts: s3Bucket(s3, env.DRAFT_BUCKET),
  arrivals: s3Bucket(s3, env.INBOUND_BUCKET),
  reviews: s3Bucket(s3, env.REVIEW_BUCKET),
});

export const handler = dispatcher([...reviewRoutes, ...metricsRoutes], handlers, {
  door: 'private',
  clock: systemClock,
});
