import * as z from 'zod/mini';
import { begin, streamed, streamingDispatcher } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../workflow/system-ports.ts';
import { bytesClient, s3Reading } from './airlock-buckets-s3.ts';
import { downloadRoutes } from './airlock-byte-routes.ts';
import { DownloadEnv } from './airlock-environment.ts';
import { doorSources } from './airlock-system.ts';
import { downloadHandlers } from './download.ts';

const env = z.parse(DownloadEnv, process.env);
const dynamodb = dynamodbClient();
const handlers = downloadHandlers({
  ...systemPorts(dynamodb, env.RELEASES_TABLE),
  ...doorSources(dynamodb, env),
  released: s3Reading(bytesClient(), env.RELEASE_BUCKET),
});

export const handler = streamed(
  streamingDispatcher(downloadRoutes, handlers, { door: 'public', clock: systemClock, begin }),
);
