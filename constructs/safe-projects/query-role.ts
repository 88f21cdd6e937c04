import { Stack } from 'aws-cdk-lib';
import { CfnRole, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { assumedByTheBroker } from '../safe-people/assumed-by-the-broker.ts';
import { denyAllElse, researcherBoundaryName } from '../safe-people/researcher-ceiling.ts';
import type { Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';

export interface QueryRoleProps {
  readonly tenancy: Tenancy;
  readonly roleName: string;
  readonly description: string;
  /** Value of the session tag that the broker must set. */
  readonly project: string;
  readonly workgroupName: string;
  readonly databaseName: string;
  /** ARN of the only bucket, and the only prefix in it, that queries read. */
  readonly bucketArn: string;
  readonly prefix: string;
  /** The bucket's ARN as cdk-nag writes it. */
  readonly bucketInFindings: string;
  readonly keyArn: string;
  readonly vpcId: string;
  /** Why it grants nothing today; empty when it is open. */
  readonly closed: readonly string[];
}

const throughAthena = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } };

/**
 * A role through which a person queries one workgroup, one database and one prefix, and can do nothing else: no write anywhere, no
 * read but through Athena. Athena itself is asked from our network only; what Athena then asks of Glue, S3 and KMS comes from
 * AWS's network, so those statements are bound to Athena instead. Names of tables and columns the broker may also ask for directly.
 * https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export class QueryRole extends Construct {
  constructor(scope: Construct, id: string, props: QueryRoleProps) {
    super(scope, id);
    const { tenancy, roleName, description, project, closed } = props;
    const stack = Stack.of(this);
    const role = new CfnRole(this, 'Role', {
      roleName,
      description,
      maxSessionDuration: 3600,
      permissionsBoundary: stack.formatArn({
        service: 'iam',
        region: '',
        resource: 'policy',
        resourceName: researcherBoundaryName(tenancy),
      }),
      assumeRolePolicyDocument: assumedByTheBroker(stack, tenancy, project),
      policies: [
        {
          policyName: closed.length === 0 ? 'query' : 'closed',
          policyDocument: new PolicyDocument({
            statements: closed.length === 0 ? [...this.#queries(stack, props), denyAllElse()] : [denyEverything()],
          }),
        },
      ],
    });
    role.overrideLogicalId(`${id}Role`);
    if (closed.length > 0) return;
    acknowledgeWildcard(
      role,
      stack.formatArn({ service: 'glue', resource: 'table', resourceName: `${props.databaseName}/*` }),
      `Every table of ${props.databaseName} is ${project}'s own; a new table of the extract must be readable at once`,
    );
    acknowledgeWildcard(
      role,
      `${props.bucketInFindings}/${props.prefix}*`,
      `Everything below ${props.prefix} in the bucket was put there for ${project}, and for nobody else`,
    );
  }

  #queries(stack: Stack, { workgroupName, databaseName, bucketArn, prefix, keyArn, vpcId }: QueryRoleProps) {
    const allow = (sid: string, actions: string[], resources: string[], conditions: Record<string, object>) =>
      new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources, conditions });
    const glue = (resource: string, resourceName?: string) =>
      stack.formatArn({ service: 'glue', resource, ...(resourceName === undefined ? {} : { resourceName }) });
    return [
      allow(
        'AskInOwnWorkgroup',
        [
          'athena:BatchGetNamedQuery',
          'athena:GetNamedQuery',
          'athena:GetQueryExecution',
          'athena:GetQueryResults',
          'athena:GetQueryResultsStream',
          'athena:GetWorkGroup',
          'athena:ListNamedQueries',
          'athena:StartQueryExecution',
          'athena:StopQueryExecution',
        ],
        [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workgroupName })],
        { StringEquals: { 'aws:SourceVpc': vpcId } },
      ),
      allow(
        'ReadOwnCatalogue',
        ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
        [glue('catalog'), glue('database', databaseName), glue('table', `${databaseName}/*`)],
        throughAthena,
      ),
      allow(
        'LookAtOwnCatalogue',
        ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables'],
        [glue('catalog'), glue('database', databaseName), glue('table', `${databaseName}/*`)],
        { StringEquals: { 'aws:SourceVpc': vpcId } },
      ),
      allow('ReadOwnObjects', ['s3:GetObject'], [`${bucketArn}/${prefix}*`], throughAthena),
      allow('ListOwnObjects', ['s3:GetBucketLocation', 's3:ListBucket'], [bucketArn], throughAthena),
      allow('OpenOwnObjectsAndResults', ['kms:Decrypt', 'kms:GenerateDataKey'], [keyArn], throughAthena),
    ];
  }
}

const denyEverything = (): PolicyStatement =>
  new PolicyStatement({ sid: 'ClosedProject', effect: Effect.DENY, actions: ['*'], resources: ['*'] });
