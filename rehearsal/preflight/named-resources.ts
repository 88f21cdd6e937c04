import { isRecord, textOf } from './json.ts';

type Properties = Readonly<Record<string, unknown>>;

interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * The bucket's whole name: in the account's own namespace S3 adds account, region and `an` to the prefix.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
function bucketName({ BucketName, BucketNamePrefix }: Properties, { account, region }: Place): unknown {
  return typeof BucketNamePrefix === 'string' ? `${BucketNamePrefix}-${account}-${region}-an` : BucketName;
}

const within = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

/** Where each type keeps a name that may exist once: a leftover of the same name stops the change set or the stack. */
const names = {
  'AWS::S3::Bucket': bucketName,
  'AWS::KMS::Alias': ({ AliasName }) => AliasName,
  'AWS::Logs::LogGroup': ({ LogGroupName }) => LogGroupName,
  'AWS::IAM::Role': ({ RoleName }) => RoleName,
  'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) => ManagedPolicyName,
  'AWS::Lambda::Function': ({ FunctionName }) => FunctionName,
  'AWS::CloudTrail::Trail': ({ TrailName }) => TrailName,
  'AWS::Athena::WorkGroup': ({ Name }) => Name,
  'AWS::Glue::Database': ({ DatabaseInput }) => within(DatabaseInput, 'Name'),
  'AWS::Backup::BackupVault': ({ BackupVaultName }) => BackupVaultName,
  'AWS::SNS::Topic': ({ TopicName }) => TopicName,
  'AWS::Config::ConformancePack': ({ ConformancePackName }) => ConformancePackName,
  'AWS::Events::Rule': ({ Name }) => Name,
  'AWS::CloudWatch::Alarm': ({ AlarmName }) => AlarmName,
  'AWS::Budgets::Budget': ({ Budget }) => within(Budget, 'BudgetName'),
} satisfies Record<string, (properties: Properties, place: Place) => unknown>;

export type NamedType = keyof typeof names;
export const namedTypes = Object.keys(names) as NamedType[];

/** The name as it will stand in the account; `undefined` where AWS makes one up. */
export const nameIn = (type: NamedType, properties: Properties, place: Place): string | undefined =>
  textOf(names[type](properties, place));
