import { type Answer, answerOf } from './answer.ts';
import { factsOf, isIamPrincipal } from './caller.ts';
import { circumstancesOf, type Facts } from './circumstances.ts';
import type { PolicyStatement } from './documents.ts';
import { all, any, type Formula, not } from './formula.ts';
import { grantsOf } from './grants.ts';
import { type Grade, namingOf } from './named.ts';
import { allowing, denying, meant, type Reached, reachOf, statementsOn } from './reach.ts';
import type { Layer, Policies, Request } from './request.ts';

/**
 * Decides one call by AWS's policy evaluation logic: an explicit Deny anywhere wins; resource control, service control and endpoint
 * policies, boundaries and session policies limit; identity and resource policies grant, one of them within an account, both across.
 * Key policies and trust policies are the exception: without their Allow nothing is granted, not even within the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: Request, policies: Policies): Answer {
  const caller = { ...request.caller, hasBoundary: policies.boundary !== undefined };
  if (isFree(request)) return free;
  if (isRefused(request)) return refused;
  const facts: Facts = { ...factsOf(caller), ...implied(request), ...request.facts };
  const circumstances = circumstancesOf(facts, setKeysOf(policies));
  const reach = (statements: readonly PolicyStatement[] | undefined, layer: Layer): readonly Reached[] =>
    statementsOn(statements ?? none, request.action).flatMap((statement) =>
      reachOf(statement, layer, request, circumstances),
    );

  const identity = isIamPrincipal(caller) ? reach(policies.identity, 'identity') : [];
  const boundary = reach(policies.boundary, 'boundary');
  const session = reach(policies.session, 'session');
  const resource = reach(policies.resource, 'resource');
  const endpoint = reach(policies.endpoint, 'endpoint');
  const underControl = isIamPrincipal(caller) && !caller.managementAccount && !caller.serviceLinked;
  const serviceControl = underControl
    ? (policies.serviceControl ?? []).map((level) => reach(level, 'service-control'))
    : [];
  const resourceControl = caller.serviceLinked
    ? []
    : (policies.resourceControl ?? []).map((level) => reach(level, 'resource-control'));

  const limits = all(
    policies.endpoint === undefined ? true : granted(endpoint, (one) => meant(one, caller)),
    everyLevel(serviceControl),
    everyLevel(resourceControl),
  );
  const ownLimits = all(
    policies.boundary === undefined || caller.kind === 'root' ? true : granted(boundary),
    policies.session === undefined ? true : granted(session),
  );
  const identityGrants = caller.kind === 'root' ? true : granted(identity);
  const named = (grade: Grade): Formula => granted(resource, (one) => namingOf(one.statement, caller)[grade]);
  const grants = grantsOf({ ...request, caller }, { identityGrants, ownLimits, named });
  const everything = [
    ...identity,
    ...boundary,
    ...session,
    ...resource,
    ...endpoint,
    ...serviceControl.flat(),
    ...resourceControl.flat(),
  ];
  const denials = everything.map((one) => all(denying(one), meant(one, caller)));
  const formula = all(grants, limits, not(any(...denials)));
  return answerOf(formula, { caller, circumstances, everything, limits, grants });
}

/** Everybody may ask who they are, even when a policy denies it. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const isFree = ({ action, caller }: Request): boolean =>
  action.toLowerCase() === 'sts:getcalleridentity' && isIamPrincipal(caller);

const free: Answer = {
  decision: 'allowed',
  statements: [],
  residual: null,
  because: 'it needs no permission, and no policy can take it away',
};

/**
 * STS lends a role to nobody who signs as the root user, and neither STS nor KMS hears a call without a signature.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const isRefused = ({ action, caller: { kind } }: Request): boolean =>
  (kind === 'root' && /^sts:assumerole$/i.test(action)) ||
  (kind === 'anonymous' && /^(sts:assumerole$|kms:)/i.test(action));

const refused: Answer = {
  decision: 'denied',
  statements: [],
  residual: null,
  because: 'the service refuses such a caller, whatever policies say',
};

/** What follows from the resource that is asked for. */
function implied({ resource, resourceAccount }: Request): Facts {
  const region = resource.split(':')[3];
  return {
    ...(resourceAccount === undefined
      ? {}
      : { 'aws:resourceaccount': [resourceAccount], 's3:resourceaccount': [resourceAccount] }),
    ...(region ? { 'aws:requestedregion': [region] } : {}),
  };
}

const none: readonly PolicyStatement[] = [];

const setKeysOf = (policies: Policies): ReadonlySet<string> =>
  new Set(
    [
      ...[policies.identity, policies.boundary, policies.session, policies.resource, policies.endpoint].map(
        (layer) => layer ?? none,
      ),
      ...(policies.serviceControl ?? []),
      ...(policies.resourceControl ?? []),
    ].flatMap(setKeysIn),
  );

const setKeys = new WeakMap<readonly PolicyStatement[], readonly string[]>();

function setKeysIn(statements: readonly PolicyStatement[]): readonly string[] {
  const known = setKeys.get(statements);
  if (known !== undefined) return known;
  const found = statements.flatMap(({ conditions }) =>
    conditions.flatMap(({ operator, key }) => (/^for(all|any)value/i.test(operator) ? [key.toLowerCase()] : [])),
  );
  setKeys.set(statements, found);
  return found;
}

/** The Allow statements of a layer, joined; each with what else it demands of the call. */
const granted = (reached: readonly Reached[], demand: (one: Reached) => Formula = () => true): Formula =>
  any(...reached.map((one) => all(allowing(one), demand(one))));

const everyLevel = (levels: readonly (readonly Reached[])[]): Formula => all(...levels.map((level) => granted(level)));
