import { s3Archive, s3Client } from './archive-s3.ts';
import { dynamodbClient, dynamodbStore } from './dynamodb-store.ts';
import { RecorderEnv, tablesIn } from './environment.ts';
import { recording } from './recording.ts';
import { systemClock } from './system-ports.ts';

const env = RecorderEnv.parse(process.env);
const client = dynamodbClient();
export const handler = recording({
  tables: Object.fromEntries(
    Object.entries(tablesIn(env)).map(([folder, table]) => [folder, dynamodbStore(client, table)]),
  ),
  archive: s3Archive(s3Client(), env.RECORDS_BUCKET),
  clock: systemClock,
  log: console.info,
});
