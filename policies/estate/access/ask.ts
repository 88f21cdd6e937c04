import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';
import type { Answer } from './answer.ts';
import type { CallPath } from './call-path.ts';
import { pathFacts } from './call-path.ts';
import type { Caller } from './caller.ts';
import { ownerOf } from './canonical.ts';
import type { Facts } from './circumstances.ts';
import { type PolicyStatement, plain, readDocument, unreadableStatement } from './documents.ts';
import { evaluate } from './evaluate.ts';
import { identityPolicies, isIdentity } from './identity-policies.ts';
import { resourceControl, serviceControl } from './organisation-policies.ts';
import { accountOf, physicalName } from './physical-names.ts';
import type { Policies } from './request.ts';
import { resourcePolicyAt } from './resource-policies.ts';
import { endpointPolicy, endpointsFor, idOf, vpcOf } from './vpc-endpoints.ts';

/** One question about an estate, its names canonical text. */
export interface Question {
  /** ARN of a role, user, session or root, the name of a service principal, or `*` for anybody without credentials. */
  readonly who: string;
  readonly action: string;
  /** ARN, or `*`. */
  readonly to: string;
  /** The resource whose policy bears on the call, where the ARN does not show it: the vault of a recovery point. */
  readonly governedBy?: Resource;
  /** The account that owns the resource, where neither the templates nor its ARN say so. */
  readonly owner?: string;
  readonly path?: CallPath | undefined;
  /** Whatever else is known of the call; it has the last word. */
  readonly facts?: Facts;
  /** Leave out the organisation's policies that stand in the templates: nothing shows that they are attached. */
  readonly withoutGuardrails?: boolean;
}

/** Who can do what to which resource, by every policy of the estate that bears on it. */
export function ask(estate: Estate, question: Question): Answer {
  const { action, to, path, withoutGuardrails = false } = question;
  const { caller, identity } = callerOf(estate, question.who);
  const target = question.governedBy ?? ownerOf(estate, to);
  const account = accountOfResource(estate, to, target) ?? question.owner ?? toldAccount(question);
  const policies: Policies = {
    ...(identity === undefined ? { identity: ofStranger(estate, caller) } : identityPolicies(estate, identity)),
    ...resourceLayer(estate, to, target, account, caller),
    ...(withoutGuardrails ? {} : organisationLayers(estate, caller.account, account, action)),
  };
  const decide = (more: Facts, endpoint: Pick<Policies, 'endpoint'>): Answer =>
    evaluate(
      {
        caller,
        action,
        resource: to,
        resourceAccount: account,
        facts: { ...(path === undefined ? {} : pathFacts[path]), ...more, ...question.facts },
      },
      { ...policies, ...endpoint },
    );
  if (path !== 'vpce') return decide({}, {});
  return widest(endpointsAsked(estate, question).map(({ facts, ...endpoint }) => decide(facts, endpoint)));
}

const order = ['allowed', 'conditional', 'unknown', 'denied'] as const;

/** Who may choose the endpoint chooses the one that lets most through. */
function widest(answers: readonly Answer[]): Answer {
  const [first] = answers.toSorted((one, other) => order.indexOf(one.decision) - order.indexOf(other.decision));
  if (first === undefined) throw new Error('a call through an endpoint needs one');
  return first;
}

interface Known {
  readonly caller: Caller;
  /** The role or user, when it is in the estate. */
  readonly identity?: Resource;
}

const callers: (estate: Estate) => Map<string, Known> = oncePerEstate(() => new Map());

function callerOf(estate: Estate, who: string): Known {
  const known = callers(estate).get(who) ?? named(estate, who);
  callers(estate).set(who, known);
  return known;
}

function named(estate: Estate, who: string): Known {
  if (who === '*') return { caller: { kind: 'anonymous' } };
  const [prefix, , service, , account = '', what = ''] = who.split(':');
  if (prefix !== 'arn') {
    const root = ['arn', 'aws', 'iam', '', who, 'root'].join(':');
    return /^\d{12}$/.test(who)
      ? { caller: { kind: 'root', account: who, arn: root } }
      : { caller: { kind: 'service', service: who } };
  }
  if (what === 'root') return { caller: { kind: 'root', arn: who, account } };
  if (what.startsWith('user/')) return withIdentity(estate, { kind: 'user', arn: who, account });
  if (service === 'sts' && what.startsWith('federated-user/'))
    return { caller: { kind: 'federated-user', arn: who, account } };
  if (service === 'sts' && what.startsWith('assumed-role/')) return ofSession(estate, account, what);
  const serviceLinked = what.startsWith('role/aws-service-role/');
  return withIdentity(estate, { kind: 'role-session', arn: who, account, ...(serviceLinked ? { serviceLinked } : {}) });
}

function withIdentity(estate: Estate, caller: Caller): Known {
  const identity = ownerOf(estate, caller.arn ?? '');
  return identity !== undefined && isIdentity(identity) ? { caller, identity } : { caller };
}

