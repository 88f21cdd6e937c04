import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { depositPartition, depositsOf, releasePartition, votePartition } from '../../lambdas/safe-outputs/contract.ts';
import { outboxPartition } from '../../lambdas/workflow/contract.ts';
import {
  type AirlockStoreNoun,
  airlockStoreArn,
  earlierTables,
  frozenPrefix,
  reportsPrefix,
} from '../safe-outputs/airlock-names.ts';
import { nameOf } from '../tenancy.ts';
import { pascal } from './function-role.ts';
import type { AirlockFunctionName } from './gate-names.ts';
import type { GateRights } from './gate-rights.ts';
import { leading } from './table-policy.ts';
import { beTold, fromOurNetwork, putIntoPartitions, readTable, writeTable } from './table-rights.ts';
import { ofWorkflow } from './table-users.ts';

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });

/**
 * What each function of the airlock may do, each row whole. Those behind the public door have no right to the table in which requests are told; one
 * alone writes what is released; and one alone writes votes, without which that one releases nothing. The two behind the public door write their own workflow and no
 * item of another's, so that none of what arrives there says where a release points.
 *
 * Bytes are read, hashed and put, never copied by S3: a copy takes tags along, a frozen version bears the scanner's, and nobody here has a right to read or write a
 * tag. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function airlockRights(rights: GateRights): Readonly<Record<AirlockFunctionName, PolicyStatement[]>> {
  const { stack, tenancy, places } = rights;
  const { vpcId, register, airlock, releases } = places;
  const readsRegister = () => readTable(stack, vpcId, 'Register', register);
  const works = () => writeTable(stack, vpcId, 'Airlock', airlock);
  const worksNoVotes = () => [...works(), leavesVotesAlone(airlock.arn)];
  const publishes = () => writeTable(stack, vpcId, 'Releases', releases);
  const obeys = (workflow: string, ...more: readonly string[]) =>
    putIntoPartitions(stack, vpcId, 'Releases', releases, [...ofWorkflow(workflow), outboxPartition, ...more]);
  const frozen = `${frozenPrefix}*`;
  const reports = `${reportsPrefix}*`;
  const reads = (noun: AirlockStoreNoun, ...keys: string[]) => inStore(rights, noun, 'Read', keys);
  const puts = (noun: AirlockStoreNoun, ...keys: string[]) => inStore(rights, noun, 'Put', keys);
  const asksFor = (noun: AirlockStoreNoun) => [
    allow(
      `SeeWhetherInThe${pascal(noun)}`,
      ['s3:ListBucket'],
      [airlockStoreArn(stack, tenancy, noun)],
      fromOurNetwork(vpcId),
    ),
  ];
  return {
    'airlock-private': [
      ...readsRegister(),
      ...works(),
      ...readTable(stack, vpcId, 'Releases', releases),
      ...reads('airlock-draft'),
      ...puts('airlock-draft', 'parts/*', 'uploads/*'),
      ...asksFor('airlock-draft'),
      ...reads('airlock-inbound'),
      ...reads('airlock-review', reports),
    ],
    'airlock-bytes-private': [
      ...readsRegister(),
      ...worksNoVotes(),
      ...reads('airlock-review', frozen),
      ...reads('airlock-inputs'),
    ],
    'airlock-checker': [
      ...worksNoVotes(),
      ...beTold(stack, 'Airlock', airlock, airlock.streamArn),
      ...reads('airlock-draft'),
      ...reads('airlock-review', frozen, reports),
      ...puts('airlock-review', frozen, reports),
      ...reads('release', earlierTables),
      ...asksFor('release'),
      allow(
        'SeeByWhichProfile',
        ['athena:ListTagsForResource'],
        [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: nameOf(tenancy, 'project-*') })],
        fromOurNetwork(vpcId),
      ),
    ],
    'airlock-scan': worksNoVotes(),
    'airlock-release': [
      ...readsRegister(),
      ...worksNoVotes(),
      ...publishes(),
      ...reads('airlock-review', frozen, reports),
      ...reads('airlock-inputs'),
      ...puts('airlock-inputs'),
      ...reads('release'),
      ...puts('release'),
    ],
    'airlock-public': [
      ...readsRegister(),
      ...obeys(depositPartition, depositsOf('*', '*')),
      ...puts('airlock-inbound'),
    ],
    'airlock-bytes-public': [...readsRegister(), ...obeys(releasePartition), ...reads('release')],
  };
}

/** By name, for a pattern that is argued for must be written out. A half, like every right to a table or a store: their own policies, and the keys', hold the other. */
const inStore = (
  { stack, tenancy, places }: GateRights,
  noun: AirlockStoreNoun,
  what: 'Read' | 'Put',
  keys: readonly string[],
) => {
  const store = pascal(noun);
  return [
    allow(
      `${what}${store}`,
      what === 'Read' ? ['s3:GetObject', 's3:GetObjectVersion'] : ['s3:PutObject'],
      (keys.length === 0 ? ['*'] : keys).map((one) => `${airlockStoreArn(stack, tenancy, noun)}/${one}`),
      fromOurNetwork(places.vpcId),
    ),
    allow(
      what === 'Read' ? `Open${store}` : `Close${store}`,
      [what === 'Read' ? 'kms:Decrypt' : 'kms:GenerateDataKey'],
      [places.stores[noun].keyArn],
      { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
    ),
  ];
};

/** The table's own policy says the same; a role that was given more by mistake still has this, and the other way round. */
const leavesVotesAlone = (airlockArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'LeaveVotesAlone',
    effect: Effect.DENY,
    actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [airlockArn],
    conditions: leading([votePartition]),
  });
