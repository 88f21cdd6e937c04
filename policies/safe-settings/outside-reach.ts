import type { Estate, Resource } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { buckets, keys } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';
import { fetchedBy } from './fetched-tables.ts';
import { dataKeys, demanded, holdersOf } from './key-use.ts';

/** Reads or writes data. */
const dataActions = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:ReplicateObject',
  's3:RestoreObject',
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:GetRecords',
  'dynamodb:PartiQLSelect',
  'dynamodb:ExportTableToPointInTime',
  'athena:StartQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'rds-data:ExecuteStatement',
  'redshift-data:GetStatementResult',
  'elasticfilesystem:ClientMount',
  'lakeformation:GetDataAccess',
  'sqs:ReceiveMessage',
  'kinesis:GetRecords',
];

/** Becomes, changes or starts something else that may. */
const detours = [
  'sts:AssumeRole',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'states:StartExecution',
  'glue:StartJobRun',
  's3:PutBucketPolicy',
  's3:PutBucketReplication',
  'kms:PutKeyPolicy',
  'kms:CreateGrant',
  'backup:StartRestoreJob',
];

const keyActions = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:GenerateMac'];
const deletions = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 'dynamodb:DeleteItem'];

export const deletes = (statement: Statement): boolean =>
  statement.effect === 'Allow' && deletions.some((action) => coversAction(statement, action));

/** Buckets that a statement's resources may mean; a pattern that none of them proves otherwise may mean all. */
function bucketsMeant(estate: Estate, { resources = ['*'] }: Statement): readonly Resource[] {
  return resources.flatMap((resource) => {
    const found = estate.find(resource);
    if (found?.type === 'AWS::S3::Bucket') return [found];
    return buckets(estate).map((bucket) => bucket.resource);
  });
}

const isKeyOfTable = (estate: Estate, key: Resource): boolean =>
  estate
    .ofType('AWS::DynamoDB::Table')
    .some((table) => estate.find(at(table, 'SSESpecification.KMSMasterKeyId')) === key);

/** Log and baseline keys are not keys of data; a pattern may mean any. */
const meansDataKey = (estate: Estate, { resources = ['*'] }: Statement): boolean =>
  resources.some((resource) => {
    const found = estate.find(resource);
    return found?.type !== 'AWS::KMS::Key' || dataKeys(estate).has(found) || isKeyOfTable(estate, found);
  });

/** A key in the hand of CloudWatch Logs alone opens log groups, whatever else lies under it. */
const throughLogsOnly = (statement: Statement): boolean => {
  const services = demanded(statement, 'kms:ViaService');
  return services.length > 0 && services.every((service) => /^logs\.[a-z0-9-]+\.amazonaws\.com$/.test(service));
};

const tableKeyUse = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** Whether a statement does no more than put into the table that its holder alone fills, or open that table's key through DynamoDB. */
export function putsWhatItFetched(estate: Estate, role: Resource, statement: Statement): boolean {
  const { actions = [], resources = [], notActions, notResources, unresolved } = statement;
  if (unresolved || notActions !== undefined || notResources !== undefined || actions.length === 0) return false;
  const tables = fetchedBy(estate, role);
  const keys = tables.map((table) => estate.find(at(table, 'SSESpecification.KMSMasterKeyId'), 'AWS::KMS::Key'));
  const services = demanded(statement, 'kms:ViaService');
  const all = (allowed: readonly string[], targets: readonly (Resource | undefined)[], type: string): boolean =>
    actions.every((action) => allowed.includes(action)) &&
    resources.length > 0 &&
    resources.every((one) => {
      const found = estate.find(one, type);
      return found !== undefined && targets.includes(found);
    });
  return (
    all(['dynamodb:PutItem'], tables, 'AWS::DynamoDB::Table') ||
    (all(tableKeyUse, keys, 'AWS::KMS::Key') &&
      services.length > 0 &&
      services.every((service) => /^dynamodb\.[a-z0-9-]+\.amazonaws\.com$/.test(service)))
  );
}

/** What a statement would let somebody outside the network do; undefined when it reaches nothing that matters. */
export function reach(estate: Estate, statement: Statement): string | undefined {
  if (statement.effect === 'Deny') return undefined;
  if (statement.unresolved) return 'do what could not be resolved';
  const covered = [...dataActions, ...detours].find((action) => coversAction(statement, action));
  if (covered !== undefined) return covered;
  const decrypts = keyActions.find((action) => coversAction(statement, action));
  if (decrypts !== undefined && !throughLogsOnly(statement) && meansDataKey(estate, statement))
    return `${decrypts} with a key of data`;
  const deletion = deletions.find((action) => coversAction(statement, action));
  const kept = bucketsMeant(estate, statement).find(({ deletionPolicy }) => deletionPolicy !== 'Delete');
  return deletion !== undefined && kept !== undefined
    ? `${deletion} in ${kept.logicalId}, which is meant to be kept`
    : undefined;
}

/** Whether the policy of a data bucket or a data key itself admits the role, which then needs no right of its own. */
export function admittedBy(estate: Estate, role: Resource): string | undefined {
  const named = (principal: string): boolean =>
    principal === `\${${role.address}.Arn}` || principal.endsWith(`:role/${String(role.properties.RoleName)}`);
  const admits = (statement: Statement): boolean =>
    statement.effect === 'Allow' &&
    holdersOf(statement).some(named) &&
    [...dataActions, ...keyActions].some((action) => coversAction(statement, action));
  const stores = [
    ...buckets(estate).filter((bucket) => !isLogStore(estate, bucket)),
    ...keys(estate).filter(({ resource }) => dataKeys(estate).has(resource)),
  ];
  return stores.find(({ statements }) => statements.some(admits))?.resource.logicalId;
}
