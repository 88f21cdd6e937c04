import type { Door, Operation } from '../estate/doors.ts';
import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { isRecord, record } from '../estate/values.ts';

/** What a document may say of the whole API. An import also reads policies, endpoints, keys and servers from it. */
const ofDocuments = new Set([
  'openapi',
  'info',
  'tags',
  'paths',
  'components',
  'security',
  'x-amazon-apigateway-request-validators',
  'x-amazon-apigateway-request-validator',
  'x-amazon-apigateway-gateway-responses',
]);

/** What a path may say besides its operations. A reference would bring in operations that nobody has read. */
const ofPaths = new Set(['summary', 'description', 'parameters']);

/** `x-amazon-apigateway-auth` is not among them: its type `NONE` opens an operation whatever `security` says. */
const ofOperations = new Set([
  'operationId',
  'summary',
  'description',
  'tags',
  'deprecated',
  'parameters',
  'requestBody',
  'responses',
  'security',
  'x-tre-doors',
  'x-tre-origins',
  'x-amazon-apigateway-integration',
  'x-amazon-apigateway-request-validator',
]);

const beyond = (written: JsonObject, known: ReadonlySet<string>): string | undefined =>
  Object.keys(written).find((key) => !known.has(key));

/** What an operation says that could change who answers it or who is asked; undefined when nothing does. */
export const unreadIn = ({ written }: Operation): string | undefined => beyond(written, ofOperations);

/** Why an API may serve something else than the operations that were read; undefined when it cannot. */
export function unreadOf({ api, document, operations }: Door): string | undefined {
  if (document === undefined) return 'its document cannot be read';
  const { CloneFrom: origin, Mode: mode, BodyS3Location: elsewhere } = api.properties;
  if (origin !== undefined) return 'begins as a copy of another API';
  if (elsewhere !== undefined) return 'takes its document from elsewhere';
  if (mode !== undefined && mode !== 'overwrite') return 'keeps operations that its document no longer has';
  const strange = beyond(document, ofDocuments);
  if (strange !== undefined) return `says ${strange}, and nobody has read what that does`;
  const read = new Set(operations.map(({ path }) => path));
  for (const [path, item] of Object.entries(record(document.paths))) {
    const unread = Object.keys(record(item)).find(
      (key) => !ofPaths.has(key) && !read.has(`Properties.Body.paths.${path}.${key}`),
    );
    if (!isRecord(item) || unread !== undefined) return `${path} has ${unread}, which is no operation that was read`;
  }
  return undefined;
}

/** Why a stage may serve another document than that of its API; undefined when it serves no other. */
export function servedElse(estate: Estate, stage: Resource): string | undefined {
  const { DeploymentId: deployed, RestApiId: id, CanarySetting: canary } = stage.properties;
  const deployment = estate.find(deployed, 'AWS::ApiGateway::Deployment');
  if (canary !== undefined) return 'answers some requests by another deployment';
  if (deployment === undefined) return 'serves a deployment that nobody here made';
  const { RestApiId: of, DeploymentCanarySettings: trial, StageName: own } = deployment.properties;
  if (estate.find(of) === undefined || estate.find(of) !== estate.find(id)) return 'serves a deployment of another API';
  return trial === undefined && own === undefined ? undefined : 'serves a deployment that makes a stage of its own';
}
