import { physicalName } from '../estate/access/physical-names.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import type { ProjectStack } from './project-stacks.ts';

/** Some resources of a project, and every action by which somebody reads, writes, lists, deletes, opens or asks them. */
export interface Question {
  readonly actions: readonly string[];
  readonly targets: readonly string[];
}

const object = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  's3:ReplicateObject',
  's3:RestoreObject',
];
const bucket = [
  's3:DeleteBucketPolicy',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
  's3:PutBucketPolicy',
  's3:PutReplicationConfiguration',
];
const key = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GenerateMac',
  'kms:PutKeyPolicy',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const workgroup = [
  'athena:BatchGetNamedQuery',
  'athena:BatchGetQueryExecution',
  'athena:CreateNamedQuery',
  'athena:CreatePreparedStatement',
  'athena:GetNamedQuery',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:ListNamedQueries',
  'athena:ListQueryExecutions',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
  'athena:UpdateWorkGroup',
];
const database = [
  'glue:BatchGetPartition',
  'glue:CreateTable',
  'glue:DeleteTable',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetTableVersions',
  'glue:SearchTables',
  'glue:UpdateTable',
];

/** One object that every key of a bucket begins like, and one below the prefix that extracts lie under. */
const objectsOf = (arn: string): readonly string[] => [`${arn}/x`, `${arn}/extract/x`];

/** A database, a table of it that the templates hold, and one that they do not. */
function databaseAndTables(estate: Estate, resource: Resource): readonly string[] {
  const { arn, name } = physicalName(estate, resource);
  const tables = estate
    .ofType('AWS::Glue::Table')
    .filter(({ properties }) => properties.DatabaseName === name || estate.find(properties.DatabaseName) === resource)
    .flatMap(({ properties }) => text(record(properties.TableInput).Name) ?? list(properties.Name).map(String));
  const [first] = tables;
  return [
    arn,
    ...[first, 'x'].flatMap((table) =>
      table === undefined ? [] : [`${arn.replace(':database/', ':table/')}/${table}`],
    ),
  ];
}

/** What to ask, so that a project's bucket, key, workgroup and catalogue are known to be closed. */
export const questionsOf = (estate: Estate, { resources }: ProjectStack): readonly Question[] =>
  resources.flatMap((resource): readonly Question[] => {
    const { arn } = physicalName(estate, resource);
    switch (resource.type) {
      case 'AWS::S3::Bucket':
        return [
          { actions: object, targets: objectsOf(arn) },
          { actions: bucket, targets: [arn] },
        ];
      case 'AWS::KMS::Key':
        return [{ actions: key, targets: [arn] }];
      case 'AWS::Athena::WorkGroup':
        return [{ actions: workgroup, targets: [arn] }];
      case 'AWS::Glue::Database':
        return [{ actions: database, targets: databaseAndTables(estate, resource) }];
      default:
        return [];
    }
  });
