import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, identities } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { firstAnywhere, firstThatMay, sentenceOf } from '../estate/may.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { dataBuckets } from '../safe-data/data-buckets.ts';
import { fetchedBy } from './fetched-tables.ts';

/** Type -> what reads, writes or lists records that lie in it. Deleting carries nothing out; other rules ask who may. */
const carrying: Readonly<Record<string, readonly string[]>> = {
  'AWS::Athena::WorkGroup': [
    'athena:GetQueryResults',
    'athena:GetQueryResultsStream',
    'athena:StartQueryExecution',
    'athena:CreatePreparedStatement',
  ],
  'AWS::DynamoDB::Table': [
    'dynamodb:BatchGetItem',
    'dynamodb:ExportTableToPointInTime',
    'dynamodb:GetItem',
    'dynamodb:PartiQLSelect',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Scan',
    'dynamodb:UpdateItem',
  ],
  'AWS::IAM::Role': ['sts:AssumeRole'],
  'AWS::Lambda::Function': ['lambda:InvokeFunction'],
  'AWS::StepFunctions::StateMachine': ['states:StartExecution', 'states:StartSyncExecution'],
  'AWS::SQS::Queue': ['sqs:ReceiveMessage', 'sqs:SendMessage'],
  'AWS::SecretsManager::Secret': ['secretsmanager:GetSecretValue'],
};
const ofObjects = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectVersionForReplication',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:ReplicateObject',
  's3:RestoreObject',
];
const ofKeys = ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateMac', 'kms:ReEncryptFrom'];

/** Has somebody else bring records out, whatever they are called. */
const detours = [
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
  'glue:GetTable',
  'glue:StartJobRun',
  'iam:PassRole',
  'lakeformation:GetDataAccess',
  's3:CreateJob',
];

/**
 * But for the table that the function alone fills with what it fetched, which only authorisers read: it may put there, and the view of such
 * tables holds none in which it may do more.
 */
function reached(estate: Estate, actor: Actor): string | undefined {
  const own = fetchedBy(estate, actor.resource);
  const isNotItsOwn = (resource: Resource): boolean => !own.includes(resource);
  const stores = dataBuckets(estate);
  const keys = [...new Set(stores.flatMap(({ key }) => key ?? []))];
  const arn = (resource: Resource): string => physicalName(estate, resource).arn;
  const found =
    firstThatMay(
      estate,
      actor,
      ofObjects,
      stores.map(({ resource }) => `${arn(resource)}/x`),
    ) ??
    firstThatMay(estate, actor, ofKeys, keys.map(arn)) ??
    Object.entries(carrying)
      .map(([type, actions]) => firstThatMay(estate, actor, actions, estate.ofType(type).filter(isNotItsOwn).map(arn)))
      .find((access) => access !== undefined) ??
    firstAnywhere(estate, actor, detours);
  return found === undefined ? undefined : sentenceOf(found);
}

function judge(estate: Estate, lambda: Resource, actor: Actor | undefined): Outcome {
  if (actor === undefined)
    return fail(lambda, 'Properties.Role', 'has the internet, and a role that cannot be seen here');
  const access = reached(estate, actor);
  return access === undefined
    ? pass(lambda, 'Properties.Role', `${actor.name} is denied every store, key, query and role of the estate`)
    : fail(lambda, 'Properties.Role', `has the internet, and ${actor.name} ${access}`);
}

/**
 * Its neighbour reads what the role's own policies list; this one asks, so that a bucket or key that lets the role in by a pattern, by a
 * session, or by a condition is seen as well.
 */
export const functionsWithTheInternetAreDeniedAllData: Rule = {
  id: 'functions-with-the-internet-are-denied-all-data',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12'],
  severity: 'fatal',
  why: 'A function outside the VPC can send whatever it reads to anywhere; no endpoint and no firewall stands in its way.',
  fix: 'run the function in the VPC, or take the right that the outcome names out of the policy it stands in',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
  check: (estate) =>
    functions(estate)
      .filter(({ inVpc }) => !inVpc)
      .map(({ resource, role }) =>
        judge(
          estate,
          resource,
          identities(estate).find((actor) => role !== undefined && actor.resource === role.resource),
        ),
      ),
};
