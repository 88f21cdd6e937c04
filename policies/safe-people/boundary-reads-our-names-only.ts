import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, type Statement, statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { literalPart, parseArn } from './arn.ts';
import { ownBoundary } from './people-stand-under-a-boundary.ts';
import { personRoles } from './person-roles.ts';
import { beyondReading } from './reading-actions.ts';
import { accountOf } from './role-names.ts';
import { tagOf } from './tags.ts';

/** Whether a name, up to its first wildcard, already says whose it is. Glue writes underscores for hyphens. */
const isNameOf = (deployment: string, name: string): boolean =>
  `-${literalPart(name).replaceAll('_', '-')}`.includes(`-${deployment}-`);

/** Keys have no names of their own; the condition on their aliases has to say it. */
const byAlias = (statement: Statement, deployment: string): boolean => {
  const aliases = conditionValues(
    statement,
    ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'],
    'kms:ResourceAliases',
  );
  return (
    aliases.length > 0 && aliases.every((alias) => alias.startsWith('alias/') && isNameOf(deployment, alias.slice(6)))
  );
};

function isOurs(statement: Statement, deployment: string, account: string, resource: string): boolean {
  if (/^\$\{[^}]*\}($|\/)/.test(resource)) return true;
  const arn = parseArn(resource);
  if (arn === undefined || (arn.account !== account && !(arn.service === 's3' && arn.account === ''))) return false;
  if (arn.service === 'kms') return byAlias(statement, deployment);
  if (arn.service === 'glue' && arn.name === 'catalog') return true;
  return isNameOf(deployment, arn.service === 's3' ? arn.name : arn.name.split('/').slice(1).join('/'));
}

function faultOf(estate: Estate, boundary: Resource, statement: Statement): string | undefined {
  const beyond = beyondReading(statement);
  if (beyond !== undefined) return `lets a role ${beyond}`;
  const inStack = estate.stacks.find(({ name }) => name === boundary.stack)?.resources ?? [];
  const deployment = inStack.map((one) => tagOf(one, 'tre:deployment')).find((tag) => tag !== undefined);
  const account = accountOf(estate, boundary);
  if (deployment === undefined || account === undefined) return 'nothing says whose names and account these are';
  const { resources = [], notResources } = statement;
  const stranger = resources.find((resource) => !isOurs(statement, deployment, account, resource));
  return notResources !== undefined || resources.length === 0 || stranger !== undefined
    ? `reaches ${stranger ?? 'what it does not name'}, which need not be ours`
    : undefined;
}

export const boundaryReadsOurNamesOnly: Rule = {
  id: 'boundary-reads-our-names-only',
  safe: 'people',
  controls: ['1.5.03', '3.2.03'],
  severity: 'fatal',
  why: 'The boundary is what holds when every other policy of a role has gone wrong.',
  fix: 'allow reading actions alone, written out, on ARNs of this account that begin with names of the deployment',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  check: (estate) => {
    const boundaries = new Set(personRoles(estate).flatMap(({ resource }) => ownBoundary(estate, resource) ?? []));
    return [...boundaries].map((boundary) => {
      const allows = statementsAt(boundary, 'PolicyDocument').filter(({ effect }) => effect === 'Allow');
      const faults = allows.map((one) => ({ path: one.path, fault: faultOf(estate, boundary, one) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return judged(
        first === undefined && allows.length > 0,
        boundary,
        first?.path ?? 'Properties.PolicyDocument',
        `${allows.flatMap(({ actions = [] }) => actions).length} reading actions, on names of this deployment alone`,
        first?.fault ?? 'its statements cannot be read',
      );
    });
  },
};
