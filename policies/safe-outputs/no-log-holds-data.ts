import type { Json, Resource } from '../estate/estate.ts';
import { at, holdsUnresolved, isRecord, isTrue, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { tellingVariable } from './log-formats.ts';

const isOff = (value: Json | undefined): boolean => value === undefined || value === false || value === 'false';

/** Settings of methods and routes alike. Whatever could not be read may be on. */
const traced = (settings: Json | undefined): boolean =>
  holdsUnresolved(settings) || list(settings).some((one) => !isOff(record(one).DataTraceEnabled));

function ofStage(settings: Json | undefined, accessLog: Json | undefined): string | undefined {
  if (traced(settings)) return 'traces what is sent and answered into its log';
  const { Format: format } = record(accessLog);
  if (format === undefined) return undefined;
  const written = text(format);
  if (written === undefined) return 'writes an access log in a format that cannot be read';
  const variable = tellingVariable(written);
  return variable === undefined ? undefined : `writes $${variable} into its access log`;
}

/** Switches by which a library logs every event, answers into traces, or lets code say all that it knows. */
const telling: Readonly<Record<string, RegExp>> = {
  AWS_LAMBDA_LOG_LEVEL: /^(debug|trace)$/i,
  LOG_LEVEL: /^(debug|trace|silly|all)$/i,
  NODE_DEBUG: /./,
  DEBUG: /./,
  POWERTOOLS_DEV: /^(1|true|yes|on)$/i,
  POWERTOOLS_LOG_LEVEL: /^(debug|trace)$/i,
  POWERTOOLS_LOGGER_LOG_EVENT: /^(1|true|yes|on)$/i,
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: /^(1|true|yes|on)$/i,
};

function ofFunction(lambda: Resource): string | undefined {
  const variables = record(at(lambda, 'Environment.Variables'));
  const name = Object.keys(telling).find((one) => {
    const value = variables[one];
    return value !== undefined && (text(value) === undefined || telling[one]?.test(text(value) ?? ''));
  });
  if (name !== undefined) return `is told by ${name} to log what it handles`;
  const level = at(lambda, 'LoggingConfig.ApplicationLogLevel');
  return level === undefined || /^(INFO|WARN|ERROR|FATAL)$/.test(text(level) ?? '')
    ? undefined
    : `logs at level ${text(level) ?? 'that cannot be read'}`;
}

const executionData = (configuration: Json | undefined): string | undefined =>
  isOff(record(configuration).IncludeExecutionData) && !holdsUnresolved(configuration)
    ? undefined
    : 'writes what its steps carry into its log';

/** Kinds of database logs that repeat the text of queries, in which values stand. */
const queryLogs = ['general', 'slowquery', 'audit', 'postgresql', 'query', 'profiler', 'trace'];

const ofDatabase = ({ properties }: Resource): string | undefined => {
  const log = list(properties.EnableCloudwatchLogsExports).find(
    (one) => text(one) === undefined || queryLogs.includes(text(one) ?? ''),
  );
  return log === undefined ? undefined : `exports its ${text(log) ?? 'unreadable'} log, in which queries stand`;
};

function ofGraph({ properties }: Resource): string | undefined {
  if (properties.LogConfig === undefined) return undefined;
  const { ExcludeVerboseContent, FieldLogLevel } = record(properties.LogConfig);
  return isTrue(ExcludeVerboseContent) && /^(NONE|ERROR)$/.test(text(FieldLogLevel) ?? '')
    ? undefined
    : 'logs headers, context and what its resolvers return';
}

/** Headers hold tokens, and a query string what somebody searched for. */
function ofFirewall({ properties }: Resource): string | undefined {
  const fields = list(properties.RedactedFields).map(record);
  const headers = fields.map(({ SingleHeader }) => text(record(SingleHeader).Name)?.toLowerCase());
  if (!fields.some(({ QueryString }) => QueryString !== undefined)) return 'logs the query string of each request';
  return headers.includes('authorization') ? undefined : 'logs the token of each request';
}

/** A sample is a whole request, token and all, for whoever may look at the firewall. */
function sampled({ properties }: Resource): string | undefined {
  const all = [properties, ...list(properties.Rules).map(record)].map((one) => record(one.VisibilityConfig));
  return all.every((one) => one.SampledRequestsEnabled !== undefined && isOff(one.SampledRequestsEnabled))
    ? undefined
    : 'keeps samples of requests, and in them the tokens';
}

/** An answer that is kept is given to whoever asks the same next. */
const cached = ({ properties }: Resource): string | undefined =>
  !isOff(properties.CacheClusterEnabled) ||
  list(properties.MethodSettings).some((one) => !isOff(record(one).CachingEnabled))
    ? 'keeps what it answers in a cache'
    : undefined;

function ofWorkgroup(workgroup: Resource): string | undefined {
  const monitoring = record(at(workgroup, 'WorkGroupConfiguration.MonitoringConfiguration'));
  const on = Object.keys(monitoring).find(
    (name) => isRecord(monitoring[name]) && !isOff(record(monitoring[name]).Enabled),
  );
  return on === undefined ? undefined : `writes what its notebooks print, by ${on}`;
}

const ofSearch = ({ properties }: Resource): string | undefined => {
  const logs = record(properties.LogPublishingOptions);
  const telltale = ['SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS', 'AUDIT_LOGS'].find(
    (name) => logs[name] !== undefined && !isOff(record(logs[name]).Enabled),
  );
  return telltale === undefined ? undefined : `publishes ${telltale}, in which documents stand`;
};

/** Kind of resource that may log -> what of the data its log would hold. Kinds that log no more than that they were called are not here. */
const kinds: Readonly<Record<string, (resource: Resource) => string | undefined>> = {
  'AWS::ApiGateway::Deployment': ({ properties }) => {
    const stage = record(properties.StageDescription);
    return (
      ofStage(stage.MethodSettings, stage.AccessLogSetting) ??
      (isOff(stage.DataTraceEnabled) ? undefined : 'traces data')
    );
  },
  'AWS::ApiGateway::Stage': (stage) =>
    ofStage(stage.properties.MethodSettings, stage.properties.AccessLogSetting) ?? cached(stage),
  'AWS::ApiGatewayV2::Stage': ({ properties }) =>
    ofStage(
      [properties.DefaultRouteSettings ?? {}, ...Object.values(record(properties.RouteSettings))],
      properties.AccessLogSettings,
    ),
  'AWS::AppSync::GraphQLApi': ofGraph,
  'AWS::Athena::WorkGroup': ofWorkgroup,
  'AWS::Events::EventBus': ({ properties }) =>
    /^(NONE|)$/.test(text(record(properties.LogConfig).IncludeDetail ?? '') ?? 'unreadable')
      ? undefined
      : 'logs every event whole',
  'AWS::Lambda::Function': ofFunction,
  'AWS::OpenSearchService::Domain': ofSearch,
  'AWS::Pipes::Pipe': ({ properties }) =>
    list(record(properties.LogConfiguration).IncludeExecutionData).length === 0
      ? undefined
      : 'writes what it carries into its log',
  'AWS::RDS::DBCluster': ofDatabase,
  'AWS::RDS::DBInstance': ofDatabase,
  'AWS::SageMaker::EndpointConfig': ({ properties }) =>
    isOff(record(properties.DataCaptureConfig).EnableCapture) ? undefined : 'captures what it is asked and answers',
  'AWS::StepFunctions::StateMachine': ({ properties }) => executionData(properties.LoggingConfiguration),
  'AWS::WAFv2::LoggingConfiguration': ofFirewall,
  'AWS::WAFv2::WebACL': sampled,
};

export const noLogHoldsData: Rule = {
  id: 'no-log-holds-data',
  safe: 'outputs',
  controls: ['3.1.12', '2.5.03'],
  severity: 'fatal',
  why: 'Logs are read by more people, kept for longer and copied further than any record; what stands in one has left the gate behind.',
  fix: 'turn off data traces, execution data and debugging, and write into access logs only that there was a call and how it ended',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  check: (estate) =>
    estate.ofType(...Object.keys(kinds)).map((resource) => {
      const fault = kinds[resource.type]?.(resource);
      return judged(
        fault === undefined,
        resource,
        'Properties',
        'logs that it was called, and nothing of what it handles',
        fault ?? '',
      );
    }),
};
