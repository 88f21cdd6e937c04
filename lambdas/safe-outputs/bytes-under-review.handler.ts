import * as z from 'zod/mini';
import { begin, streamed, streamingDispatcher } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../workflow/system-ports.ts';
import { bytesClient, s3Reading } from './airlock-buckets-s3.ts';
import { bytesUnderReviewRoutes } from './airlock-byte-routes.ts';
import { BytesUnderReviewEnv } from './airlock-environment.ts';
import { doorSources } from './airlock-system.ts';
import { bytesHandlers } from './bytes-under-review.ts';

const env = z.parse(BytesUnderReviewEnv, process.env);
const dynamodb = dynamodbClient();
const s3 = bytesClient();
const handlers = bytesHandlers({
  ...systemPorts(dynamodb, env.AIRLOCK_TABLE),
  ...doorSources(dynamodb, env),
  reviews: s3Reading(s3, env.REVIEW_BUCKET),
  inputs: s3Reading(s3, env.INPUTS_BUCKET),
});

export const handler = streamed(
  streamingDispatcher(bytesUnderReviewRoutes, handlers, { door: 'private', clock: systemClock, begin }),
);