/** A session's ARN has lost the path of its role, so that the role is found by its name. */
function ofSession(estate: Estate, account: string, what: string): Known {
  const [, name = '', session = ''] = what.split('/');
  const role = estate.ofType('AWS::IAM::Role').find((one) => {
    const { arn } = physicalName(estate, one);
    return arn.split('/').at(-1) === name && arn.split(':')[4] === account;
  });
  const arn =
    role === undefined ? ['arn', 'aws', 'iam', '', account, `role/${name}`].join(':') : physicalName(estate, role).arn;
  return { caller: { kind: 'role-session', arn, account, session }, ...(role === undefined ? {} : { identity: role }) };
}

/** Everything to everybody, or to whoever an account of its own says: across accounts both sides must still agree. */
const openTo = (account: string | undefined, source: string): readonly PolicyStatement[] => {
  const principal = account === undefined ? '*' : { AWS: account };
  const statement = { Effect: 'Allow', Principal: principal, Action: '*', Resource: '*' };
  return readDocument({ Version: '2012-10-17', Statement: [statement] }, source, '', plain);
};

const ofForeignAccounts = openTo(undefined, 'policies of a foreign account');

const isOwn = (estate: Estate, account: string | undefined): boolean =>
  estate.stacks.some(({ name }) => accountOf(estate, name) === account);

/** The root user has no identity policy. Of another identity outside the templates: in an account of ours its policies are not seen; a foreign account gives its own what it likes. */
function ofStranger(estate: Estate, caller: Caller): readonly PolicyStatement[] {
  if (caller.kind === 'root' && isOwn(estate, caller.account)) return [];
  if (isOwn(estate, caller.account))
    return [unreadableStatement('policies outside these templates', `of ${caller.arn}`)];
  return ofForeignAccounts;
}

function accountOfResource(estate: Estate, to: string, target: Resource | undefined): string | undefined {
  if (target !== undefined) return accountOf(estate, target.stack);
  if (to === '*') {
    const [first] = estate.stacks;
    return first === undefined ? undefined : accountOf(estate, first.name);
  }
  return to.split(':')[4] || undefined;
}

/** The ARN of a bucket does not say whose it is; the question may. */
function toldAccount({ facts }: Question): string | undefined {
  const told = facts?.['aws:resourceaccount'];
  return Array.isArray(told) && told.length === 1 ? told[0] : undefined;
}

/** The resource's own policy. One outside the templates may have any: it counts as open to everybody, for its owner decides. */
function resourceLayer(
  estate: Estate,
  to: string,
  target: Resource | undefined,
  account: string | undefined,
  caller: Caller,
): Pick<Policies, 'resource'> {
  if (to === '*') return {};
  if (target !== undefined) {
    const resource = resourcePolicyAt(estate, target, to);
    return resource === undefined ? {} : { resource };
  }
  if (account !== undefined && account === caller.account) {
    if (!withResourcePolicies.test(to)) return {};
    return { resource: [unreadableStatement('policies outside these templates', `of ${to}`)] };
  }
  return { resource: openTo(caller.account, 'the policy of somebody else') };
}

/** Services whose resources have a policy of their own, which may deny what an identity policy allows. */
const withResourcePolicies =
  /^arn:[^:]*:(s3|kms|sns|sqs|lambda|secretsmanager|ecr|iam|sts|dynamodb|events|logs|backup|execute-api|kinesis|es|elasticfilesystem|codeartifact|acm-pca):/;

function organisationLayers(estate: Estate, caller: string | undefined, resource: string | undefined, action: string) {
  const service = serviceControl(estate, caller);
  const resources = resourceControl(estate, resource, action);
  return {
    ...(service === undefined ? {} : { serviceControl: service }),
    ...(resources === undefined ? {} : { resourceControl: resources }),
  };
}

/** The endpoint that the question names, or else every one of the estate for this service. */
function endpointsAsked(
  estate: Estate,
  { action, facts }: Question,
): readonly { readonly endpoint: readonly PolicyStatement[]; readonly facts: Facts }[] {
  const asked = facts?.['aws:sourcevpce'];
  const endpoints = Array.isArray(asked)
    ? estate.ofType('AWS::EC2::VPCEndpoint').filter((one) => asked.includes(idOf(estate, one)))
    : endpointsFor(estate, action);
  if (endpoints.length === 0)
    return [
      {
        endpoint: [unreadableStatement('policies outside these templates', `of an endpoint for ${action}`)],
        facts: {},
      },
    ];
  return endpoints.map((one) => {
    const vpc = vpcOf(estate, one);
    return {
      endpoint: endpointPolicy(estate, one),
      facts: { 'aws:sourcevpce': [idOf(estate, one)], ...(vpc === undefined ? {} : { 'aws:sourcevpc': [vpc] }) },
    };
  });
}
