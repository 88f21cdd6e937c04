import * as z from 'zod/mini';
import { dynamodbClient } from '../workflow/dynamodb-store.ts';
import { systemPorts } from '../workflow/system-ports.ts';
import { deskOf } from './airlock-desk.ts';
import { ScanEnv } from './airlock-environment.ts';
import { airlockServices } from './contract.ts';
import { hearing } from './scanning.ts';

const { ACCOUNT, AIRLOCK_TABLE, REVIEW_BUCKET } = z.parse(ScanEnv, process.env);
const desk = deskOf(systemPorts(dynamodbClient(), AIRLOCK_TABLE), airlockServices.scan);

export const handler = hearing({ desk, account: ACCOUNT, bucket: REVIEW_BUCKET });
