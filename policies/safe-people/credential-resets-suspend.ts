import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import type { Estate, Json, JsonObject, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { firstThatMay } from '../estate/may.ts';
import { list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { failsAloud } from '../safe-settings/by-the-clock.ts';
import { isOn } from '../safe-settings/heard-calls.ts';
import { onlyFunctionOf } from './roles-of-one-function.ts';

/** By each of these an administrator comes to know a password, or takes a second factor away. */
const resets = ['AdminResetUserPassword', 'AdminSetUserMFAPreference', 'AdminSetUserPassword', 'AdminSetUserSettings'];

/** A pattern that names more than source, kind and calls lets some of them pass. */
const known = new Set(['source', 'detail-type', 'detail']);
const knownDetails = new Set(['eventName', 'eventSource', 'requestParameters']);

/** A pattern may name the beginning of calls. */
const begins = (pattern: Json, call: string): boolean => {
  const { prefix } = record(pattern);
  return typeof prefix === 'string' && prefix !== '' && call.startsWith(prefix);
};

/** The pool is named, or none is and all are meant. */
function meansPool(estate: Estate, written: Json | undefined, pool: Resource): boolean {
  const { userPoolId, ...others } = record(written);
  return (
    written === undefined ||
    (Object.keys(others).length === 0 && list(userPoolId).some((one) => estate.find(one) === pool))
  );
}

function hears(estate: Estate, pattern: JsonObject, pool: Resource): boolean {
  const { source, 'detail-type': kind, detail } = pattern;
  const { eventName, eventSource, requestParameters } = record(detail);
  const calls = list(eventName);
  return (
    Object.keys(pattern).every((key) => known.has(key)) &&
    Object.keys(record(detail)).every((key) => knownDetails.has(key)) &&
    (source === undefined || list(source).includes('aws.cognito-idp')) &&
    list(kind).includes('AWS API Call via CloudTrail') &&
    (eventSource === undefined || list(eventSource).includes('cognito-idp.amazonaws.com')) &&
    meansPool(estate, requestParameters, pool) &&
    resets.every((call) => calls.some((one) => one === call || begins(one, call)))
  );
}

/** A target that says something else than the event names nobody who could be suspended. */
const rewriting = ['Input', 'InputPath', 'InputTransformer'];

/** Calls to AWS are told of on the default bus alone. */
const isOnTheDefaultBus = ({ properties }: Resource): boolean =>
  properties.EventBusName === undefined || properties.EventBusName === 'default';

/** The function in the network that a rule starts, with a role of its own that may write where people stand. */
function suspends(estate: Estate, rule: Resource): Resource | undefined {
  const tables = estate.ofType('AWS::DynamoDB::Table').map((table) => physicalName(estate, table).arn);
  return list(rule.properties.Targets)
    .map(record)
    .filter((target) => rewriting.every((word) => target[word] === undefined))
    .flatMap((target) => estate.find(target.Arn, 'AWS::Lambda::Function') ?? [])
    .find((lambda) => {
      const found = functions(estate).find(({ resource }) => resource === lambda);
      const actor = identities(estate).find(({ resource }) => resource === found?.role?.resource);
      return (
        found?.inVpc === true &&
        actor !== undefined &&
        onlyFunctionOf(estate, actor.resource)?.resource === lambda &&
        admits(estate, lambda, rule) &&
        String(lambda.properties.ReservedConcurrentExecutions ?? 1) !== '0' &&
        failsAloud(estate, lambda) &&
        firstThatMay(estate, actor, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], tables) !== undefined
      );
    });
}

/** Without it EventBridge calls, and Lambda refuses. */
const admits = (estate: Estate, lambda: Resource, rule: Resource): boolean =>
  estate
    .ofType('AWS::Lambda::Permission')
    .some(
      ({ properties }) =>
        estate.find(properties.FunctionName, 'AWS::Lambda::Function') === lambda &&
        properties.Principal === 'events.amazonaws.com' &&
        estate.find(properties.SourceArn, 'AWS::Events::Rule') === rule,
    );

/** That the function suspends whom the event names is its code, and tested; this proves that it hears of it and can. */
export const credentialResetsSuspend: Rule = {
  id: 'credential-resets-suspend',
  safe: 'people',
  controls: ['1.5.05', '3.2.04', 'TRE-X13'],
  severity: 'fatal',
  why: 'Whoever sets a password and takes the second factor away can sign in as that person, and the trail would name the wrong one.',
  fix: `send ${resets.join(', ')} by a rule that names nothing more to a function in the VPC that may write the register`,
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html',
  check: (estate) =>
    estate.ofType('AWS::Cognito::UserPool').map((pool) => {
      const [by] = estate
        .ofType('AWS::Events::Rule')
        .filter(
          (rule) => isOn(rule) && isOnTheDefaultBus(rule) && hears(estate, record(rule.properties.EventPattern), pool),
        )
        .flatMap((rule) => suspends(estate, rule) ?? []);
      return judged(
        by !== undefined,
        pool,
        'Type',
        `${by?.logicalId} hears of every reset and may suspend the person`,
        'nothing suspends a person whose password or second factor an administrator has changed',
      );
    }),
};
