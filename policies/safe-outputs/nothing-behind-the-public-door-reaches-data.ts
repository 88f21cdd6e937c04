import { physicalName, regionOf } from '../estate/access/physical-names.ts';
import type { Actor } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Access, firstAnywhere, firstThatMay, mayDo, sentenceOf } from '../estate/may.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { airlockNounOf } from './airlock-stores.ts';
import { actorOf, type Behind, behindThePublicDoor } from './behind-the-public-door.ts';

const ofObjects = [
  's3:GetObject',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:PutObject',
  's3:RestoreObject',
];
/** What the door is for, of the two stores of the airlock that it has: to bring released bytes out, and to put what arrives where it reads nothing. */
const meant: Readonly<Record<string, readonly string[]>> = {
  release: ['s3:GetObject', 's3:GetObjectVersion', 'kms:Decrypt'],
  inbound: ['s3:PutObject', 'kms:GenerateDataKey'],
};

const beyond = (estate: Estate, buckets: readonly Resource[], actions: readonly string[]): readonly string[] => {
  const nouns = new Set(buckets.map((bucket) => airlockNounOf(estate, bucket)));
  const [noun = ''] = nouns.size === 1 ? nouns : [];
  return actions.filter((action) => !meant[noun]?.includes(action));
};

const ofKeys = ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateMac', 'kms:ReEncryptFrom'];

/** Kind of store or means -> what shows something of a record, or becomes or starts something that can. */
const means: Readonly<Record<string, readonly string[]>> = {
  'AWS::Athena::WorkGroup': [
    'athena:CreatePreparedStatement',
    'athena:GetNamedQuery',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:GetQueryResultsStream',
    'athena:GetQueryRuntimeStatistics',
    'athena:ListQueryExecutions',
    'athena:StartQueryExecution',
  ],
  'AWS::Events::EventBus': ['events:PutEvents'],
  'AWS::IAM::Role': ['iam:PassRole', 'sts:AssumeRole'],
  'AWS::Logs::LogGroup': ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'],
  'AWS::SQS::Queue': ['sqs:ReceiveMessage'],
  'AWS::SecretsManager::Secret': ['secretsmanager:GetSecretValue'],
  'AWS::StepFunctions::StateMachine': ['states:StartExecution', 'states:StartSyncExecution'],
};

/** Whatever it is called, and wherever it lies. */
const anywhere = [
  'athena:GetQueryResults',
  'athena:StartQueryExecution',
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
  'cloudtrail:LookupEvents',
  'glue:GetTable',
  'glue:StartJobRun',
  'iam:PassRole',
  'lakeformation:GetDataAccess',
  'logs:GetQueryResults',
  's3:CreateJob',
  'sts:AssumeRole',
];

/**
 * Directly, or through a service in which records lie. CloudWatch Logs and DynamoDB use keys with a function's rights too, for its own log and the
 * tables that it may read, which are asked about by themselves.
 */
function opened(estate: Estate, actor: Actor, stores: readonly Bucket[]): Access | undefined {
  for (const key of new Set(stores.flatMap((store) => store.key ?? []))) {
    const above = stores.filter((store) => store.key === key).map(({ resource }) => resource);
    const to = physicalName(estate, key).arn;
    const services = ['s3', 'athena', 'glue', 'backup'].map(
      (name) => `${name}.${regionOf(estate, key.stack)}.amazonaws.com`,
    );
    for (const action of beyond(estate, above, ofKeys))
      for (const through of [null, ...services.map((service) => [service])]) {
        const answer = mayDo(estate, actor, action, to, { facts: { 'kms:viaservice': through } });
        if (answer !== undefined) return { action, to, answer };
      }
  }
  return undefined;
}

/** Data that a function may come to, records of the archive and of logs among it; undefined for none beyond what the door is for. */
function reached(estate: Estate, actor: Actor): string | undefined {
  const arn = (resource: Resource): string => physicalName(estate, resource).arn;
  const stores = buckets(estate);
  const found =
    stores
      .map(({ resource }) =>
        firstThatMay(estate, actor, beyond(estate, [resource], ofObjects), [arn(resource), `${arn(resource)}/x`]),
      )
      .find((access) => access !== undefined) ??
    opened(estate, actor, stores) ??
    Object.entries(means)
      .map(([type, actions]) => firstThatMay(estate, actor, actions, estate.ofType(type).map(arn)))
      .find((access) => access !== undefined) ??
    firstAnywhere(estate, actor, anywhere);
  return found === undefined ? undefined : sentenceOf(found);
}

function judge(estate: Estate, { lambda, by }: Behind): Outcome {
  const actor = actorOf(estate, lambda);
  if (actor === undefined) return fail(lambda, 'Properties.Role', `${by}, with a role that cannot be seen here`);
  const access = reached(estate, actor);
  return judged(
    access === undefined,
    lambda,
    'Properties.Role',
    `${by}, and ${actor.name} is denied every store, key, query, log and role, but to bring out what was released or put in what arrives`,
    `${by}, and ${actor.name} ${access}`,
  );
}

export const nothingBehindThePublicDoorReachesData: Rule = {
  id: 'nothing-behind-the-public-door-reaches-data',
  safe: 'outputs',
  controls: ['3.2.03', '3.1.12', '2.1.04'],
  severity: 'fatal',
  why: 'What stands on the internet is attacked; what it can reach is out as soon as one attack succeeds.',
  fix: 'take the right that the outcome names away, or put the route behind the private door',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  check: (estate) => behindThePublicDoor(estate).map((one) => judge(estate, one)),
};
