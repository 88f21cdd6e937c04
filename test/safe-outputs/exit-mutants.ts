import type { Mutant } from '../mutant.ts';
import { added, setting } from './edits.ts';

const workgroup = 'AWS::Athena::WorkGroup';
const results = 'results-never-lie-in-a-bucket';
const kept = 'WorkGroupConfiguration.ManagedQueryResultsConfiguration';

const ofResults: readonly Mutant[] = [
  setting(results, 'results go to a bucket', workgroup, 'WorkGroupConfiguration.ResultConfiguration', {
    OutputLocation: 's3://x/',
  }),
  setting(results, 'results go to a bucket by a later change', workgroup, 'WorkGroupConfigurationUpdates', {
    ResultConfigurationUpdates: { OutputLocation: 's3://x/' },
  }),
  setting(
    results,
    'clients choose where results go',
    workgroup,
    'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
    false,
  ),
  setting(results, 'Athena keeps no results', workgroup, `${kept}.Enabled`, false),
  setting(results, 'nothing says who keeps the results', workgroup, kept, undefined),
  setting(results, 'whether Athena keeps results is decided at deployment', workgroup, `${kept}.Enabled`, {
    Ref: 'Unknown',
  }),
  setting(results, 'results are under a key of AWS', workgroup, `${kept}.EncryptionConfiguration`, undefined),
  setting(
    results,
    'results are under what bears the name of a key',
    workgroup,
    `${kept}.EncryptionConfiguration.KmsKey`,
    'alias/aws/athena',
  ),
  setting(
    results,
    'results are under a key of strangers',
    workgroup,
    `${kept}.EncryptionConfiguration.KmsKey`,
    'arn:aws:kms:eu-west-2:999988887777:key/x',
  ),
];

const answers = 'nothing-answers-strangers';
const rest = 'AWS::ApiGateway::RestApi';
const described = (name: string, Body: unknown): Mutant => added(answers, name, rest, { Body });

