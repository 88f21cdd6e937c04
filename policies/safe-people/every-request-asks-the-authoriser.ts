import { type Authoriser, type Door, doors, type Operation } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

/** Why an authoriser does not ask the register about each request; undefined when it does. */
function laxity({ scheme, written, asks }: Authoriser): string | undefined {
  if (scheme['x-amazon-apigateway-authtype'] !== 'custom' || !/^token$/i.test(String(written.type)))
    return 'is not asked by the token of the request';
  if (!/^authorization$/i.test(String(scheme.name)) || scheme.in !== 'header') return 'takes the token from elsewhere';
  if (String(written.authorizerResultTtlInSeconds ?? 300) !== '0')
    return 'answers from a cache, after access has ended';
  if (written.authorizerCredentials !== undefined) return 'is called with a role';
  return asks === undefined ? 'is no function of the estate' : undefined;
}

function faultOf(estate: Estate, { written, authoriser, answeredBy }: Operation): string | undefined {
  if (authoriser === undefined) return 'asks no one authoriser';
  const lax = laxity(authoriser);
  if (lax !== undefined) return `asks ${authoriser.name}, which ${lax}`;
  const integration = record(written['x-amazon-apigateway-integration']);
  if (integration.type !== 'aws_proxy' || answeredBy === undefined) return 'is answered by no function of the estate';
  if (integration.credentials !== undefined) return 'is answered with a role of API Gateway';
  const inVpc = functions(estate).some(({ resource, inVpc }) => resource === answeredBy && inVpc);
  return inVpc ? undefined : `is answered by ${answeredBy.logicalId}, which stands outside the network`;
}

function judge(estate: Estate, { api, document, operations }: Door): readonly Outcome[] {
  if (document === undefined || operations.length === 0)
    return [fail(api, 'Properties.Body', 'its document cannot be read')];
  return operations.map((operation) => {
    const fault = faultOf(estate, operation);
    return judged(
      fault === undefined,
      api,
      operation.path,
      `${operation.name} asks ${operation.authoriser?.asks?.logicalId} each time`,
      `${operation.name} ${fault}`,
    );
  });
}

/** What stands beside the document is in no document, and nobody has read it. */
const beside = (estate: Estate): readonly Resource[] =>
  estate.ofType('AWS::ApiGateway::Method', 'AWS::ApiGateway::Authorizer', 'AWS::ApiGateway::Resource');

/**
 * That the authoriser asks the register is its code, and tested; this proves that no operation of either door passes it by, and that no
 * answer of it is used twice: cached, an answer would outlive the access that it speaks of.
 */
export const everyRequestAsksTheAuthoriser: Rule = {
  id: 'every-request-asks-the-authoriser',
  safe: 'people',
  controls: ['1.5.05', '3.2.03'],
  severity: 'fatal',
  why: 'Access ends the moment the register says so only if every single request is held against it.',
  fix: 'give each operation of the document the one custom token authoriser, with authorizerResultTtlInSeconds 0, and a function of the VPC to answer',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html',
  check: (estate) => [
    ...doors(estate).flatMap((door) => judge(estate, door)),
    ...beside(estate).map((resource) => fail(resource, 'Type', 'stands beside the document of its API')),
  ],
};
