import { AthenaClient } from '@aws-sdk/client-athena';
import * as z from 'zod/mini';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import { bytesClient, s3Bucket, s3Reading } from './airlock-buckets-s3.ts';
import { deskOf } from './airlock-desk.ts';
import { CheckerEnv } from './airlock-environment.ts';
import { checkerJobs } from './checker.ts';
import { airlockAlarms, airlockServices } from './contract.ts';
import { check } from './disclosure/check.ts';
import { checkInbound } from './disclosure/check-inbound.ts';
import { profileByTag } from './profile-tag-athena.ts';
import { workOff } from './work-off.ts';

const env = z.parse(CheckerEnv, process.env);
const s3 = bytesClient();
const engine = systemPorts(dynamodbClient(), env.AIRLOCK_TABLE);
const requestHandler = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

export const handler = workOff(
  engine,
  checkerJobs({
    store: engine.store,
    clock: engine.clock,
    desk: deskOf(engine, airlockServices.checker),
    drafts: s3Reading(s3, env.DRAFT_BUCKET),
    reviews: s3Bucket(s3, env.REVIEW_BUCKET),
    releases: s3Reading(s3, env.RELEASE_BUCKET),
    engine: { check, checkInbound },
    profileOf: profileByTag(new AthenaClient({ region: env.AWS_REGION, requestHandler }), {
      ...{ deployment: env.DEPLOYMENT, account: env.ACCOUNT, region: env.AWS_REGION },
    }),
    tell: (line) => console.log(airlockAlarms[line.airlock], JSON.stringify(line)),
  }),
);
