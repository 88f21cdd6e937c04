import type { Estate } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { coversAction } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parseArn } from '../safe-people/arn.ts';
import { type Right, rightsOf } from '../safe-people/rights.ts';
import { accountOf } from '../safe-people/role-names.ts';
import { leadsOnlyTo, referred } from '../safe-projects/own-resources.ts';
import { rolesOfOurs } from './our-code.ts';

/** Hands something over to the resource that is named. */
const writing = [
  'dynamodb:BatchWriteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'ecr:PutImage',
  'elasticfilesystem:ClientWrite',
  'events:PutEvents',
  'execute-api:Invoke',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
  'lambda:InvokeFunction',
  'logs:PutLogEvents',
  's3:PutObject',
  's3:ReplicateObject',
  'secretsmanager:PutSecretValue',
  'sqs:SendMessage',
  'ssm:PutParameter',
  'states:StartExecution',
];

/** `Ref` of a bucket is its name; what follows the name begins with a slash, for a star would take in other names. */
const isInBucketOf = (estate: Estate, name: string): boolean =>
  estate.at(/^\$\{([^}/]+\/[^}.]+)\}(?:\/|$)/.exec(name)?.[1] ?? '')?.type === 'AWS::S3::Bucket';

/** Names of buckets are the world's, so a bucket must be one of the estate; other ARNs say whose they are. */
function isOurs(estate: Estate, account: string | undefined, resource: string): boolean {
  if (referred(estate, resource) !== undefined) return true;
  const arn = parseArn(resource);
  if (arn === undefined || account === undefined) return false;
  return arn.service === 's3'
    ? isInBucketOf(estate, arn.name) || leadsOnlyTo(estate, estate.ofType('AWS::S3::Bucket'), resource)
    : arn.account === account;
}

function strayOf(estate: Estate, role: Role, right: Right): string | undefined {
  const action = writing.find((one) => right.effect === 'Allow' && coversAction(right, one));
  if (action === undefined && !(right.effect === 'Allow' && right.unresolved)) return undefined;
  if (right.unresolved || right.notResources !== undefined) return 'what cannot be read';
  const account = accountOf(estate, role.resource);
  const stray = (right.resources ?? ['*']).find((one) => !isOurs(estate, account, one));
  return stray === undefined ? undefined : `${stray}, by ${action}`;
}

export const functionsWriteIntoTheEstateOnly: Rule = {
  id: 'functions-write-into-the-estate-only',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A function that may write to a bucket or queue of strangers needs no other way out.',
  fix: 'name buckets of the estate, and queues, tables, functions and logs of this account, as the resources of what writes',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html',
  check: (estate) =>
    rolesOfOurs(estate).map((role) => {
      const found = rightsOf(estate, role).map((right) => ({ path: right.path, stray: strayOf(estate, role, right) }));
      const first = found.find(({ stray }) => stray !== undefined);
      return judged(
        first === undefined,
        role.resource,
        first?.path ?? 'Properties',
        'writes into the estate, or nowhere',
        `may write to ${first?.stray}`,
      );
    }),
};
