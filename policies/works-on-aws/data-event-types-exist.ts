import { trails } from '../estate/trails.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const types: Readonly<Record<string, string>> = {
  AppConfig: 'Configuration',
  AppSync: 'GraphQLApi',
  B2BI: 'Transformer',
  BackupGateway: 'Hypervisor',
  Bedrock: 'AgentAlias AsyncInvoke FlowAlias Guardrail InlineAgent KnowledgeBase Model Prompt Session',
  Cassandra: 'Table CDCStream',
  CloudFront: 'KeyValueStore',
  CloudTrail: 'Channel',
  CloudWatch: 'Metric',
  CodeWhisperer: 'Customization Profile',
  Cognito: 'IdentityPool',
  DataExchange: 'Asset',
  DynamoDB: 'Stream Table',
  EC2: 'Snapshot',
  EMRWAL: 'Workspace',
  GameLift: 'Fleet',
  Glue: 'Table',
  GuardDuty: 'Detector MalwareScan',
  IoT: 'Certificate Thing',
  IoTSiteWise: 'Asset TimeSeries',
  Kendra: 'ExecutionPlan',
  'Kendra-Ranking': 'ExecutionPlan',
  Kinesis: 'Stream StreamConsumer',
  KinesisVideo: 'Stream',
  Lambda: 'Function',
  MachineLearning: 'MlModel',
  ManagedBlockchain: 'Network Node',
  MedicalImaging: 'Datastore',
  MSK: 'Cluster',
  NeptuneGraph: 'Graph',
  PCAConnectorAD: 'Connector',
  QBusiness: 'Application DataSource Index WebExperience',
  RDS: 'DBCluster',
  RUM: 'AppMonitor',
  S3: 'AccessPoint Object',
  S3Express: 'Object AccessPoint',
  S3ObjectLambda: 'AccessPoint',
  S3Outposts: 'Object',
  S3Tables: 'Table TableBucket',
  S3Vectors: 'Index VectorBucket',
  SageMaker: 'Endpoint ExperimentTrialComponent FeatureGroup MLflow',
  SCN: 'Instance',
  ServiceDiscovery: 'Namespace Service',
  SNS: 'PlatformEndpoint Topic',
  SQS: 'Queue',
  SSM: 'ManagedNode',
  SSMMessages: 'ControlChannel',
  StepFunctions: 'Activity StateMachine',
  SWF: 'Domain',
  ThinClient: 'Device Environment',
  Timestream: 'Database RegionalEndpoint Table',
  VerifiedPermissions: 'PolicyStore',
  XRay: 'Trace',
};

const exist = new Set(
  Object.entries(types).flatMap(([service, names]) => names.split(' ').map((name) => `AWS::${service}::${name}`)),
);

/** CloudTrail records what these do as management events or not at all. Others that are not listed above may have got data events since. */
const withoutDataEvents = ['ApiGateway', 'ApiGatewayV2', 'Athena', 'KMS', 'LakeFormation'];

export const dataEventTypesExist: WorksOnAwsRule = {
  id: 'data-event-types-exist',
  severity: 'error',
  why: 'There are no data events of Athena, KMS, Lake Formation or API Gateway; a selector of a type that does not exist fails the trail.',
  fix: 'name a type from the list of data events; record query text yourself',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  check: (estate) =>
    trails(estate).flatMap(({ resource, selectors }) =>
      selectors.flatMap((selector, index) => {
        if (selector.get('eventCategory')?.equals[0] !== 'Data') return [];
        const asked = selector.get('resources.type')?.equals ?? [];
        const path = `Properties.AdvancedEventSelectors.${index}`;
        const [type = ''] = asked;
        if (asked.length !== 1)
          return fail(resource, path, `a selector names one resources.type, not ${asked.join(' and ') || 'none'}`);
        if (exist.has(type)) return pass(resource, path, `data events of ${type}`);
        return withoutDataEvents.includes(type.split('::')[1] ?? '')
          ? fail(resource, path, `CloudTrail records no data events of ${type}`)
          : notApplicable(resource, path, `nobody here knows whether there are data events of ${type}`);
      }),
    ),
};
