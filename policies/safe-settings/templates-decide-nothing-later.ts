import type { Stack } from '../estate/estate.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

function judge({ resources, late }: Stack): readonly Outcome[] {
  const [first] = resources;
  if (first === undefined) return [];
  if (late.length === 0) return [pass(first, 'Type', 'the template says everything that it will become')];
  return late.map(({ logicalId, path, what }) =>
    fail(resources.find((one) => one.logicalId === logicalId) ?? first, path, `holds ${what}`),
  );
}

export const templatesDecideNothingLater: Rule = {
  id: 'templates-decide-nothing-later',
  safe: 'settings',
  controls: ['3.1.12', '2.2.11'],
  severity: 'fatal',
  why: 'What a condition, a macro, a parameter or a look-up decides at deployment, no proof made from the template has seen.',
  fix: 'decide it when the template is made, and write the outcome down',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html',
  check: (estate) => estate.stacks.flatMap(judge),
};
