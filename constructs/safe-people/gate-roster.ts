import { Duration, type Stack } from 'aws-cdk-lib';
import type * as z from 'zod/mini';
import type {
  AuthoriserEnv,
  FoundingEnv,
  IdentityWatchEnv,
  PeopleEnv,
  SigningKeysEnv,
  WorkerEnv,
} from '../../lambdas/safe-people/contract.ts';
import type { BrokerEnv, CloserEnv, ProjectsEnv, SweeperEnv } from '../../lambdas/safe-projects/contract.ts';
import type { RecorderEnv } from '../../lambdas/workflow/contract.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { airlockRoster } from './gate-airlock-roster.ts';
import { type GateFunctionName, tableName } from './gate-names.ts';
import type { GateAccess, GateIssuer, GatePlaces } from './gate-places.ts';

/** What a handler demands, but the region, which Lambda itself says. */
export type FromUs<Env extends z.core.$ZodType> = Omit<z.infer<Env>, 'AWS_REGION'>;

/** One function as it stands in the roster: what it runs, and what it is told of the place. */
export interface RosterEntry {
  readonly name: GateFunctionName;
  /** Handler below `lambdas/`. */
  readonly bundle: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Outside the network, with the internet and no data. @default false */
  readonly outside?: true;
  readonly timeout?: Duration;
  readonly memorySize?: number;
  /** Runs at once, kept free for it whatever else the account runs. */
  readonly reserved?: number;
}

/** Minutes between two rounds of what comes by the clock. */
export const everyMinutes: Readonly<Partial<Record<GateFunctionName, number>>> = {
  // What waits for its turn starts without anybody asking again; the tick carries nothing and is answered nothing.
  broker: 1,
  sweeper: 15,
  closer: 15,
  recorder: 5,
  worker: 5,
  'signing-keys': 5,
  'airlock-checker': 5,
  // Every minute, for the stream of requests has its two readers; whoever approved something sees it leave.
  'airlock-release': 1,
};

const long = { timeout: Duration.minutes(15), memorySize: 1024 };

export interface GateRosterProps {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly places: GatePlaces;
  readonly issuer: GateIssuer;
  readonly access: GateAccess;
}

/** Who stands behind the doors, who comes by the clock, and who is called by hand. Rights stand in `gate-rights.ts`. */
export function gateRoster(props: GateRosterProps): readonly RosterEntry[] {
  const { stack, tenancy, places, issuer, access } = props;
  const register = { REGISTER_TABLE: tableName(tenancy, 'register') };
  const queries = { QUERIES_TABLE: tableName(tenancy, 'queries') };
  const airlock = { AIRLOCK_TABLE: tableName(tenancy, 'airlock'), RELEASES_TABLE: tableName(tenancy, 'releases') };
  const drafts = { DRAFT_BUCKET: places.stores['airlock-draft'].bucketName };
  const keys = { SIGNING_KEYS_TABLE: tableName(tenancy, 'signing-keys') };
  const records = { RECORDS_BUCKET: places.recordsBucketName };
  const here = { DEPLOYMENT: tenancy.deployment, ACCOUNT: stack.account };
  const issues = { ISSUER: issuer.issuer, TOKEN_KIND: issuer.kind };
  const { resource, acr, keysHost } = issuer;
  const proves = { ...(resource && { RESOURCE: resource }), ...(acr.length > 0 && { ACR: acr.join(',') }) };
  const decides = { DEMANDS: JSON.stringify(access.demands) };
  const pool: Record<string, string> = issuer.pool === undefined ? {} : { USER_POOL_ID: issuer.pool.id };
  const authoriser = (door: 'private' | 'public'): RosterEntry => ({
    name: `authoriser-${door}`,
    bundle: 'safe-people/authoriser',
    description: `Asks the register who stands at the ${door} door`,
    environment: {
      DOOR: door,
      ...register,
      ...keys,
      ...issues,
      AUDIENCE: issuer.audience[door],
      ...proves,
    } satisfies z.infer<typeof AuthoriserEnv>,
  });
  const people = (door: 'private' | 'public'): RosterEntry => ({
    name: `people-${door}`,
    bundle: 'safe-people/people',
    description: `Answers about people at the ${door} door`,
    environment: { DOOR: door, ...register, ...decides } satisfies z.infer<typeof PeopleEnv>,
  });
  return [
    ...airlockRoster(props),
    authoriser('private'),
    authoriser('public'),
    people('private'),
    people('public'),
    {
      name: 'projects-public',
      bundle: 'safe-projects/projects',
      description: 'Answers about applications, decisions and projects at the public door',
      environment: { DOOR: 'public', ...register, ...decides } satisfies z.infer<typeof ProjectsEnv> & { DOOR: string },
    },
    {
      name: 'broker',
      bundle: 'safe-projects/broker',
      description: 'Asks, counts and reads queries for people, as their project',
      environment: {
        DOOR: 'private',
        ...register,
        ...queries,
        ...here,
        ...decides,
        ...drafts,
        QUERY_TEXTS_BUCKET: places.queryTextsBucketName,
        QUERIES_AT_ONCE: String(access.queriesAtOnce),
      } satisfies FromUs<typeof BrokerEnv> & { DOOR: string },
      memorySize: 1024,
    },
    {
      name: 'sweeper',
      bundle: 'safe-projects/sweeper',
      description: 'Ends whatever the register no longer allows',
      environment: {
        ...register,
        ...queries,
        ...here,
        ...pool,
        ...decides,
        PORTAL_NAME: nameOf(tenancy, 'portal'),
      } satisfies FromUs<typeof SweeperEnv>,
      ...long,
      // One at a time, and never behind a flood at a door: what ends access must have its turn.
      ...(tenancy.stage === 'production' && { reserved: 1 }),
    },
    {
      name: 'recorder',
      bundle: 'workflow/recorder',
      description: 'Carries events of register, queries and airlock into the locked archive',
      environment: { ...register, ...queries, ...airlock, ...records } satisfies RecorderEnv,
      ...long,
    },
    {
      name: 'worker',
      bundle: 'safe-people/worker',
      description: 'Carries out what decisions about people and projects ask for',
      environment: { ...register } satisfies z.infer<typeof WorkerEnv>,
      ...long,
    },
    {
      name: 'closer',
      bundle: 'safe-projects/closer',
      description: 'Takes away what a closed project had, and certifies it',
      environment: { ...register, ...queries, ...here, ...records, ...decides } satisfies FromUs<typeof CloserEnv>,
      ...long,
    },
    {
      name: 'identity-watch',
      bundle: 'safe-people/identity-watch',
      description: 'Suspends whoever was given a password or a factor by an administrator',
      environment: { ...register } satisfies z.infer<typeof IdentityWatchEnv>,
      timeout: Duration.minutes(1),
    },
    {
      name: 'signing-keys',
      bundle: 'safe-people/signing-keys',
      description: 'Fetches the public keys of the issuer of tokens, and can do nothing else',
      environment: { ...keys, ...issues, ...(keysHost && { KEYS_HOST: keysHost }) } satisfies z.infer<
        typeof SigningKeysEnv
      >,
      outside: true,
    },
    {
      name: 'founding',
      bundle: 'safe-people/founding',
      description: 'Enrols the first two officers, once',
      environment: { ...register } satisfies z.infer<typeof FoundingEnv>,
    },
  ];
}
