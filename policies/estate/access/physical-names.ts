import type { Estate, Resource, Stack } from '../estate.ts';
import { at, text } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import { readerOf } from './canonical.ts';
import { symbol } from './symbols.ts';

interface Form {
  /** Service in the ARN. */
  readonly service: string;
  /** What stands before the name in the last part of the ARN. */
  readonly before: string;
  /** Property that fixes the name; without one AWS makes it. */
  readonly name?: string;
  /** What `Ref` gives. */
  readonly ref: 'name' | 'arn';
  /** The ARN has no region, or no account either. */
  readonly place?: 'global' | 'nowhere';
}

const named = (service: string, before: string, name: string, more: Partial<Form> = {}): Form => ({
  service,
  before,
  name,
  ref: 'name',
  ...more,
});
const unnamed = (service: string, before: string, more: Partial<Form> = {}): Form => ({
  service,
  before,
  ref: 'name',
  ...more,
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const forms: Readonly<Record<string, Form>> = {
  'AWS::ApiGateway::RestApi': unnamed('execute-api', ''),
  'AWS::Athena::DataCatalog': named('athena', 'datacatalog/', 'Name'),
  'AWS::Athena::WorkGroup': named('athena', 'workgroup/', 'Name'),
  'AWS::Backup::BackupPlan': unnamed('backup', 'backup-plan:'),
  'AWS::Backup::BackupVault': named('backup', 'backup-vault:', 'BackupVaultName'),
  'AWS::Backup::LogicallyAirGappedBackupVault': named('backup', 'backup-vault:', 'BackupVaultName'),
  'AWS::CloudTrail::Trail': named('cloudtrail', 'trail/', 'TrailName'),
  'AWS::CloudTrail::EventDataStore': unnamed('cloudtrail', 'eventdatastore/', { ref: 'arn' }),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CodeBuild::Project': named('codebuild', 'project/', 'Name'),
  'AWS::Cognito::UserPool': unnamed('cognito-idp', 'userpool/'),
  'AWS::DynamoDB::GlobalTable': named('dynamodb', 'table/', 'TableName'),
  'AWS::DynamoDB::Table': named('dynamodb', 'table/', 'TableName'),
  'AWS::ECR::Repository': named('ecr', 'repository/', 'RepositoryName'),
  'AWS::ECS::Cluster': named('ecs', 'cluster/', 'ClusterName'),
  'AWS::Events::EventBus': named('events', 'event-bus/', 'Name'),
  'AWS::Events::Rule': named('events', 'rule/', 'Name'),
  'AWS::Glue::Table': unnamed('glue', 'table/'),
  'AWS::Glue::Database': named('glue', 'database/', 'DatabaseInput.Name'),
  'AWS::IAM::Group': named('iam', 'group/', 'GroupName', { place: 'global' }),
  'AWS::IAM::ManagedPolicy': named('iam', 'policy/', 'ManagedPolicyName', { place: 'global', ref: 'arn' }),
  'AWS::IAM::OIDCProvider': unnamed('iam', 'oidc-provider/', { place: 'global', ref: 'arn' }),
  'AWS::IAM::Role': named('iam', 'role/', 'RoleName', { place: 'global' }),
  'AWS::IAM::SAMLProvider': named('iam', 'saml-provider/', 'Name', { place: 'global', ref: 'arn' }),
  'AWS::IAM::User': named('iam', 'user/', 'UserName', { place: 'global' }),
  'AWS::KMS::Key': unnamed('kms', 'key/'),
  'AWS::KMS::ReplicaKey': unnamed('kms', 'key/'),
  'AWS::Kinesis::Stream': named('kinesis', 'stream/', 'Name'),
  'AWS::KinesisFirehose::DeliveryStream': named('firehose', 'deliverystream/', 'DeliveryStreamName'),
  'AWS::Lambda::Function': named('lambda', 'function:', 'FunctionName'),
  'AWS::Logs::LogGroup': named('logs', 'log-group:', 'LogGroupName'),
  'AWS::OpenSearchService::Domain': named('es', 'domain/', 'DomainName'),
  'AWS::Organizations::Policy': unnamed('organizations', 'policy/'),
  'AWS::RDS::DBCluster': named('rds', 'cluster:', 'DBClusterIdentifier'),
  'AWS::RDS::DBInstance': named('rds', 'db:', 'DBInstanceIdentifier'),
  'AWS::S3::Bucket': named('s3', '', 'BucketName', { place: 'nowhere' }),
  'AWS::SNS::Topic': named('sns', '', 'TopicName', { ref: 'arn' }),
  'AWS::SQS::Queue': named('sqs', '', 'QueueName'),
  'AWS::SSM::Parameter': named('ssm', 'parameter/', 'Name'),
  'AWS::SecretsManager::Secret': named('secretsmanager', 'secret:', 'Name', { ref: 'arn' }),
  'AWS::StepFunctions::StateMachine': named('states', 'stateMachine:', 'StateMachineName', { ref: 'arn' }),
  'AWS::EC2::VPC': unnamed('ec2', 'vpc/'),
  'AWS::EC2::VPCEndpoint': unnamed('ec2', 'vpc-endpoint/'),
};

/** Attributes that are the name, or the ARN, by another word. */
const asName = [
  'Id',
  'VpcId',
  'GroupId',
  'KeyId',
  'BucketName',
  'TopicName',
  'QueueName',
  'TableName',
  'FunctionName',
  'RestApiId',
  'UserPoolId',
  'BackupVaultName',
  'Name',
  'RoleName',
];
const asArn = [
  'Arn',
  'TopicArn',
  'BackupVaultArn',
  'BackupPlanArn',
  'PolicyArn',
  'WorkGroupArn',
  'SecretArn',
  'KeyArn',
];

const stacksByName: (estate: Estate) => ReadonlyMap<string, Stack> = oncePerEstate(
  ({ stacks }) => new Map(stacks.map((stack) => [stack.name, stack])),
);

/** Account of a stack. Where the templates leave it open it is one and the same symbol: they are taken to be deployed side by side. */
export const accountOf = (estate: Estate, stack: string): string =>
  stacksByName(estate).get(stack)?.account ?? symbol('place', 'AWS::AccountId');

export const regionOf = (estate: Estate, stack: string): string =>
  stacksByName(estate).get(stack)?.region ?? symbol('place', 'AWS::Region');

export interface PhysicalName {
  readonly name: string;
  readonly arn: string;
  readonly ref: string;
}

const physicalNames: (estate: Estate) => WeakMap<Resource, PhysicalName> = oncePerEstate(() => new WeakMap());

/** How AWS will know a resource, in canonical text. */
export function physicalName(estate: Estate, resource: Resource): PhysicalName {
  const known = physicalNames(estate).get(resource);
  if (known !== undefined) return known;
  // Names that refer to each other in a circle deploy nowhere; whoever reads them must come to an end all the same.
  physicalNames(estate).set(resource, nameOf(estate, resource, symbol('given', resource.address)));
  const made = nameOf(estate, resource, writtenName(estate, resource));
  physicalNames(estate).set(resource, made);
  return made;
}

/** A table is named with its database; its ARN holds both. */
function tableName(estate: Estate, resource: Resource): string | undefined {
  if (resource.type !== 'AWS::Glue::Table') return undefined;
  const read = readerOf(estate, resource.stack);
  const table = at(resource, 'TableInput.Name') ?? at(resource, 'Name');
  const database =
    read(resource.properties.DatabaseName ?? null) ?? symbol('given', `${resource.address}.DatabaseName`);
  return `${database}/${(table === undefined ? undefined : read(table)) ?? symbol('given', resource.address)}`;
}

function nameOf(estate: Estate, resource: Resource, written: string | undefined): PhysicalName {
  const form = formOf(resource);
  const generated = symbol('generated', resource.address);
  if (form === undefined)
    // Of a kind whose ARN is not known here nothing may be said: it can be what any pattern means.
    return { name: generated, ref: generated, arn: symbol('given', `${resource.address}.Arn`) };
  const [account, region] = [accountOf(estate, resource.stack), regionOf(estate, resource.stack)];
  const path = /^AWS::IAM::(Role|User|Group|ManagedPolicy)$/.test(resource.type)
    ? (text(resource.properties.Path) ?? '/').slice(1)
    : '';
  const name = written ?? generated;
  const place = form.place === 'nowhere' ? ['', ''] : form.place === 'global' ? ['', account] : [region, account];
  const before = resource.type === 'AWS::SSM::Parameter' && name.startsWith('/') ? 'parameter' : form.before;
  const arn = ['arn', 'aws', form.service, ...place, `${before}${path}${name}`].join(':');
  return { name, arn, ref: form.ref === 'arn' ? arn : name };
}

const formOf = ({ type }: Resource): Form | undefined => (Object.hasOwn(forms, type) ? forms[type] : undefined);

/** The name that the template gives; undefined where it leaves it to AWS. */
function writtenName(estate: Estate, resource: Resource): string | undefined {
  const { BucketNamePrefix: prefix, BucketNamespace: namespace } = resource.properties;
  if (resource.type === 'AWS::S3::Bucket' && namespace === 'account-regional' && typeof prefix === 'string')
    return `${prefix}-${accountOf(estate, resource.stack)}-${regionOf(estate, resource.stack)}-an`;
  const table = tableName(estate, resource);
  if (table !== undefined) return table;
  const property = formOf(resource)?.name;
  const value = property === undefined ? undefined : at(resource, property);
  if (value === undefined) return undefined;
  return readerOf(estate, resource.stack)(value) ?? symbol('given', resource.address);
}

/** What a template gets when it asks for an attribute, or for `Ref` with undefined. */
export function attributeOf(estate: Estate, resource: Resource, attribute: string | undefined): string {
  const { name, arn, ref } = physicalName(estate, resource);
  if (attribute === undefined) return ref;
  if (resource.type === 'AWS::Logs::LogGroup' && attribute === 'Arn') return `${arn}:*`;
  if (asArn.includes(attribute)) return arn;
  if (asName.includes(attribute) && formOf(resource)?.name === undefined) return name;
  return /^(BucketName|TopicName|QueueName|TableName|FunctionName|BackupVaultName|Name)$/.test(attribute)
    ? name
    : symbol('generated', `${resource.address}.${attribute}`);
}
