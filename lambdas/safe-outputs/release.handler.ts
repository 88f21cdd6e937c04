import * as z from 'zod/mini';
import { demandsOf, dynamoTableIdentity } from '../safe-people/entrance.ts';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import { bytesClient, s3Bucket, s3Reading } from './airlock-buckets-s3.ts';
import { deskOf } from './airlock-desk.ts';
import { ReleaseEnv } from './airlock-environment.ts';
import { airlockServices } from './contract.ts';
import { releaseJobs } from './release.ts';
import { workOff } from './work-off.ts';

const env = z.parse(ReleaseEnv, process.env);
const dynamodb = dynamodbClient();
const s3 = bytesClient();
const airlock = systemPorts(dynamodb, env.AIRLOCK_TABLE);

export const handler = workOff(
  airlock,
  releaseJobs({
    deployment: env.DEPLOYMENT,
    desk: deskOf(airlock, airlockServices.release, {
      register: systemPorts(dynamodb, env.REGISTER_TABLE).store,
      // Asked each time: a release is rare, and a register that was restored a moment ago lets nothing out.
      table: dynamoTableIdentity(dynamodb, env.REGISTER_TABLE),
      demands: demandsOf(env.DEMANDS),
    }),
    airlock: airlock.store,
    releases: systemPorts(dynamodb, env.RELEASES_TABLE),
    reviews: s3Reading(s3, env.REVIEW_BUCKET),
    released: s3Bucket(s3, env.RELEASE_BUCKET),
    inputs: s3Bucket(s3, env.INPUTS_BUCKET),
  }),
);
