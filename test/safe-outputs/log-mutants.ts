import type { Mutant } from '../mutant.ts';
import { added, setting } from './edits.ts';

const rule = 'no-log-holds-data';
const log = 'arn:aws:logs:eu-west-2:111122223333:log-group:/tre/thames-valley/door';

export const logMutants: readonly Mutant[] = [
  added(rule, 'a stage traces what is sent and answered', 'AWS::ApiGateway::Stage', {
    MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', DataTraceEnabled: true, LoggingLevel: 'INFO' }],
  }),
  added(rule, 'nobody knows whether a stage traces', 'AWS::ApiGateway::Stage', {
    MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', DataTraceEnabled: { Ref: 'Unknown' } }],
  }),
  added(rule, 'a deployment traces for the stage that it makes', 'AWS::ApiGateway::Deployment', {
    StageName: 'v1',
    StageDescription: { DataTraceEnabled: 'true' },
  }),
  added(rule, 'an access log writes what a claim says', 'AWS::ApiGateway::Stage', {
    AccessLogSetting: {
      DestinationArn: log,
      Format: '{"id":"$context.requestId","who":"$context.authorizer.claims.email"}',
    },
  }),
  added(rule, 'an access log repeats the field that was refused', 'AWS::ApiGateway::Stage', {
    AccessLogSetting: { DestinationArn: log, Format: '$context.requestId $context.error.validationErrorString' },
  }),
  added(rule, 'an access log writes the body', 'AWS::ApiGatewayV2::Stage', {
    AccessLogSettings: { DestinationArn: log, Format: '$context.requestId ${request.body}' },
  }),
  added(rule, 'one route of a socket traces', 'AWS::ApiGatewayV2::Stage', {
    RouteSettings: { $default: { DataTraceEnabled: true } },
  }),
  added(rule, 'a state machine logs what its steps carry', 'AWS::StepFunctions::StateMachine', {
    LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: true },
  }),
  added(rule, 'a pipe logs what it carries', 'AWS::Pipes::Pipe', {
    LogConfiguration: { Level: 'INFO', IncludeExecutionData: ['ALL'] },
  }),
  added(rule, 'a graph logs what its resolvers return', 'AWS::AppSync::GraphQLApi', {
    LogConfig: { FieldLogLevel: 'ALL', ExcludeVerboseContent: false },
  }),
  added(rule, 'a bus logs every event whole', 'AWS::Events::EventBus', {
    Name: 'tre',
    LogConfig: { Level: 'INFO', IncludeDetail: 'FULL' },
  }),
  added(rule, 'a model keeps what it was asked', 'AWS::SageMaker::EndpointConfig', {
    DataCaptureConfig: { EnableCapture: true },
  }),
  added(rule, 'a database exports its queries', 'AWS::RDS::DBInstance', {
    EnableCloudwatchLogsExports: ['postgresql'],
  }),
  added(rule, 'a cluster of searches publishes slow documents', 'AWS::OpenSearchService::Domain', {
    LogPublishingOptions: { INDEX_SLOW_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: log } },
  }),
  added(rule, 'a web firewall logs tokens', 'AWS::WAFv2::LoggingConfiguration', {
    RedactedFields: [{ QueryString: {} }, { SingleHeader: { Name: 'cookie' } }],
  }),
  setting(rule, 'a function logs its events', 'AWS::Lambda::Function', 'Environment', {
    Variables: { POWERTOOLS_LOGGER_LOG_EVENT: 'true' },
  }),
  setting(rule, 'a function says all that it knows', 'AWS::Lambda::Function', 'LoggingConfig', {
    LogFormat: 'JSON',
    ApplicationLogLevel: 'TRACE',
  }),
  setting(
    rule,
    'a workgroup logs what its notebooks print',
    'AWS::Athena::WorkGroup',
    'WorkGroupConfiguration.MonitoringConfiguration',
    { CloudWatchLoggingConfiguration: { Enabled: true, LogGroup: '/tre/thames-valley/notebooks' } },
  ),
];
