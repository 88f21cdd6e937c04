import type { Estate } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import type { Role } from '../estate/principals.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { beyondBroking } from './broker-rights.ts';
import { admittedBy } from './closed-rights.ts';
import { brokers } from './person-roles.ts';

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
  const more = beyondBroking(estate, role);
  if (more !== undefined) return more;
  const opened = admittedBy(estate, role);
  if (opened !== undefined) return `is admitted by the policy of ${opened.logicalId}`;
  const users = functions(estate).filter((one) => one.role?.resource === role.resource);
  if (users.some(({ inVpc }) => !inVpc)) return 'serves a function outside the network';
  return users.length > 1 ? `serves ${users.map(({ resource }) => resource.logicalId).join(' and ')}` : undefined;
}

/**
 * It reaches every project, and so its rights are a closed list. Besides becoming people it reads the register and reads and writes a table
 * that nothing behind the public door sees, because it must ask before it lends a role and count afterwards; and it puts texts of queries
 * away. The list admits these calls on tables of the estate by name, a bucket named for texts, and keys through DynamoDB and S3 alone.
 */
export const brokerDoesNothingButAssume: Rule = {
  id: 'broker-does-nothing-but-assume',
  safe: 'people',
  controls: ['1.5.03', '2.1.14', 'TRE-X13'],
  severity: 'fatal',
  why: 'The broker reaches every project. What it cannot do itself, nobody can make it do.',
  fix: 'let Lambda alone assume it, for one function in the VPC, allow it sts:AssumeRole on roles by name, the register to read, its own list of queries and its own log, and name it in no policy of a resource',
  check: (estate) =>
    brokers(estate).map((role) => {
      const fault = faultOf(estate, role);
      return judged(
        fault === undefined,
        role.resource,
        'Properties',
        'lends roles through which people act, for one function at most, and reads no record itself',
        fault ?? '',
      );
    }),
};
