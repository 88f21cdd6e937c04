import type { Estate } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parseArn } from './arn.ts';
import { serviceOf } from './person-roles.ts';
import { accountOf } from './role-names.ts';

/**
 * Services whose own pages ask for the source in the trust policy, because they can be told to use a role on behalf of somebody
 * else. Others, such as Lambda, take a role only from whoever may pass it, and a role is never passed between accounts; CloudTrail was
 * seen to refuse a role with such a condition.
 */
const askForTheSource: readonly string[] = ['config', 'logs', 'scheduler', 'states', 'vpc-flow-logs'];

const demandsAccount = (statement: Statement, account: string): boolean => {
  const accounts = conditionValues(statement, ['StringEquals'], 'aws:SourceAccount');
  const sources = conditionValues(statement, ['StringEquals', 'ArnEquals', 'ArnLike', 'StringLike'], 'aws:SourceArn');
  return (
    (accounts.length > 0 && accounts.every((value) => value === account)) ||
    (sources.length > 0 && sources.every((value) => parseArn(value)?.account === account))
  );
};

const asked = ({ effect, principals }: Statement): readonly string[] =>
  effect === 'Allow'
    ? (principals?.Service ?? []).filter((service) => askForTheSource.includes(serviceOf(service)))
    : [];

export const servicesActForThisAccountOnly: Rule = {
  id: 'services-act-for-this-account-only',
  safe: 'people',
  controls: ['1.5.05'],
  severity: 'error',
  why: 'A service that works for every account of AWS can be talked into using our role for another one.',
  fix: 'demand aws:SourceAccount, or aws:SourceArn with the account in it, in the trust policy',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  check: (estate: Estate) =>
    roles(estate).map(({ resource, trust }) => {
      const account = accountOf(estate, resource);
      const concerned = trust.filter((statement) => asked(statement).length > 0);
      const [first] = concerned;
      if (first === undefined)
        return notApplicable(resource, 'Properties.AssumeRolePolicyDocument', 'no service it trusts asks for it');
      const open = concerned.find((one) => one.unresolved || account === undefined || !demandsAccount(one, account));
      return judged(
        open === undefined,
        resource,
        (open ?? first).path,
        `${asked(first).join(', ')} may use it for account ${account} alone`,
        `${asked(open ?? first).join(', ')} may use it on behalf of any account`,
      );
    }),
};
