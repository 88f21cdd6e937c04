import { bucketArns, catalogueArns, type Deployment, workgroupArn } from './project-names.ts';

export type SessionUse = 'start' | 'watch' | 'read' | 'stop' | 'tables';

const athenaActions: Readonly<Record<Exclude<SessionUse, 'tables'>, readonly string[]>> = {
  start: ['athena:GetWorkGroup', 'athena:StartQueryExecution'],
  watch: ['athena:GetQueryExecution'],
  read: ['athena:GetQueryResults'],
  stop: ['athena:StopQueryExecution', 'athena:GetQueryExecution'],
};

const throughAthena = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } };

/** Characters that STS takes. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const longestSessionPolicy = 2_048;

/**
 * What one call may do, and nothing besides: a session's rights are those that its role *and* this policy give, so it can only take away.
 * What Athena asks of Glue, S3 and KMS it asks with the session of the start, so these stand in it too, through Athena only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 * https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export function sessionPolicy(at: Deployment, project: string, use: SessionUse): string {
  const allow = (Action: readonly string[], Resource: string | readonly string[], Condition?: object) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
  const keys = allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*', throughAthena);
  const glue = ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables'];
  const catalogue = catalogueArns(at, project);
  const statements =
    use === 'tables'
      ? [allow(['glue:GetTables'], catalogue)]
      : [
          allow(athenaActions[use], workgroupArn(at, project)),
          ...(use === 'start'
            ? [
                allow([...glue, 'glue:GetPartition', 'glue:GetPartitions'], catalogue, throughAthena),
                allow(
                  ['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucket'],
                  bucketArns(at, project),
                  throughAthena,
                ),
                keys,
              ]
            : []),
          ...(use === 'read' ? [keys] : []),
        ];
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  if (policy.length > longestSessionPolicy) {
    throw new Error(`a session policy has at most ${longestSessionPolicy} characters, got ${policy.length}`);
  }
  return policy;
}
