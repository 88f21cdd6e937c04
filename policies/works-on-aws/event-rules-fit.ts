import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const eventRulesFit: WorksOnAwsRule = {
  id: 'event-rules-fit',
  severity: 'error',
  why: 'A rule of EventBridge has five targets and a pattern of 2,048 characters.',
  fix: 'publish to one topic, and split the pattern',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  check: (estate) =>
    estate.ofType('AWS::Events::Rule').map((rule) => {
      const targets = list(rule.properties.Targets).length;
      const pattern = JSON.stringify(rule.properties.EventPattern ?? '').length;
      return judged(
        targets <= 5 && pattern <= 2048,
        rule,
        'Properties.Targets',
        `${targets} of 5 targets, a pattern of ${pattern} characters`,
        `${targets} targets and a pattern of ${pattern} characters, and AWS takes 5 and 2,048`,
      );
    }),
};
