import type { Estate, Resource } from '../estate/estate.ts';
import { at, text } from '../estate/values.ts';

/** The whole name of a bucket, where the template decides it. */
export function bucketName(estate: Estate, bucket: Resource): string | undefined {
  const { BucketName: name, BucketNamePrefix: prefix, BucketNamespace: namespace } = bucket.properties;
  const { account, region } = estate.stacks.find(({ name: stack }) => stack === bucket.stack) ?? {};
  if (typeof name === 'string') return name;
  if (typeof prefix !== 'string' || namespace !== 'account-regional' || !account || !region) return undefined;
  return `${prefix}-${account}-${region}-an`;
}

/** What else a resource is called by, apart from references. */
export function physicalNames(estate: Estate, resource: Resource): readonly string[] {
  const paths: Readonly<Record<string, string>> = {
    'AWS::Athena::WorkGroup': 'Name',
    'AWS::Budgets::Budget': 'Budget.BudgetName',
    'AWS::CloudWatch::Alarm': 'AlarmName',
    'AWS::DynamoDB::Table': 'TableName',
    'AWS::Glue::Database': 'DatabaseInput.Name',
    'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
    'AWS::IAM::Role': 'RoleName',
    'AWS::KMS::Alias': 'AliasName',
    'AWS::Lambda::Function': 'FunctionName',
    'AWS::Logs::LogGroup': 'LogGroupName',
    'AWS::SNS::Topic': 'TopicName',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::StepFunctions::StateMachine': 'StateMachineName',
  };
  if (resource.type === 'AWS::S3::Bucket') {
    const prefix = text(resource.properties.BucketNamePrefix);
    return [bucketName(estate, resource), prefix].filter((name): name is string => name !== undefined);
  }
  const path = paths[resource.type];
  const name = path === undefined ? undefined : text(at(resource, path));
  return name === undefined ? [] : [name];
}
