import type { Json } from '../estate/estate.ts';
import { isRecord, list, record } from '../estate/values.ts';

const methods = /^(get|put|post|delete|patch|head|options|trace|x-amazon-apigateway-any-method)$/i;

/** Every alternative must name somebody who asks; an empty one admits whoever comes. */
const asksSomebody = (security: Json | undefined): boolean =>
  list(security).length > 0 && list(security).every((one) => isRecord(one) && Object.keys(one).length > 0);

const signed = (operation: Json | undefined): boolean =>
  /^aws_iam$/i.test(String(record(record(operation)['x-amazon-apigateway-auth']).type));

/** Operations of an OpenAPI document that answer without asking who calls, such as `GET /rows`. */
export function openOperations(document: Json): readonly string[] {
  const { paths, security } = record(document);
  return Object.entries(record(paths)).flatMap(([path, operations]) =>
    Object.entries(record(operations))
      .filter(([method]) => methods.test(method))
      .filter(([, operation]) => !signed(operation) && !asksSomebody(record(operation).security ?? security))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
}
