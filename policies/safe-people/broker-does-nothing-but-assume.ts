import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { type Role, roles } from '../estate/principals.ts';
import { conditionValues } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { resourcePolicies } from '../safe-outputs/resource-policies.ts';
import { literalPart, parseArn } from './arn.ts';
import { brokers, personRoles } from './person-roles.ts';
import { type Right, rightsOf, unseenPolicies } from './rights.ts';
import { accountOf, isNamed, mayBeMeant } from './role-names.ts';

const becoming = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];
const ownLog = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** What Lambda needs to stand in a VPC; EC2 knows no narrower resource for it. */
const standInTheNetwork = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** A pattern must begin a name, and mean none but roles through which people act. */
function becomesPeopleOnly(estate: Estate, account: string | undefined, pattern: string): boolean {
  const people = personRoles(estate);
  const meant = roles(estate).filter((role) => mayBeMeant(estate, role, pattern));
  const narrow =
    /^role\/[^*?]{3}/.test(literalPart(parseArn(pattern)?.name ?? '')) && parseArn(pattern)?.account === account;
  return (
    (narrow || pattern.startsWith('${')) && meant.every((role) => people.some((one) => one.resource === role.resource))
  );
}

/** CloudWatch Logs encrypts partly with the rights of whoever writes. */
const throughLogs = (right: Right): boolean => {
  const services = conditionValues(right, ['StringEquals'], 'kms:ViaService');
  return services.length > 0 && services.every((service) => service.startsWith('logs.'));
};

const namesALog = (account: string | undefined, pattern: string): boolean => {
  const arn = parseArn(pattern);
  return pattern.startsWith('${') || (arn?.account === account && /^log-group:[^*?]{3}/.test(arn?.name ?? ''));
};

function beyond(estate: Estate, role: Role, right: Right): string | undefined {
  if (right.effect === 'Deny') return undefined;
  const { actions = [], resources = ['*'], unresolved, notActions, notResources } = right;
  const account = accountOf(estate, role.resource);
  const all = (allowed: readonly string[]) => actions.length > 0 && actions.every((action) => allowed.includes(action));
  if (unresolved || notActions !== undefined || notResources !== undefined) return 'do what is not written out';
  if (all(becoming) && resources.every((one) => becomesPeopleOnly(estate, account, one))) return undefined;
  if (all(ownLog) && resources.every((one) => namesALog(account, one))) return undefined;
  if (all(['kms:Decrypt', 'kms:GenerateDataKey']) && throughLogs(right)) return undefined;
  return all(standInTheNetwork) ? undefined : `${actions.join(', ')} on ${resources.join(', ')}`;
}

function faultOf(estate: Estate, role: Role): string | undefined {
  const wide = role.trust.some(
    ({ effect, unresolved, principals, actions }) =>
      effect === 'Allow' &&
      (unresolved ||
        Object.keys(principals ?? {}).join() !== 'Service' ||
        principals?.Service?.join() !== 'lambda.amazonaws.com' ||
        actions?.join() !== 'sts:AssumeRole'),
  );
  if (wide || role.trust.length === 0) return 'is not lent to Lambda alone';
  const [unseen] = unseenPolicies(estate, role);
  if (unseen !== undefined) return `has a policy that cannot be seen here: ${unseen}`;
  const more = rightsOf(estate, role)
    .map((right) => beyond(estate, role, right))
    .find((found) => found !== undefined);
  if (more !== undefined) return `may ${more}`;
  const opened = admittedBy(estate, role);
  if (opened !== undefined) return `is admitted by the policy of ${opened.logicalId}`;
  const users = functions(estate).filter((one) => one.role?.resource === role.resource);
  if (users.some(({ inVpc }) => !inVpc)) return 'serves a function outside the network';
  return users.length > 1 ? `serves ${users.map(({ resource }) => resource.logicalId).join(' and ')}` : undefined;
}

/** A bucket, key or topic that names the broker in its own policy gives it what no policy of the role shows. */
const admittedBy = (estate: Estate, role: Role): Resource | undefined =>
  resourcePolicies(estate).find(({ statements }) =>
    statements.some(
      ({ effect, principals }) =>
        effect === 'Allow' &&
        Object.values(principals ?? {})
          .flat()
          .some((principal) => isNamed(estate, role, principal)),
    ),
  )?.resource;

export const brokerDoesNothingButAssume: Rule = {
  id: 'broker-does-nothing-but-assume',
  safe: 'people',
  controls: ['1.5.03', '2.1.14', 'TRE-X13'],
  severity: 'fatal',
  why: 'The broker reaches every project. What it cannot do itself, nobody can make it do.',
  fix: 'let Lambda alone assume it, for one function in the VPC, allow it sts:AssumeRole on roles by name and its own log, and name it in no policy of a resource',
  check: (estate) =>
    brokers(estate).map((role) => {
      const fault = faultOf(estate, role);
      return judged(
        fault === undefined,
        role.resource,
        'Properties',
        'lends roles through which people act, for one function at most, and may do nothing itself',
        fault ?? '',
      );
    }),
};
