import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const metricFiltersAreLegal: WorksOnAwsRule = {
  id: 'metric-filters-are-legal',
  severity: 'error',
  why: 'A filter pattern holds 1,024 characters, takes a default value only without dimensions, and makes no metric of the AWS namespaces.',
  fix: 'split the filter, leave out DefaultValue or Dimensions, and use a namespace of your own',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html',
  check: (estate) =>
    estate.ofType('AWS::Logs::MetricFilter').map((filter) => {
      const pattern = text(filter.properties.FilterPattern);
      const transformations = list(filter.properties.MetricTransformations).map(record);
      const troubles = [
        ...(pattern === undefined || pattern.length > 1024
          ? [`a pattern of ${pattern?.length ?? 'unknown'} characters`]
          : []),
        ...transformations.flatMap(({ DefaultValue, Dimensions, MetricName, MetricNamespace }) => [
          ...(DefaultValue !== undefined && Dimensions !== undefined ? ['a default value beside dimensions'] : []),
          ...([MetricName, MetricNamespace].every((name) => /^[^:*$]{1,255}$/.test(text(name) ?? ''))
            ? []
            : ['its metric name']),
          ...(text(MetricNamespace)?.startsWith('AWS/') ? ['a namespace of AWS'] : []),
        ]),
        ...(transformations.length === 1 ? [] : [`${transformations.length} transformations`]),
      ];
      return judged(
        troubles.length === 0,
        filter,
        'Properties.FilterPattern',
        `a pattern of ${pattern?.length} characters`,
        `CloudWatch Logs refuses ${troubles.join(', ')}`,
      );
    }),
};
