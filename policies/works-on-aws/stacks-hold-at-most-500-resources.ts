import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const stacksHoldAtMost500Resources: WorksOnAwsRule = {
  id: 'stacks-hold-at-most-500-resources',
  severity: 'error',
  why: 'A template holds 500 resources, and no quota request changes that.',
  fix: 'move what belongs to one project or one dataset into a stack of its own',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  check: (estate) =>
    estate.stacks.flatMap(({ name, resources }) => {
      const [first] = resources;
      return first === undefined ? [] : [withinQuota(first, 'Type', resources.length, 500, `resources in ${name}`)];
    }),
};
