import { s3Archive, s3Client } from './archive-s3.ts';
import { dynamodbClient, dynamodbStore } from './dynamodb-store.ts';
import { RecorderEnv } from './environment.ts';
import { recording } from './recording.ts';
import { systemClock } from './system-ports.ts';

const { REGISTER_TABLE, QUERIES_TABLE, RECORDS_BUCKET } = RecorderEnv.parse(process.env);
const tables = dynamodbClient();
export const handler = recording({
  tables: { register: dynamodbStore(tables, REGISTER_TABLE), queries: dynamodbStore(tables, QUERIES_TABLE) },
  archive: s3Archive(s3Client(), RECORDS_BUCKET),
  clock: systemClock,
  log: console.info,
});
