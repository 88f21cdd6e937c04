import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Counts the resources as they were resolved, without white space: the template itself is longer. */
export const templatesStayUnderAMegabyte: WorksOnAwsRule = {
  id: 'templates-stay-under-a-megabyte',
  severity: 'error',
  why: 'CloudFormation reads templates of up to 1 MB, and inline policies, queries or packs fill one sooner than 500 resources do.',
  fix: 'move what belongs to one project or one dataset into a stack of its own',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  check: (estate) =>
    estate.stacks.flatMap(({ name, resources }) => {
      const [first] = resources;
      if (first === undefined) return [];
      const bytes = resources.reduce((sum, { properties }) => sum + Buffer.byteLength(JSON.stringify(properties)), 0);
      return [withinQuota(first, 'Type', bytes, 1_000_000, `bytes of ${name}`)];
    }),
};
