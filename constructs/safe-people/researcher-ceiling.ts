import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { nameOf, type Tenancy } from '../tenancy.ts';

/**
 * Every action a researcher-side role can ever hold. None writes, starts, shares or publishes: whatever else AWS has, or invents, that
 * moves bytes is refused by not standing here.
 */
export const researcherActions: readonly string[] = [
  'athena:BatchGetNamedQuery',
  'athena:GetNamedQuery',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:GetWorkGroup',
  'athena:ListNamedQueries',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
  'glue:GetDatabase',
  'glue:GetDatabases',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:ListBucket',
];

/** Policy name of the boundary of every researcher-side role. */
export const researcherBoundaryName = (tenancy: Tenancy): string => nameOf(tenancy, 'researcher-boundary');

/**
 * The same ceiling twice: allowed in the boundary, and denied beyond it in each role's own policy, because an organisation's
 * mandatory boundary may stand in ours's place.
 */
export const denyAllElse = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'NothingElseEver',
    effect: Effect.DENY,
    notActions: [...researcherActions],
    resources: ['*'],
  });

/** Where these actions may ever lead: names of this deployment, whatever the project. */
export const allowWithinDeployment = (stack: Stack, tenancy: Tenancy): PolicyStatement[] => {
  const ours = nameOf(tenancy, '*');
  const database = nameOf(tenancy).replaceAll('-', '_');
  const arn = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  const of = (service: string) => researcherActions.filter((action) => action.startsWith(`${service}:`));
  const allow = (service: string, resources: string[], conditions = {}) =>
    new PolicyStatement({ effect: Effect.ALLOW, actions: of(service), resources, conditions });
  const buckets = stack.formatArn({ service: 's3', region: '', account: '', resource: ours });
  return [
    allow('athena', [arn('athena', 'workgroup', ours)]),
    allow('glue', [
      stack.formatArn({ service: 'glue', resource: 'catalog' }),
      arn('glue', 'database', `${database}_*`),
      arn('glue', 'table', `${database}_*/*`),
    ]),
    allow('kms', [arn('kms', 'key', '*')], { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${ours}` } }),
    allow('s3', [buckets, `${buckets}/*`]),
  ];
};
