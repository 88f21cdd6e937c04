import type { Estate, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reachesSomebody } from './alarm-route.ts';

/** How a refusal reads in the record. */
const refusals = { VpceAccessDenied: 'by an endpoint', AccessDenied: 'at data' } as const;

const filtersOf = (estate: Estate, trail: Resource): readonly Resource[] => {
  const group = estate.find(trail.properties.CloudWatchLogsLogGroupArn);
  const name = text(group?.properties.LogGroupName);
  return estate
    .ofType('AWS::Logs::MetricFilter')
    .filter(
      ({ properties: { LogGroupName } }) =>
        group !== undefined && (LogGroupName === name || LogGroupName === `\${${group.address}}`),
    );
};

/** An alarm at the first event, on the metric that the filter counts. */
const alarms = (estate: Estate, filter: Resource): boolean =>
  list(filter.properties.MetricTransformations)
    .map(record)
    .some(({ MetricName, MetricNamespace }) =>
      estate
        .ofType('AWS::CloudWatch::Alarm')
        .some(
          ({ properties }) =>
            properties.MetricName === MetricName &&
            properties.Namespace === MetricNamespace &&
            Number(properties.Threshold) <= 1 &&
            reachesSomebody(estate, properties.AlarmActions),
        ),
    );

const names = (pattern: string | undefined, code: string): boolean =>
  pattern !== undefined && new RegExp(`["* ]${code}[*"]`).test(pattern);

export const refusedCallsRaiseAnAlarm: Rule = {
  id: 'refused-calls-raise-an-alarm',
  safe: 'settings',
  controls: ['2.5.03', '2.2.12'],
  severity: 'error',
  why: 'A refused call is the first that is seen of somebody who tries, and worth somebody waking up.',
  fix: 'filter the log group of the trail for VpceAccessDenied and AccessDenied, and raise an alarm at the first',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').flatMap((trail) => {
      const filters = filtersOf(estate, trail);
      return Object.entries(refusals).map(([code, where]) => {
        const filter = filters.find((one) => names(text(one.properties.FilterPattern), code) && alarms(estate, one));
        return judged(
          filter !== undefined,
          trail,
          'Properties.CloudWatchLogsLogGroupArn',
          `${filter?.logicalId} raises an alarm when a call is refused ${where}`,
          `no alarm is raised when a call is refused ${where}`,
        );
      });
    }),
};
