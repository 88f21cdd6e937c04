import type { Estate, Resource } from '../estate/estate.ts';
import { at, list, record, text } from '../estate/values.ts';
import { reachesSomebody } from '../safe-settings/alarm-route.ts';

/** One figure that is too high is enough, and it is known within the hour; with a dimension that no filter gives there never is a figure. */
function soundsAtTheFirst(estate: Estate, { properties: alarm }: Resource): boolean {
  const periods = Number(alarm.EvaluationPeriods);
  return (
    alarm.ActionsEnabled !== false &&
    alarm.Statistic === 'Sum' &&
    alarm.ComparisonOperator === 'GreaterThanOrEqualToThreshold' &&
    Number(alarm.Threshold) <= 1 &&
    Number(alarm.DatapointsToAlarm ?? periods) === 1 &&
    Number(alarm.Period) * periods <= 3600 &&
    list(alarm.Dimensions).length === 0 &&
    alarm.Unit === undefined &&
    reachesSomebody(estate, alarm.AlarmActions)
  );
}

/** Whether an alarm stands on a word that a function says in its log, at the first time. */
export const wordIsHeard = (estate: Estate, lambda: Resource, word: RegExp): boolean =>
  estate
    .ofType('AWS::Logs::MetricFilter')
    .filter(
      ({ properties }) =>
        estate.find(properties.LogGroupName) !== undefined &&
        estate.find(properties.LogGroupName) === estate.find(at(lambda, 'LoggingConfig.LogGroup')) &&
        word.test(text(properties.FilterPattern) ?? ''),
    )
    .flatMap(({ properties }) => list(properties.MetricTransformations).map(record))
    .some(
      ({ MetricName, MetricNamespace, MetricValue, Dimensions }) =>
        Number(MetricValue) >= 1 &&
        list(Dimensions).length === 0 &&
        estate
          .ofType('AWS::CloudWatch::Alarm')
          .some(
            (alarm) =>
              alarm.properties.MetricName === MetricName &&
              alarm.properties.Namespace === MetricNamespace &&
              soundsAtTheFirst(estate, alarm),
          ),
    );
