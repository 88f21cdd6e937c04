import type { Estate } from '../estate/estate.ts';
import { deploymentRoles, type Role, roles } from '../estate/principals.ts';
import { statementsAt } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { brokers, personRoles } from './person-roles.ts';
import { type Right, rightsOf, unseenPolicies } from './rights.ts';
import { roleNamed } from './role-names.ts';
import { takeover } from './takeovers.ts';

/** Written by AWS for one service each, read by us: they look at settings, or write a function's own log. */
const knownPolicies =
  /:iam::aws:policy\/service-role\/(AWS_ConfigRole|AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole)$/;

const isBecoming = ({ effect, actions = [] }: Right): boolean =>
  effect === 'Allow' &&
  actions.every((action) => ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'].includes(action));

function judge(estate: Estate, role: Role, isBroker: boolean, mayBePassed: (role: string) => boolean): Outcome {
  const { resource } = role;
  const unseen = unseenPolicies(estate, role).find((arn) => !knownPolicies.test(arn));
  if (unseen !== undefined)
    return fail(resource, 'Properties.ManagedPolicyArns', `has rights that cannot be seen here: ${unseen}`);
  for (const right of rightsOf(estate, role)) {
    if (isBroker && isBecoming(right)) continue;
    const by = takeover(estate, right, mayBePassed);
    if (by !== undefined) return fail(resource, right.path, `may become or change another by ${by}`);
  }
  return pass(
    resource,
    'Properties',
    isBroker ? 'becomes the roles of people, and nothing else' : 'is what it is, and changes no other',
  );
}

/**
 * Whoever may change a function's code, pass a role, write a policy or put a key policy *is* that function, role or key. Nobody in the
 * estate may; the deployer, who stands outside it, is residual trust and listed as such.
 */
export const nobodyCanBecomeSomebodyElse: Rule = {
  id: 'nobody-can-become-somebody-else',
  safe: 'people',
  controls: ['1.5.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Every other proof is about what a role may do; it holds only while nobody can turn into another role.',
  fix: 'take the action away; leave roles, policies, code and keys to the deployment',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_examples_iam-passrole-service.html',
  check: (estate) => {
    const guarded = new Set([...brokers(estate), ...personRoles(estate)].map(({ resource }) => resource));
    const between = new Set(brokers(estate).map(({ resource }) => resource));
    const mayBePassed = (arn: string): boolean => {
      const named = roleNamed(estate, arn);
      return named !== undefined && !guarded.has(named.resource);
    };
    const deploying = new Set(
      deploymentRoles(estate).flatMap(({ statements }) => statements.map(({ holder }) => holder)),
    );
    const loose = estate.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').flatMap((policy) => {
      if (deploying.has(policy)) return [];
      const by = statementsAt(policy, 'PolicyDocument').flatMap((one) => takeover(estate, one, mayBePassed) ?? []);
      return by[0] === undefined
        ? []
        : [fail(policy, 'Properties.PolicyDocument', `lets its holder become another by ${by[0]}`)];
    });
    return [...roles(estate).map((role) => judge(estate, role, between.has(role.resource), mayBePassed)), ...loose];
  },
};
