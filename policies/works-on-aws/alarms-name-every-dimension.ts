import { list, record, text } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import { watchedBy } from './alarm-metrics.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Namespaces whose metrics are only published with these dimensions together. */
const published: Readonly<Record<string, readonly string[]>> = {
  'AWS/Athena': ['QueryState', 'QueryType', 'WorkGroup'],
};

export const alarmsNameEveryDimension: WorksOnAwsRule = {
  id: 'alarms-name-every-dimension',
  severity: 'error',
  why: 'CloudWatch adds nothing up over dimensions: an alarm on fewer of them than Athena publishes watches a metric that has no data.',
  fix: 'name QueryState, QueryType and WorkGroup, or add the series up by metric math (SEARCH)',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html',
  check: (estate) =>
    estate.ofType('AWS::CloudWatch::Alarm').map((alarm) => {
      const path = 'Properties.Dimensions';
      const missing = watchedBy(alarm).flatMap(({ metric }) => {
        const named = list(metric.Dimensions).map((dimension) => text(record(dimension).Name));
        return published[text(metric.Namespace) ?? '']?.filter((name) => !named.includes(name)) ?? [];
      });
      if (!watchedBy(alarm).some(({ metric }) => published[text(metric.Namespace) ?? ''] !== undefined))
        return notApplicable(alarm, path, 'its namespace is not one of those with fixed dimensions');
      return judged(
        missing.length === 0,
        alarm,
        path,
        'names every dimension of what it watches',
        `lacks ${[...new Set(missing)].join(' and ')}`,
      );
    }),
};
