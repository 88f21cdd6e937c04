import type { Stack } from 'aws-cdk-lib';
import { bucketNameOf, nameOf, type Tenancy } from '../tenancy.ts';

/** Stores of the airlock, in the order in which bytes pass them. A bucket and its key bear the noun. */
export const airlockStoreNouns = [
  'airlock-draft',
  'airlock-inbound',
  'airlock-review',
  'airlock-inputs',
  'release',
] as const;
export type AirlockStoreNoun = (typeof airlockStoreNouns)[number];

/** Of keys in the store of drafts: what the broker sends, and what people send. */
export const depositsPrefix = 'deposits/';

/** Of keys in the store of reviews: bytes that nobody changes any more, and what the engine says of them. */
export const frozenPrefix = 'frozen/';
export const reportsPrefix = 'reports/';

/** What the release function keeps of a release for the comparison with later ones; in it is no record, and no name of a file. */
export const earlierTables = '*/*/tables.json';

/** Role of GuardDuty's scanner in the store of reviews. */
export const airlockScannerName = (tenancy: Tenancy): string => nameOf(tenancy, 'airlock-malware-scan');

/** By name, for rights are written before there is a bucket, and in other stacks. */
export const airlockStoreArn = (stack: Stack, tenancy: Tenancy, noun: AirlockStoreNoun): string =>
  stack.formatArn({ service: 's3', region: '', account: '', resource: bucketNameOf(stack, tenancy, noun) });
