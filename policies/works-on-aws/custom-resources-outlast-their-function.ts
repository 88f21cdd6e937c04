import { judged } from '../outcome.ts';
import { customResources } from './custom-resources.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Without ServiceTimeout CloudFormation waits an hour. */
export const customResourcesOutlastTheirFunction: WorksOnAwsRule = {
  id: 'custom-resources-outlast-their-function',
  severity: 'error',
  why: 'CloudFormation gives a custom resource up after ServiceTimeout, at most 3,600 seconds, while its function still works, and rolls back under it.',
  fix: 'let ServiceTimeout be longer than the Timeout of the function',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html',
  check: (estate) =>
    customResources(estate).map(([custom, func]) => {
      const works = Number(func.properties.Timeout ?? 3);
      const waits = Number(custom.properties.ServiceTimeout ?? 3600);
      return judged(
        waits > works && waits <= 3600,
        custom,
        'Properties.ServiceTimeout',
        `waits ${waits} seconds for a function that works ${works}`,
        `waits ${waits} seconds for a function that works ${works}`,
      );
    }),
};
