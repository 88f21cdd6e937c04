import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { bucketNameOf, nameOf, type Tenancy } from '../tenancy.ts';
import { directoryKeyUse, throughDirectory } from './directory-key.ts';
import { airlockRights } from './gate-airlock-rights.ts';
import type { GateFunctionName } from './gate-names.ts';
import type { GateIssuer, GatePlaces } from './gate-places.ts';
import { beTold, carryOut, fromOurNetwork, putIntoTable, readTable, writeTable } from './table-rights.ts';

export interface GateRights {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly places: GatePlaces;
  readonly issuer: GateIssuer;
}

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });

/**
 * What each function may do, each row whole. Nobody here writes IAM, and nobody but the broker, whose role stands elsewhere, becomes anybody else.
 */
export const gateRights = (
  rights: GateRights,
): Readonly<Record<Exclude<GateFunctionName, 'broker'>, PolicyStatement[]>> => {
  const { stack, places } = rights;
  const { vpcId, register, queries, signingKeys, airlock, releases } = places;
  const reads = () => readTable(stack, vpcId, 'Register', register);
  const writes = () => writeTable(stack, vpcId, 'Register', register);
  const authorises = () => [...reads(), ...readTable(stack, vpcId, 'SigningKeys', signingKeys)];
  return {
    'authoriser-private': authorises(),
    'authoriser-public': authorises(),
    'people-private': reads(),
    'people-public': writes(),
    'projects-public': writes(),
    founding: writes(),
    'identity-watch': writes(),
    worker: writes(),
    'signing-keys': putIntoTable(stack, 'SigningKeys', signingKeys),
    ...airlockRights(rights),
    recorder: [
      ...writes(),
      ...writeTable(stack, vpcId, 'Queries', queries),
      ...carryOut(stack, vpcId, 'Airlock', airlock),
      ...carryOut(stack, vpcId, 'Releases', releases),
      leavesAlone(register.arn, ['person', 'project']),
      ...beTold(stack, 'Register', register, register.streamArn),
      ...beTold(stack, 'Queries', queries, queries.streamArn),
      ...beTold(stack, 'Airlock', airlock, airlock.streamArn),
      ...beTold(stack, 'Releases', releases, releases.streamArn),
      ...putsRecords(rights),
    ],
    sweeper: [
      ...writes(),
      ...writeTable(stack, vpcId, 'Queries', queries),
      leavesAlone(register.arn, ['person', 'project']),
      ...beTold(stack, 'Register', register, register.streamArn),
      ...stopsQueries(rights),
      ...signsOut(rights),
      ...endsSessions(rights),
    ],
    closer: [
      ...writes(),
      ...readTable(stack, vpcId, 'Queries', queries),
      leavesAlone(register.arn, ['person']),
      ...putsRecords(rights),
      ...ends(rights),
    ],
  };
};

/**
 * For those who read what was typed inside and write what the public door reads: where people and projects stand, whose words that door shows,
 * they change nothing; the closer alone changes what state a project is in. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
const leavesAlone = (registerArn: string, partitions: readonly string[]) =>
  new PolicyStatement({
    sid: 'LeaveOthersWordsAlone',
    effect: Effect.DENY,
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [registerArn],
    conditions: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [...partitions] } },
  });

/** Adds to the archive, whose lock and policy keep what is there; a name that is taken is refused by the condition of the call. */
const putsRecords = ({ stack, tenancy, places: { vpcId, logKeyArn } }: GateRights): PolicyStatement[] => [
  allow('AddToTheArchive', ['s3:PutObject'], [archived(stack, tenancy)], fromOurNetwork(vpcId)),
  allow('EncryptForTheArchive', ['kms:Decrypt', 'kms:GenerateDataKey'], [logKeyArn], {
    StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
  }),
];

/** By name, as the policies of the archive and its key do not know these roles either. */
const archived = (stack: Stack, tenancy: Tenancy): string =>
  `${stack.formatArn({ service: 's3', region: '', account: '', resource: bucketNameOf(stack, tenancy, 'records') })}/*`;

/**
 * Athena has no condition on what an update of a workgroup changes: the function sends `State` alone, and a test holds it to that. Listing knows no
 * resource.
 */
const stopsQueries = ({ stack, tenancy, places: { vpcId } }: GateRights): PolicyStatement[] => [
  allow(
    'StopQueriesOfProjects',
    [
      'athena:BatchGetQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetWorkGroup',
      'athena:ListQueryExecutions',
      'athena:StopQueryExecution',
      'athena:UpdateWorkGroup',
    ],
    [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: nameOf(tenancy, 'project-*') })],
    fromOurNetwork(vpcId),
  ),
  allow('ListWorkgroups', ['athena:ListWorkGroups'], ['*'], fromOurNetwork(vpcId)),
];

const signsOut = ({ stack, places: { vpcId }, issuer: { pool } }: GateRights): PolicyStatement[] =>
  pool === undefined
    ? []
    : [
        allow('SignOut', ['cognito-idp:AdminUserGlobalSignOut'], [pool.arn], fromOurNetwork(vpcId)),
        allow('OpenTheDirectory', directoryKeyUse, [pool.keyArn], { StringEquals: throughDirectory(stack) }),
      ];

/**
 * The portal opens the private door's page and is made after it, so no environment can hold its id: the sweeper finds it by its name, in a list that
 * knows no resource. https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_ListPortals.html
 */
const endsSessions = ({ stack, places: { vpcId } }: GateRights): PolicyStatement[] => [
  allow(
    'EndSessions',
    ['workspaces-web:ExpireSession', 'workspaces-web:ListSessions'],
    [stack.formatArn({ service: 'workspaces-web', resource: 'portal', resourceName: '*' })],
    fromOurNetwork(vpcId),
  ),
  allow('FindThePortal', ['workspaces-web:ListPortals'], ['*'], fromOurNetwork(vpcId)),
];

/**
 * What the close of a project takes away, by the prefix of projects: versions of its bucket, which it can list and delete but not read, and its key,
 * which KMS keeps for as long as the key's own policy demands. A key that is gone has no alias and no account: a right that asks for one would turn
 * "not there" into "denied", and no close could ever be confirmed; so what describes a key asks for neither, and tells nothing of what it encrypts.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
const ends = ({ stack, tenancy, places: { vpcId } }: GateRights): PolicyStatement[] => {
  const bucket = stack.formatArn({ service: 's3', region: '', account: '', resource: nameOf(tenancy, 'p-*') });
  const keys = stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
  const ours = { ...fromOurNetwork(vpcId).StringEquals, 'aws:ResourceAccount': stack.account };
  return [
    allow('ListExtracts', ['s3:ListBucketMultipartUploads', 's3:ListBucketVersions'], [bucket], { StringEquals: ours }),
    allow('DeleteExtracts', ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:DeleteObjectVersion'], [`${bucket}/*`], {
      StringEquals: ours,
    }),
    allow('SeeWhetherKeysAreGone', ['kms:DescribeKey'], [keys], fromOurNetwork(vpcId)),
    allow('EndKeysOfProjects', ['kms:ScheduleKeyDeletion'], [keys], {
      ...fromOurNetwork(vpcId),
      'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${nameOf(tenancy, 'project-*')}` },
    }),
  ];
};
