import type { Estate, Json, JsonObject, Resource } from './estate.ts';
import { at, isRecord, list, record, text } from './values.ts';
import { oncePerEstate } from './views.ts';

/** One operation of an API's document. */
export interface Operation {
  /** Such as `POST /queries`. */
  readonly name: string;
  /** Where it stands in the API. */
  readonly path: string;
  readonly written: JsonObject;
  /** The one authoriser that every request of it asks; undefined where there is none, several, or one that cannot be read. */
  readonly authoriser: Authoriser | undefined;
  /** The function that answers; undefined where anything else does. */
  readonly answeredBy: Resource | undefined;
  /** Whether it answers in a stream, by its address or by what the integration says; `unclear` where these two do not agree. */
  readonly streams: boolean | 'unclear';
}

export interface Authoriser {
  readonly name: string;
  /** The security scheme that bears it. */
  readonly scheme: JsonObject;
  readonly written: JsonObject;
  /** The function that is asked. */
  readonly asks: Resource | undefined;
}

/** A REST API by which people's requests come in. */
export interface Door {
  readonly api: Resource;
  /** `private` only where nothing but a VPC endpoint can lead to it. Whatever else it is, it is on the internet. */
  readonly kind: 'private' | 'public';
  /** Undefined where no document can be read: then nobody knows what it answers. */
  readonly document: JsonObject | undefined;
  readonly operations: readonly Operation[];
}

const methods = /^(get|put|post|delete|patch|head|options|trace|x-amazon-apigateway-any-method)$/i;

/**
 * The addresses by which API Gateway calls a function, whole or in a stream.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
const called = /:lambda:path\/[^/]+\/functions\/(.+)\/(invocations|response-streaming-invocations)$/;

/** The function that a URI of API Gateway names. */
const functionAt = (estate: Estate, uri: Json | undefined): Resource | undefined => {
  const [, arn] = called.exec(text(uri) ?? '') ?? [];
  return arn === undefined ? undefined : estate.find(arn, 'AWS::Lambda::Function');
};

function streamsBy({ uri, responseTransferMode: mode = 'BUFFERED' }: JsonObject): Operation['streams'] {
  const byAddress = called.exec(text(uri) ?? '')?.[2] === 'response-streaming-invocations';
  if (mode !== 'STREAM' && mode !== 'BUFFERED') return 'unclear';
  return byAddress === (mode === 'STREAM') ? byAddress : 'unclear';
}

function authoriserOf(estate: Estate, document: JsonObject, operation: JsonObject): Authoriser | undefined {
  const alternatives = list(operation.security ?? document.security);
  const names = Object.keys(record(alternatives[0]));
  const [name] = names;
  if (alternatives.length !== 1 || names.length !== 1 || name === undefined) return undefined;
  const scheme = record(record(record(document.components).securitySchemes)[name]);
  const written = scheme['x-amazon-apigateway-authorizer'];
  return isRecord(written) ? { name, scheme, written, asks: functionAt(estate, written.authorizerUri) } : undefined;
}

const operationsOf = (estate: Estate, document: JsonObject): readonly Operation[] =>
  Object.entries(record(document.paths)).flatMap(([path, item]) =>
    Object.entries(record(item))
      .filter(([method]) => methods.test(method))
      .map(([method, body]) => {
        const written = record(body);
        const integration = record(written['x-amazon-apigateway-integration']);
        return {
          name: `${method.toUpperCase()} ${path}`,
          path: `Properties.Body.paths.${path}.${method}`,
          written,
          authoriser: authoriserOf(estate, document, written),
          answeredBy: functionAt(estate, integration.uri),
          streams: streamsBy(integration),
        };
      }),
  );

function doorOf(estate: Estate, api: Resource): Door {
  const types = list(at(api, 'EndpointConfiguration.Types'));
  const { Body: body } = api.properties;
  const document = isRecord(body) && body.Unresolved === undefined ? body : undefined;
  return {
    api,
    kind: types.length === 1 && types[0] === 'PRIVATE' ? 'private' : 'public',
    document,
    operations: document === undefined ? [] : operationsOf(estate, document),
  };
}

export const doors: (estate: Estate) => readonly Door[] = oncePerEstate((estate) =>
  estate.ofType('AWS::ApiGateway::RestApi').map((api) => doorOf(estate, api)),
);

/** Every function that stands behind a door of the kind: those that answer, and those that are asked who it is. */
export const functionsBehind = (estate: Estate, kind: Door['kind']): readonly Resource[] => [
  ...new Set(
    doors(estate)
      .filter((door) => door.kind === kind)
      .flatMap(({ operations }) => operations)
      .flatMap(({ answeredBy, authoriser }) => [answeredBy, authoriser?.asks])
      .filter((one) => one !== undefined),
  ),
];
