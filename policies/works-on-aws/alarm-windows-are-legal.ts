import { judged, notApplicable } from '../outcome.ts';
import { watchedBy } from './alarm-metrics.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const day = 86_400;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

export const alarmWindowsAreLegal: WorksOnAwsRule = {
  id: 'alarm-windows-are-legal',
  severity: 'error',
  why: 'CloudWatch looks back one day, or seven where the period is an hour or longer, and takes periods of 10, 20, 30 or a multiple of 60 seconds.',
  fix: 'shorten Period times EvaluationPeriods',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: (estate) =>
    estate.ofType('AWS::CloudWatch::Alarm').map((alarm) => {
      const { EvaluationPeriods, DatapointsToAlarm } = alarm.properties;
      const count = Number(EvaluationPeriods);
      const points = Number(DatapointsToAlarm ?? EvaluationPeriods);
      const periods = watchedBy(alarm).map(({ period }) => period);
      const path = 'Properties.EvaluationPeriods';
      if (periods.length === 0) return notApplicable(alarm, path, 'watches an expression alone');
      const legal = periods.every(
        (period) =>
          isCount(period) &&
          ([10, 20, 30].includes(period) || period % 60 === 0) &&
          period * count <= (period >= 3600 ? 7 * day : day),
      );
      return judged(
        legal && isCount(count) && isCount(points) && points <= count,
        alarm,
        path,
        `${count} periods of ${[...new Set(periods)].join(', ')} seconds`,
        `CloudWatch refuses ${count} periods of ${periods.join(', ')} seconds with ${points} data points`,
      );
    }),
};
