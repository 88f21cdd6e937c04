import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { reachesSomebody } from './alarm-route.ts';
import { isOn } from './heard-calls.ts';

const minutes = (expression: string | undefined): number => {
  const [, number, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression ?? '') ?? [];
  return number === undefined ? Number.NaN : Number(number) * (unit === 'minute' ? 1 : unit === 'hour' ? 60 : 1440);
};

export const meansFunction = (estate: Estate, value: Json | undefined, lambda: Resource): boolean =>
  estate.find(value, 'AWS::Lambda::Function') === lambda;

/** With a concurrency of nought Lambda starts nothing of it, and says so to whoever calls and to nobody else. */
const canStart = ({ properties }: Resource): boolean => String(properties.ReservedConcurrentExecutions ?? 1) !== '0';

/** Whether a schedule that is on starts the function at least so often, and may. */
export const comesByTheClock = (estate: Estate, lambda: Resource, longestMinutes: number): boolean =>
  canStart(lambda) &&
  estate
    .ofType('AWS::Events::Rule')
    .some(
      (rule) =>
        isOn(rule) &&
        minutes(text(rule.properties.ScheduleExpression)) <= longestMinutes &&
        list(rule.properties.Targets).some((target) => meansFunction(estate, record(target).Arn, lambda)) &&
        estate
          .ofType('AWS::Lambda::Permission')
          .some(
            ({ properties }) =>
              meansFunction(estate, properties.FunctionName, lambda) &&
              properties.Principal === 'events.amazonaws.com' &&
              estate.find(properties.SourceArn, 'AWS::Events::Rule') === rule,
          ),
    );

/** Alarms on a metric of the function that reach somebody. */
const alarmsOn = (estate: Estate, lambda: Resource, metric: string): readonly Resource[] =>
  estate.ofType('AWS::CloudWatch::Alarm').filter(({ properties }) => {
    const { MetricName, Namespace, ActionsEnabled, AlarmActions, Dimensions } = properties;
    // Figures of a version or an alias have a second dimension, and where nobody calls one there are none.
    const names = list(Dimensions)
      .map(record)
      .every(({ Name, Value }) => Name === 'FunctionName' && meansFunction(estate, Value, lambda));
    return (
      names &&
      list(Dimensions).length === 1 &&
      MetricName === metric &&
      Namespace === 'AWS/Lambda' &&
      ActionsEnabled !== false &&
      reachesSomebody(estate, AlarmActions)
    );
  });

/** At the first error of five minutes, an hour at most: a longer period tells of it after it has done its harm. */
export const failsAloud = (estate: Estate, lambda: Resource): boolean =>
  alarmsOn(estate, lambda, 'Errors').some(({ properties }) => {
    const { Threshold: threshold, ComparisonOperator: compares, Statistic: statistic, Period: period } = properties;
    const atTheFirst =
      (compares === 'GreaterThanOrEqualToThreshold' && Number(threshold) <= 1) ||
      (compares === 'GreaterThanThreshold' && Number(threshold) < 1);
    return (
      atTheFirst &&
      Number(threshold) >= 0 &&
      (statistic === 'Sum' || statistic === 'Maximum') &&
      Number(properties.DatapointsToAlarm ?? properties.EvaluationPeriods) === 1 &&
      Number(period) * Number(properties.EvaluationPeriods) <= 3600
    );
  });

/** What was never started makes no error, and no figure either: so what is missing must count. */
export const isMissed = (estate: Estate, lambda: Resource): boolean =>
  alarmsOn(estate, lambda, 'Invocations').some(({ properties }) => {
    const {
      Threshold: threshold,
      ComparisonOperator: compares,
      TreatMissingData: missing,
      Period: period,
    } = properties;
    return (
      /^LessThan(OrEqualTo)?Threshold$/.test(text(compares) ?? '') &&
      Number(threshold) >= (compares === 'LessThanThreshold' ? 1 : 0) &&
      missing === 'breaching' &&
      Number(period) * Number(properties.EvaluationPeriods) <= 3600
    );
  });

/** Whether every change of a table starts it, unfiltered. */
export const isToldOf = (estate: Estate, lambda: Resource, table: Resource): boolean =>
  estate.ofType('AWS::Lambda::EventSourceMapping').some(({ properties }) => {
    const { EventSourceArn: source, FunctionName: started, Enabled: enabled, FilterCriteria: filter } = properties;
    return (
      estate.find(source, 'AWS::DynamoDB::Table') === table &&
      meansFunction(estate, started, lambda) &&
      enabled !== false &&
      enabled !== 'false' &&
      filter === undefined
    );
  });
