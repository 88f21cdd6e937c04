import type { Estate, Resource, Stack } from './estate.ts';
import { text } from './values.ts';
import { oncePerEstate } from './views.ts';

const stacksByName: (estate: Estate) => ReadonlyMap<string, Stack> = oncePerEstate(
  ({ stacks }) => new Map(stacks.map((stack) => [stack.name, stack])),
);

/** Account and region of the stack that holds a resource, as far as the assembly says. */
export function placeOf(
  estate: Estate,
  resource: Resource,
): { readonly account: string | undefined; readonly region: string | undefined } {
  const stack = stacksByName(estate).get(resource.stack);
  return { account: stack?.account, region: stack?.region };
}

interface Form {
  readonly service: string;
  /** Property that holds the fixed name. */
  readonly name: string;
  /** Resource part of the ARN before the name. */
  readonly before: string;
  readonly global?: boolean;
}

const forms: Readonly<Record<string, Form>> = {
  'AWS::Athena::WorkGroup': { service: 'athena', name: 'Name', before: 'workgroup/' },
  'AWS::CloudTrail::Trail': { service: 'cloudtrail', name: 'TrailName', before: 'trail/' },
  'AWS::CloudWatch::Alarm': { service: 'cloudwatch', name: 'AlarmName', before: 'alarm:' },
  'AWS::DynamoDB::Table': { service: 'dynamodb', name: 'TableName', before: 'table/' },
  'AWS::Events::Rule': { service: 'events', name: 'Name', before: 'rule/' },
  'AWS::IAM::ManagedPolicy': { service: 'iam', name: 'ManagedPolicyName', before: 'policy/', global: true },
  'AWS::IAM::Role': { service: 'iam', name: 'RoleName', before: 'role/', global: true },
  'AWS::KMS::Key': { service: 'kms', name: 'KeyId', before: 'key/' },
  'AWS::Lambda::Function': { service: 'lambda', name: 'FunctionName', before: 'function:' },
  'AWS::Logs::LogGroup': { service: 'logs', name: 'LogGroupName', before: 'log-group:' },
  'AWS::SNS::Topic': { service: 'sns', name: 'TopicName', before: '' },
};

/**
 * How policies may spell the ARN of a resource: as a reference, and written out. A name that AWS generates stands as the reference
 * to it, so that a pattern such as `…:log-group:*` still matches.
 */
export function arnsOf(estate: Estate, resource: Resource): readonly string[] {
  const references = [`\${${resource.address}.Arn}`, `\${${resource.address}}`];
  const generated = `\${${resource.address}}`;
  if (resource.type === 'AWS::S3::Bucket') {
    const { BucketName, BucketNamePrefix, BucketNamespace } = resource.properties;
    const { account, region } = placeOf(estate, resource);
    const inNamespace =
      BucketNamespace === 'account-regional' ? `${String(BucketNamePrefix)}-${account}-${region}-an` : undefined;
    return [...references, ['arn', 'aws', 's3', '', '', text(BucketName) ?? inNamespace ?? generated].join(':')];
  }
  const form = forms[resource.type];
  if (form === undefined) return references;
  const { account = '', region = '' } = placeOf(estate, resource);
  const path = resource.type === 'AWS::IAM::Role' ? (text(resource.properties.Path) ?? '/').slice(1) : '';
  const name = text(resource.properties[form.name]) ?? generated;
  return [
    ...references,
    ['arn', 'aws', form.service, form.global ? '' : region, account, `${form.before}${path}${name}`].join(':'),
  ];
}
