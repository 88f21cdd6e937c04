import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import { type Door, doors, functionsBehind } from '../estate/doors.ts';
import type { Estate, Json, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { onlyFunctionOf, roleBehind } from './roles-of-one-function.ts';

const variable = (lambda: Resource, name: string): Json | undefined => at(lambda, `Environment.Variables.${name}`);

/** The API that a permission lets call; undefined where it lets any. */
function calledBy(estate: Estate, permission: Resource): Resource | undefined {
  const [, api] = /:execute-api:[^:]*:[^:]*:(\$\{[^}]+\})\//.exec(text(permission.properties.SourceArn) ?? '') ?? [];
  return api === undefined ? undefined : estate.find(api, 'AWS::ApiGateway::RestApi');
}

/** The clock sends an event of its own making, in which nothing stands that a request holds: nobody wrote what it says. */
function isBareClock(estate: Estate, { properties }: Resource, lambda: Resource): boolean {
  const rule = estate.find(properties.SourceArn, 'AWS::Events::Rule');
  if (properties.Principal !== 'events.amazonaws.com' || rule === undefined) return false;
  const { ScheduleExpression: clock, EventPattern: pattern, Targets: targets } = rule.properties;
  return (
    text(clock) !== undefined &&
    pattern === undefined &&
    list(targets)
      .map(record)
      .filter(({ Arn }) => estate.find(Arn, 'AWS::Lambda::Function') === lambda)
      .every((target) => ['Input', 'InputPath', 'InputTransformer'].every((word) => target[word] === undefined))
  );
}

/** A request that did not come through the door could say of itself that the authoriser had let it in. */
function callers(estate: Estate, { api }: Door, lambda: Resource): string | undefined {
  const permissions = estate
    .ofType('AWS::Lambda::Permission')
    .filter(({ properties }) => estate.find(properties.FunctionName, 'AWS::Lambda::Function') === lambda);
  const other = permissions.find(
    (one) =>
      !isBareClock(estate, one, lambda) &&
      (one.properties.Principal !== 'apigateway.amazonaws.com' || calledBy(estate, one) !== api),
  );
  if (other !== undefined) return `${other.logicalId} lets others than its door call it`;
  if (permissions.length === 0) return 'its door may not call it';
  const { arn } = physicalName(estate, lambda);
  const invoking = ['lambda:InvokeFunction', 'lambda:InvokeAsync'];
  const found = identities(estate).flatMap((actor) => {
    const access = firstThatMay(estate, actor, invoking, [arn, `${arn}:1`]);
    return access === undefined ? [] : [`${actor.name} ${sentenceOf(access)}`];
  });
  const started = estate
    .ofType('AWS::Lambda::EventSourceMapping')
    .find(({ properties }) => estate.find(properties.FunctionName, 'AWS::Lambda::Function') === lambda);
  return found[0] ?? (started === undefined ? undefined : `${started.logicalId} starts it past its door`);
}

function faultOf(estate: Estate, door: Door, lambda: Resource, behindOthers: readonly Resource[]): string | undefined {
  if (behindOthers.includes(lambda)) return 'stands behind the other door too';
  const role = roleBehind(estate, lambda);
  if (role === undefined || onlyFunctionOf(estate, role.resource) === undefined)
    return 'acts with a role that is not its own alone';
  if (variable(lambda, 'DOOR') !== door.kind) return `does not know that it stands behind the ${door.kind} door`;
  return callers(estate, door, lambda);
}

/** For whom a token must have been made; said to the functions that verify it. */
const audiences = (estate: Estate, kind: Door['kind']): readonly Resource[] =>
  functionsBehind(estate, kind).filter((lambda) => variable(lambda, 'AUDIENCE') !== undefined);

function sharedAudience(estate: Estate, lambda: Resource, kind: Door['kind']): string | undefined {
  const own = variable(lambda, 'AUDIENCE');
  if (own === undefined || text(own) === undefined)
    return 'says for whom a token must have been made in no way that can be read';
  const other = audiences(estate, kind === 'private' ? 'public' : 'private');
  return other.some((one) => variable(one, 'AUDIENCE') === own) ? 'takes the tokens of the other door' : undefined;
}

/** One API a door, so that a token, a role or a function of one is of no use at the other. */
export const doorsShareNothing: Rule = {
  id: 'doors-share-nothing',
  safe: 'people',
  controls: ['3.2.03', '1.5.03'],
  severity: 'fatal',
  why: 'What both doors use, the public one can use: a token typed on the internet would open what is meant for the inside.',
  fix: 'give each door functions, roles, an authoriser and an app client of its own, and let its API alone call them',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html',
  check: (estate) =>
    doors(estate).flatMap((door) => {
      const others = functionsBehind(estate, door.kind === 'private' ? 'public' : 'private');
      const asked = new Set(door.operations.flatMap(({ authoriser }) => list(authoriser?.asks?.address)));
      const behind = new Set(
        door.operations
          .flatMap(({ answeredBy, authoriser }) => [answeredBy, authoriser?.asks])
          .filter((one) => one !== undefined),
      );
      return [...behind].map((lambda) => {
        const fault =
          faultOf(estate, door, lambda, others) ??
          (asked.has(lambda.address) ? sharedAudience(estate, lambda, door.kind) : undefined);
        return judged(
          fault === undefined,
          lambda,
          'Properties',
          `stands behind the ${door.kind} door alone, with a role of its own`,
          fault ?? '',
        );
      });
    }),
};
