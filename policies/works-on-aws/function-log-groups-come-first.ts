import { comesAfter } from '../estate/order.ts';
import { at, text } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const functionLogGroupsComeFirst: WorksOnAwsRule = {
  id: 'function-log-groups-come-first',
  severity: 'error',
  why: 'A function that runs before its log group is made has Lambda make one, unencrypted and kept for ever, and ours fails as "already exists".',
  fix: 'let the function depend on its log group',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
  check: (estate) =>
    estate.ofType('AWS::Lambda::Function').map((func) => {
      const byDefault = `/aws/lambda/${text(func.properties.FunctionName) ?? `\${${func.address}}`}`;
      const written = at(func, 'LoggingConfig.LogGroup');
      const group = estate
        .ofType('AWS::Logs::LogGroup')
        .find(
          (one) =>
            one.properties.LogGroupName === (written ?? byDefault) ||
            (written !== undefined && estate.find(written) === one),
        );
      if (group === undefined)
        return notApplicable(func, 'Properties.LoggingConfig', 'its log group is not of these templates');
      return judged(
        comesAfter(estate, func, group),
        func,
        'DependsOn',
        `comes after ${group.logicalId}`,
        `may run before ${group.logicalId} is made`,
      );
    }),
};
