import type { Estate, Resource } from '../estate/estate.ts';
import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reachesSomebody } from '../safe-settings/alarm-route.ts';
import { projectStacks } from './project-stacks.ts';

/** As many queries a day at the limit of one: more is more than somebody reads. */
const mostQueries = 50;

/** The workgroups that the metrics of an alarm are of; one metric or several added up. */
function workgroupsOf({ properties }: Resource): readonly unknown[] {
  const metrics = [properties, ...list(properties.Metrics).map((one) => record(record(record(one).MetricStat).Metric))];
  return metrics
    .map(record)
    .filter(({ MetricName, Namespace }) => MetricName === 'ProcessedBytes' && Namespace === 'AWS/Athena')
    .flatMap(({ Dimensions }) => list(Dimensions).map(record))
    .flatMap(({ Name, Value }) => (Name === 'WorkGroup' ? [Value] : []));
}

function watches(estate: Estate, alarm: Resource, workgroup: Resource): boolean {
  const { ActionsEnabled, AlarmActions, Threshold } = alarm.properties;
  const limit = Number(at(workgroup, 'WorkGroupConfiguration.BytesScannedCutoffPerQuery'));
  const groups = workgroupsOf(alarm);
  return (
    ActionsEnabled !== false &&
    groups.length > 0 &&
    groups.every((name) => name === workgroup.properties.Name) &&
    Number(Threshold) <= mostQueries * limit &&
    reachesSomebody(estate, AlarmActions)
  );
}

export const projectsAlarmWhenMuchIsRead: Rule = {
  id: 'projects-alarm-when-much-is-read',
  safe: 'projects',
  controls: ['2.2.12', '2.5.03'],
  severity: 'error',
  why: 'Whoever reads a whole extract over and over is copying it somehow; budgets tell a day later.',
  fix: `raise an alarm on ProcessedBytes of the workgroup, at no more than ${mostQueries} queries of its limit, to a topic with somebody who listens`,
  source: 'https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html',
  check: (estate) =>
    projectStacks(estate).flatMap(({ resources }) =>
      resources
        .filter(({ type }) => type === 'AWS::Athena::WorkGroup')
        .map((workgroup) => {
          const alarm = estate.ofType('AWS::CloudWatch::Alarm').find((one) => watches(estate, one, workgroup));
          return judged(
            alarm !== undefined,
            workgroup,
            'Type',
            `${alarm?.logicalId} tells somebody when much is read`,
            'nobody is told when much is read',
          );
        }),
    ),
};
