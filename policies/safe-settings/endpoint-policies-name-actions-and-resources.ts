import { namesTheAccount } from '../estate/network/endpoint-pins.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { fail, judged, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { actionsWithoutResources } from '../safe-people/actions-without-resources.ts';
import { endpointPolicies } from './endpoint-policy.ts';

/** A wildcard may end a name, never begin it; ARNs without an account (S3) must therefore begin a name. */
const named = (resource: string): boolean => {
  const parts = resource.split(':');
  const name = parts.slice(5).join(':');
  return parts.length > 5 && name !== '' && !/^[*?]/.test(name);
};

/** That a key exists, and in which state: a key that is gone has no alias left to be named by. */
const looksAlone = ({ actions = [] }: Statement): boolean => actions.join() === 'kms:DescribeKey';

/** Keys bear no names: of all keys of the account, the condition on their aliases says which. */
const keysAreNamed = (statement: Statement): boolean => {
  const aliases = conditionValues(
    statement,
    ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'],
    'kms:ResourceAliases',
  );
  return (
    !(statement.resources ?? []).some((resource) => /:kms:.*:key\/\*$/.test(resource)) ||
    looksAlone(statement) ||
    (aliases.length > 0 && aliases.every((alias) => /^alias\/[^*?]/.test(alias)))
  );
};

/** What lists names alone, for which AWS knows no resource: it shows those of the account that both sides are pinned to. */
const listsOurNames = (statement: Statement, account: string | undefined): boolean =>
  statement.resources?.join() === '*' &&
  (statement.actions ?? []).every((action) => /:List[A-Za-z]+$/.test(action) && actionsWithoutResources.has(action)) &&
  ['aws:PrincipalAccount', 'aws:ResourceAccount'].every(
    (key) => conditionValues(statement, ['StringEquals'], key).join() === account,
  );

const narrow = (statement: Statement, account: string | undefined): boolean =>
  listsOurNames(statement, account) ||
  namesTheAccount(statement, account) ||
  (statement.notResources === undefined && statement.resources?.every(named) === true);

export const endpointPoliciesNameActionsAndResources: Rule = {
  id: 'endpoint-policies-name-actions-and-resources',
  safe: 'settings',
  controls: ['3.1.12', '2.1.09'],
  severity: 'error',
  why: 'What an endpoint lets through is what software inside may say to the outside: each action is a decision.',
  fix: 'write the actions out, without a wildcard, and name the resources by account or by the prefix of their names',
  check: (estate) =>
    endpointPolicies(estate).flatMap(({ endpoint, account, written, allows }) => {
      if (!written) return [fail(endpoint, 'Properties.PolicyDocument', 'has no policy: every action is let through')];
      if (allows.length === 0) return [pass(endpoint, 'Properties.PolicyDocument', 'lets nothing through')];
      return allows.map((statement) => {
        const { actions = [] } = statement;
        const wild = actions.filter((action) => /[*?]/.test(action));
        const listed = actions.length > 0 && wild.length === 0 && statement.notActions === undefined;
        return judged(
          listed && narrow(statement, account) && keysAreNamed(statement) && !statement.unresolved,
          endpoint,
          statement.path,
          `${actions.length} named actions on ${statement.resources?.length} named kinds of resource`,
          listed
            ? 'resources that are not ours by name or account are let through'
            : `actions are not written out: ${wild.join(' ') || 'NotAction'}`,
        );
      });
    }),
};