const ofAnswers: readonly Mutant[] = [
  added(answers, 'a function has an address', 'AWS::Lambda::Url', { AuthType: 'AWS_IAM' }),
  added(answers, 'everybody may call a function', 'AWS::Lambda::Permission', { Principal: '*' }),
  added(answers, 'a function may be called by its address', 'AWS::Lambda::Permission', {
    Principal: 'x',
    FunctionUrlAuthType: 'NONE',
  }),
  added(answers, 'a method asks nobody', 'AWS::ApiGateway::Method', { HttpMethod: 'GET', AuthorizationType: 'NONE' }),
  added(answers, 'a method does not say whom it asks', 'AWS::ApiGateway::Method', { HttpMethod: 'GET' }),
  added(answers, 'a method asks an authoriser that it does not name', 'AWS::ApiGateway::Method', {
    HttpMethod: 'GET',
    AuthorizationType: 'CUSTOM',
  }),
  added(answers, 'a route asks nobody', 'AWS::ApiGatewayV2::Route', { RouteKey: 'GET /' }),
  added(answers, 'an API is on the internet', 'AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
  added(answers, 'an API is of another kind', 'AWS::AppSync::GraphQLApi', { AuthenticationType: 'API_KEY' }),
  added(answers, 'a balancer listens on the internet', 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
  added(answers, 'a database may have an address', 'AWS::RDS::DBInstance'),
  setting(answers, 'a bucket is a website', 'AWS::S3::Bucket', 'WebsiteConfiguration', { IndexDocument: 'index.html' }),
  added(answers, 'a pool gives credentials to whoever comes', 'AWS::Cognito::IdentityPool', {
    AllowUnauthenticatedIdentities: true,
  }),
  added(answers, 'an API is described elsewhere', rest, { BodyS3Location: { Bucket: 'x', Key: 'y' } }),
  described('an API is described by what is decided at deployment', { Ref: 'Unknown' }),
  described('an operation asks nobody', { paths: { '/rows': { get: {} } } }),
  described('one operation takes the question back', {
    security: [{ token: [] }],
    paths: { '/rows': { get: { security: [] }, post: {} } },
  }),
  described('an operation asks, or does not', { paths: { '/rows': { get: { security: [{ token: [] }, {}] } } } }),
  described('whatever method is used, nobody is asked', {
    paths: { '/rows': { 'x-amazon-apigateway-any-method': {} } },
  }),
];

const away = 'nothing-carries-data-away';
const bucket = 'AWS::S3::Bucket';

const ofCarriers: readonly Mutant[] = [
  ...[
    'AWS::S3::AccessPoint',
    'AWS::S3::MultiRegionAccessPoint',
    'AWS::S3::AccessGrant',
    'AWS::S3ObjectLambda::AccessPoint',
    'AWS::KinesisFirehose::DeliveryStream',
    'AWS::Transfer::Server',
    'AWS::Transfer::Connector',
    'AWS::DataSync::Task',
    'AWS::AppFlow::Flow',
    'AWS::DMS::ReplicationTask',
    'AWS::RAM::ResourceShare',
    'AWS::CloudFront::Distribution',
    'AWS::ECR::PublicRepository',
    'AWS::ECR::ReplicationConfiguration',
    'AWS::SES::EmailIdentity',
    'AWS::Events::ApiDestination',
    'AWS::Events::Connection',
    'AWS::Oam::Link',
    'AWS::Logs::Destination',
    'AWS::DLM::LifecyclePolicy',
    'AWS::Glue::Connection',
    'AWS::Athena::DataCatalog',
    'AWS::Chatbot::SlackChannelConfiguration',
    'AWS::EC2::VPCEndpointService',
    'AWS::CleanRooms::ConfiguredTable',
  ].map((type) => added(away, `${type} is added`, type)),
  setting(away, 'a bucket is replicated', bucket, 'ReplicationConfiguration', { Rules: [] }),
  setting(away, 'a bucket is a website', bucket, 'WebsiteConfiguration', { IndexDocument: 'index.html' }),
  setting(away, 'a bucket is served at the edge', bucket, 'AccelerateConfiguration', { AccelerationStatus: 'Enabled' }),
  setting(away, 'pages of others read a bucket', bucket, 'CorsConfiguration', { CorsRules: [] }),
  setting(away, 'S3 lists the objects of a bucket elsewhere', bucket, 'MetadataTableConfiguration', {}),
  setting(away, 'a key can be taken to another region', 'AWS::KMS::Key', 'MultiRegion', true),
  setting(away, 'whether a key can be taken elsewhere is decided at deployment', 'AWS::KMS::Key', 'MultiRegion', {
    Ref: 'Unknown',
  }),
  setting(away, 'a log copies what it masks', 'AWS::Logs::LogGroup', 'DataProtectionPolicy', {
    Statement: [{ Operation: { Audit: { FindingsDestination: { S3: { Bucket: 'x' } } } } }],
  }),
  added(away, 'a table is kept in two regions', 'AWS::DynamoDB::GlobalTable', {
    Replicas: [{ Region: 'eu-west-2' }, { Region: 'us-east-1' }],
  }),
  added(away, 'the changes of a table are streamed', 'AWS::DynamoDB::Table', {
    KinesisStreamSpecification: { StreamArn: 'x' },
  }),
  added(away, 'a workflow calls an address on the internet', 'AWS::StepFunctions::StateMachine', {
    DefinitionString: '{"States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::http:invoke"}}}',
  }),
];

const known = 'every-kind-of-resource-is-known';

const ofKinds: readonly Mutant[] = [
  ...[
    'AWS::SageMaker::NotebookInstance',
    'AWS::SageMaker::Domain',
    'AWS::EC2::Instance',
    'AWS::EC2::Volume',
    'AWS::EC2::VolumeAttachment',
    'AWS::EKS::Cluster',
    'AWS::CloudFormation::Stack',
    'AWS::NotYet::Invented',
    '',
  ].map((type) => added(known, `${type || 'a resource without a type'} is added`, type)),
];

export const exitMutants: readonly Mutant[] = [...ofResults, ...ofAnswers, ...ofCarriers, ...ofKinds];
