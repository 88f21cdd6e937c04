import { Duration } from 'aws-cdk-lib';
import type * as z from 'zod/mini';
import type {
  AirlockEnv,
  BytesUnderReviewEnv,
  CheckerEnv,
  DownloadEnv,
  OutputsEnv,
  ReleaseEnv,
  ScanEnv,
} from '../../lambdas/safe-outputs/contract.ts';
import type { AirlockStoreNoun } from '../safe-outputs/airlock-names.ts';
import { tableName } from './gate-names.ts';
import type { FromUs, GateRosterProps, RosterEntry } from './gate-roster.ts';

/** Every function behind a door knows which, whether it asks or not. */
type AtDoor<Env extends z.core.$ZodType> = z.infer<Env> & { readonly DOOR: 'private' | 'public' };

/** A file of the largest size at two megabytes a second, and its first byte, with patience: more than the 29 seconds of an answer that is not streamed. */
const streamed = { timeout: Duration.minutes(2) };

/** Of a request with 22 parts, which are read, hashed and put together while somebody waits. */
const assembled = { memorySize: 1024 };

/**
 * The engine holds a file whole, and what it unpacks, and reckons on one processor: Lambda gives a whole one from 1,769 MB on, and a new account has no
 * more than 3,008. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const reckoned = { timeout: Duration.minutes(15), memorySize: 3008 };

/** Who works in the airlock, at either door or behind both; and no function of one door is told of what the other alone may know. */
export function airlockRoster({ stack, tenancy, places, access }: GateRosterProps): readonly RosterEntry[] {
  const register = { REGISTER_TABLE: tableName(tenancy, 'register') };
  const airlock = { AIRLOCK_TABLE: tableName(tenancy, 'airlock') };
  const releases = { RELEASES_TABLE: tableName(tenancy, 'releases') };
  const decides = { DEMANDS: JSON.stringify(access.demands) };
  const account = { ACCOUNT: stack.account };
  const deployment = { DEPLOYMENT: tenancy.deployment };
  const bucket = (noun: AirlockStoreNoun) => places.stores[noun].bucketName;
  const draft = { DRAFT_BUCKET: bucket('airlock-draft') };
  const inbound = { INBOUND_BUCKET: bucket('airlock-inbound') };
  const review = { REVIEW_BUCKET: bucket('airlock-review') };
  const inputs = { INPUTS_BUCKET: bucket('airlock-inputs') };
  const release = { RELEASE_BUCKET: bucket('release') };
  return [
    {
      name: 'airlock-private',
      bundle: 'safe-outputs/airlock',
      description: 'Answers about requests, votes and comments at the private door',
      environment: {
        DOOR: 'private',
        ...register,
        ...airlock,
        ...releases,
        ...draft,
        ...inbound,
        ...review,
        ...decides,
      } satisfies AtDoor<typeof AirlockEnv>,
      ...assembled,
    },
    {
      name: 'airlock-bytes-private',
      bundle: 'safe-outputs/bytes-under-review',
      description: 'Streams files under review, and what came in, at the private door',
      environment: { DOOR: 'private', ...register, ...airlock, ...review, ...inputs, ...decides } satisfies AtDoor<
        typeof BytesUnderReviewEnv
      >,
      ...streamed,
    },
    {
      name: 'airlock-checker',
      bundle: 'safe-outputs/checker',
      description: 'Freezes what was submitted and checks it by the profile of its project',
      environment: {
        ...deployment,
        ...account,
        ...airlock,
        ...draft,
        ...review,
        ...release,
      } satisfies FromUs<typeof CheckerEnv>,
      ...reckoned,
    },
    {
      name: 'airlock-scan',
      bundle: 'safe-outputs/scan',
      description: 'Takes down what the malware scan says of a frozen version',
      environment: { ...account, ...airlock, ...review } satisfies FromUs<typeof ScanEnv>,
      timeout: Duration.minutes(1),
    },
    {
      name: 'airlock-release',
      bundle: 'safe-outputs/release',
      description: 'Releases what two reviewers approved, and nothing else',
      environment: {
        ...deployment,
        ...register,
        ...airlock,
        ...releases,
        ...review,
        ...release,
        ...inputs,
        ...decides,
      } satisfies FromUs<typeof ReleaseEnv>,
      timeout: Duration.minutes(15),
      memorySize: 1024,
    },
    {
      name: 'airlock-public',
      bundle: 'safe-outputs/outputs',
      description: 'Answers about releases and takes in what arrives, at the public door',
      environment: { DOOR: 'public', ...register, ...releases, ...inbound, ...decides } satisfies AtDoor<
        typeof OutputsEnv
      >,
    },
    {
      name: 'airlock-bytes-public',
      bundle: 'safe-outputs/download',
      description: 'Streams released files at the public door',
      environment: { DOOR: 'public', ...register, ...releases, ...release, ...decides } satisfies AtDoor<
        typeof DownloadEnv
      >,
      ...streamed,
    },
  ];
}
