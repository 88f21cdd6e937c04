import type { Stack } from 'aws-cdk-lib';

/** An OpenAPI document, as the contracts of the safes write it. */
export type ApiDocument = Readonly<Record<string, unknown>>;

export interface DoorDocument {
  readonly stack: Stack;
  readonly document: ApiDocument;
  readonly authoriserArn: string;
  /** ARN of the function that answers an operation; throws for one that nobody answers. */
  readonly answeredBy: (operationId: string) => string;
}

/** What `paths` may hold beside operations. */
const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

const scheme = 'token';

/** API Gateway calls a function by this address. */
const invocation = (stack: Stack, functionArn: string): string =>
  `arn:${stack.partition}:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

const isRecord = (value: unknown): value is ApiDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The document as API Gateway takes it: each operation asks the one authoriser anew (time to live 0: an answer kept would outlive the access it
 * speaks of), is held against its schema, and is answered by the function of its safe.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function doorDocument({ stack, document, authoriserArn, answeredBy }: DoorDocument): ApiDocument {
  const { paths, components } = document;
  const operation = (written: ApiDocument): ApiDocument => ({
    ...written,
    security: [{ [scheme]: [] }],
    'x-amazon-apigateway-request-validator': 'all',
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST', // how a function is invoked, whatever the method of the request
      uri: invocation(stack, answeredBy(String(written.operationId))),
      passthroughBehavior: 'never',
      timeoutInMillis: 29_000,
    },
  });
  return {
    ...document,
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
    components: {
      ...(isRecord(components) ? components : {}),
      securitySchemes: {
        [scheme]: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': {
            type: 'token',
            authorizerUri: invocation(stack, authoriserArn),
            authorizerResultTtlInSeconds: 0,
            identityValidationExpression: '^Bearer [-A-Za-z0-9._~+/]+=*$',
          },
        },
      },
    },
    paths: Object.fromEntries(
      Object.entries(isRecord(paths) ? paths : {}).map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(isRecord(item) ? item : {}).map(([name, written]) => [
            name,
            methods.has(name) && isRecord(written) ? operation(written) : written,
          ]),
        ),
      ]),
    ),
  };
}
