import type { Door } from '../workflow/contract.ts';
import type { Document, Json, Operation, Schema } from './openapi.ts';

/** Addresses that only the deployment knows; CDK tokens pass through as they are. */
export interface Addresses {
  /** Invocation URI of the authoriser of this door. */
  readonly authoriser: string;
  /** Invocation URI of the function that serves an operation. */
  integration(operation: string): string;
  /**
   * The same for an operation that streams bytes: another date and another action.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
   */
  streaming(operation: string): string;
}

/**
 * The body of one door's REST API: the operations that are deployed there and nothing else of the document. Each stands behind the authoriser, whose
 * answers are never kept, and goes to one function; what API Gateway itself answers holds no detail.
 *
 * Its models are JSON Schema draft 4 without a part of it (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html), and
 * it judges no body of another content type than the model's. So this is a first sieve; the function judges every request again, by the whole schema.
 */
export function ofDoor(document: Document, door: Door, addresses: Addresses): Schema {
  const paths: Record<string, Record<string, Json>> = {};
  const used = new Set<string>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation['x-tre-doors'].includes(door)) continue;
      const model = operation.requestBody?.content['application/json'].schema.$ref.split('/').at(-1);
      if (model !== undefined) used.add(model);
      paths[path] = { ...paths[path], [method]: deployed(operation, addresses) };
    }
  }
  const schemas = Object.entries(document.components.schemas).filter(([name]) => used.has(name));
  return {
    openapi: '3.0.1',
    info: { title: `${document.info.title} (${door} door)`, version: document.info.version },
    paths,
    components: {
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, { type: 'object', ...model(schema) }])),
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': {
            type: 'token',
            authorizerUri: addresses.authoriser,
            authorizerResultTtlInSeconds: 0,
            identityValidationExpression: '^Bearer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
          },
        },
      },
    },
    'x-amazon-apigateway-request-validators': {
      strict: { validateRequestBody: true, validateRequestParameters: true },
    },
    'x-amazon-apigateway-request-validator': 'strict',
    'x-amazon-apigateway-gateway-responses': gatewayResponses,
  };
}

/**
 * A buffered answer has 29 seconds. A streamed one may take 15 minutes, each byte within 5 minutes of the one before; beyond the first 10 MB it is sent
 * at 2 MB a second. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
const patience = { buffered: 29_000, streamed: 300_000 } as const;

function deployed(operation: Operation, { integration, streaming }: Addresses): Json {
  const { operationId, summary, parameters, requestBody, security } = operation;
  const streams = operation['x-tre-streams'] === true;
  return {
    operationId,
    summary,
    'x-tre-doors': operation['x-tre-doors'],
    'x-tre-origins': operation['x-tre-origins'],
    parameters: parameters.map(({ name, in: place, required }) => ({
      name,
      in: place,
      required,
      schema: { type: 'string' },
    })),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: { 200: { description: 'Done.' } },
    security,
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: streams ? streaming(operationId) : integration(operationId),
      passthroughBehavior: 'never',
      timeoutInMillis: streams ? patience.streamed : patience.buffered,
      ...(streams ? { responseTransferMode: 'STREAM' } : {}),
    },
  };
}

/** What a model keeps: shape, lengths and bounds. Patterns, formats and alternatives are documented as unsupported or vary. */
const kept = new Set([
  'type',
  'required',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);

function model(schema: Schema): Schema {
  // A value that may also be null has no type in draft 4 but a list of two, so it is not judged here.
  if (schema.nullable === true) return {};
  const entries = Object.entries(schema).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    if (key === 'properties' && isSchema(value)) {
      return [
        [
          key,
          Object.fromEntries(Object.entries(value).map(([name, each]) => [name, isSchema(each) ? model(each) : each])),
        ],
      ];
    }
    if (key === 'items' && isSchema(value)) return [[key, model(value)]];
    if (key === 'additionalProperties') return [[key, isSchema(value) ? model(value) : value]];
    return kept.has(key) ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
}

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same shape as the functions' refusals, and not a word of what was wrong: API Gateway's own messages quote the request. */
const response = (
  statusCode: string | undefined,
  rule: string,
  says: string,
  headers: Readonly<Record<string, string>> = {},
): Schema => ({
  ...(statusCode === undefined ? {} : { statusCode }),
  responseParameters: {
    'gatewayresponse.header.Cache-Control': "'no-store'",
    'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
    'gatewayresponse.header.Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
    ...headers,
  },
  responseTemplates: { 'application/json': JSON.stringify({ refusals: [{ rule, says }] }) },
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const gatewayResponses: Schema = {
  DEFAULT_4XX: response(undefined, 'request', 'the request was not taken'),
  DEFAULT_5XX: response(undefined, 'internal', 'the request was not served; ask an operator and name the request id'),
  UNAUTHORIZED: response('401', 'token', 'sign in', { 'gatewayresponse.header.WWW-Authenticate': "'Bearer'" }),
  ACCESS_DENIED: response(
    '403',
    'register',
    'the register does not allow it; who is in it is told why by /me at the public door',
  ),
  MISSING_AUTHENTICATION_TOKEN: response('404', 'operation', 'there is no such operation at this door'),
  BAD_REQUEST_BODY: response('400', 'body', 'the body is not what the operation asks for'),
  BAD_REQUEST_PARAMETERS: response('400', 'parameters', 'the parameters are not what the operation asks for'),
  REQUEST_TOO_LARGE: response('413', 'body-size', 'the body is too large'),
  THROTTLED: response('429', 'throttled', 'too much at once; try again in a moment'),
  WAF_FILTERED: response('403', 'request', 'the request was not taken'),
};
