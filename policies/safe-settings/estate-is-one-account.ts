import type { Resource, Stack } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** What tags say; zones are known by it, so a tag that says something else would hide them. */
const deploymentsOf = (resources: readonly Resource[]): readonly string[] =>
  resources.flatMap(({ properties }) =>
    list(properties.Tags)
      .map(record)
      .filter(({ Key }) => Key === 'tre:deployment')
      .map(({ Value }) => text(Value) ?? 'nothing'),
  );

/** Policies of the organisation are deployed by the organisation, in an account that holds nothing of the environment. */
const isOrganisations = ({ resources }: Stack): boolean =>
  resources.every(({ type }) => type === 'AWS::Organizations::Policy');

export const estateIsOneAccount: Rule = {
  id: 'estate-is-one-account',
  safe: 'settings',
  controls: ['3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'A stack in another account is another owner, and two stacks of one name cannot be told apart by who reads them.',
  fix: 'deploy every stack of an environment into its one account, each under a name of its own',
  check: (estate) => {
    const accounts = new Set(estate.stacks.flatMap((stack) => (isOrganisations(stack) ? [] : (stack.account ?? []))));
    const names = estate.stacks.map(({ name }) => name);
    return estate.stacks.flatMap((stack) => {
      const { name, account, resources } = stack;
      const [first] = resources;
      if (first === undefined) return [];
      const strange = deploymentsOf(resources).find((deployment) => !name.startsWith(`tre-${deployment}-`));
      if (strange !== undefined)
        return [fail(first, 'Type', `a tag says ${strange}, and the name of its stack does not`)];
      if (names.filter((one) => one === name).length > 1)
        return [fail(first, 'Type', `another stack is called ${name}`)];
      if (isOrganisations(stack))
        return [pass(first, 'Type', 'its stack is the organisation’s, under a name of its own')];
      return accounts.size > 1
        ? [fail(first, 'Type', `its stack is deployed into account ${account}, one of ${accounts.size}`)]
        : [pass(first, 'Type', 'its stack is deployed into the one account, under a name of its own')];
    });
  },
};
