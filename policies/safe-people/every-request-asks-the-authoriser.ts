import { type Authoriser, type Door, doors, type Operation } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { servedElse, unreadIn, unreadOf } from './what-is-served.ts';

/** Why an authoriser does not ask the register about each request; undefined when it does. */
function laxity({ scheme, written, asks }: Authoriser): string | undefined {
  if (scheme['x-amazon-apigateway-authtype'] !== 'custom' || !/^token$/i.test(String(written.type)))
    return 'is not asked by the token of the request';
  if (!/^authorization$/i.test(String(scheme.name)) || scheme.in !== 'header') return 'takes the token from elsewhere';
  if (String(written.authorizerResultTtlInSeconds ?? 300) !== '0')
    return 'answers from a cache, after access has ended';
  if (written.authorizerCredentials !== undefined) return 'is called with a role';
  if (
    written.identitySource !== undefined &&
    !/^method\.request\.header\.authorization$/i.test(String(written.identitySource))
  )
    return 'takes the token from elsewhere';
  return asks === undefined ? 'is no function of the estate' : undefined;
}

function faultOf(estate: Estate, operation: Operation, { operations }: Door): string | undefined {
  const { written, authoriser, answeredBy } = operation;
  if (authoriser === undefined) return 'asks no one authoriser';
  const lax = laxity(authoriser);
  if (lax !== undefined) return `asks ${authoriser.name}, which ${lax}`;
  const { asks } = authoriser;
  if (operations.some((one) => one.answeredBy === asks))
    return `asks ${asks?.logicalId}, which answers requests itself`;
  if (operations.some((one) => one.authoriser !== undefined && one.authoriser.asks !== asks))
    return 'asks another authoriser than other operations do';
  const unread = unreadIn(operation);
  if (unread !== undefined) return `says ${unread}, and nobody has read what that does`;
  const integration = record(written['x-amazon-apigateway-integration']);
  if (integration.type !== 'aws_proxy' || answeredBy === undefined) return 'is answered by no function of the estate';
  if (integration.credentials !== undefined) return 'is answered with a role of API Gateway';
  const inVpc = functions(estate).some(({ resource, inVpc }) => resource === answeredBy && inVpc);
  return inVpc ? undefined : `is answered by ${answeredBy.logicalId}, which stands outside the network`;
}

function judge(estate: Estate, door: Door): readonly Outcome[] {
  const { api, operations } = door;
  const unread = unreadOf(door) ?? (operations.length === 0 ? 'its document names no operation' : undefined);
  if (unread !== undefined) return [fail(api, 'Properties.Body', unread)];
  return operations.map((operation) => {
    const fault = faultOf(estate, operation, door);
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

/** A stage serves what was deployed, which need not be what the template shows. */
const stages = (estate: Estate): readonly Outcome[] =>
  estate.ofType('AWS::ApiGateway::Stage').flatMap((stage) => {
    const fault = servedElse(estate, stage);
    return fault === undefined ? [] : [fail(stage, 'Properties.DeploymentId', fault)];
  });

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
    ...stages(estate),
    ...beside(estate).map((resource) => fail(resource, 'Type', 'stands beside the document of its API')),
  ],
};
