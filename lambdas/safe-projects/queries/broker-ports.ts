import { randomUUID } from 'node:crypto';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type * as z from 'zod/mini';
import { demandsOf } from '../../safe-people/demands.ts';
import { rememberedForAMinute } from '../../safe-people/standing.ts';
import { dynamoTableIdentity } from '../../safe-people/standing-dynamodb.ts';
import { dynamodbClient, dynamodbStore } from '../../workflow/dynamodb-store.ts';
import { systemClock, systemPorts } from '../../workflow/system-ports.ts';
import { type BrokerEnv, queriesAtOnce } from './broker-environment.ts';
import { s3Deposits } from './deposits-s3.ts';
import { databaseName, projectName } from './project-names.ts';
import { projectSession } from './project-session-sts.ts';
import { athenaOf } from './query-athena.ts';
import type { QueryPorts } from './query-ports.ts';
import { registerOf } from './query-register.ts';
import { s3Texts } from './query-texts-s3.ts';

/** A call without an end would hold the function to its last second. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

/** Each client of a project is made for one call, with that call's credentials, and thrown away. */
export function brokerPorts(env: z.infer<typeof BrokerEnv>): QueryPorts {
  const at = { deployment: env.DEPLOYMENT, account: env.ACCOUNT, region: env.AWS_REGION };
  const dynamodb = dynamodbClient();
  const sts = new STSClient({ region: at.region, requestHandler });
  const client = async (who: Parameters<typeof projectSession>[2]) => ({
    region: at.region,
    credentials: await projectSession(sts, at, who),
    requestHandler,
  });
  return {
    ...systemPorts(dynamodb, env.QUERIES_TABLE),
    newId: randomUUID,
    atOnce: queriesAtOnce(env.QUERIES_AT_ONCE),
    databaseOf: (project) => databaseName(at, project),
    register: registerOf(dynamodbStore(dynamodb, env.REGISTER_TABLE), {
      table: rememberedForAMinute(dynamoTableIdentity(dynamodb, env.REGISTER_TABLE), Date.now),
      clock: systemClock,
      demands: demandsOf(env.DEMANDS),
    }),
    deposits: s3Deposits(
      new S3Client({ forcePathStyle: true, requestHandler: { ...requestHandler, requestTimeout: 20_000 } }),
      env.DRAFT_BUCKET,
    ),
    texts: s3Texts(new S3Client({ forcePathStyle: true, requestHandler }), env.QUERY_TEXTS_BUCKET),
    async athena({ project, person, action }) {
      const names = { workgroup: projectName(at, project), database: databaseName(at, project) };
      return athenaOf(new AthenaClient(await client({ project, person, use: action })), names);
    },
    async catalogue({ project, person }) {
      // Glue's client is wanted by one route alone: loaded by whoever first asks for tables.
      const { catalogueOf, glueClient } = await import('./catalogue-glue.ts');
      return catalogueOf(glueClient(await client({ project, person, use: 'tables' })), databaseName(at, project));
    },
  };
}
