import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const estateIsOneAccount: Rule = {
  id: 'estate-is-one-account',
  safe: 'settings',
  controls: ['3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'A stack in another account is another owner, and two stacks of one name cannot be told apart by who reads them.',
  fix: 'deploy every stack of an environment into its one account, each under a name of its own',
  check: (estate) => {
    const accounts = new Set(estate.stacks.flatMap(({ account }) => account ?? []));
    const names = estate.stacks.map(({ name }) => name);
    return estate.stacks.flatMap(({ name, account, resources: [first] }) => {
      if (first === undefined) return [];
      if (names.filter((one) => one === name).length > 1)
        return [fail(first, 'Type', `another stack is called ${name}`)];
      return accounts.size > 1
        ? [fail(first, 'Type', `its stack is deployed into account ${account}, one of ${accounts.size}`)]
        : [pass(first, 'Type', 'its stack is deployed into the one account, under a name of its own')];
    });
  },
};
