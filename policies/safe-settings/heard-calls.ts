import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import { reachesSomebody } from './alarm-route.ts';

export const isOn = ({ properties: { State } }: Resource): boolean => State === undefined || State === 'ENABLED';

export const tellsSomebody = (estate: Estate, { properties }: Resource): boolean =>
  reachesSomebody(
    estate,
    list(properties.Targets).flatMap((target): readonly Json[] => {
      const { Arn } = record(target);
      return Arn === undefined ? [] : [Arn];
    }),
  );

/** A rule or filter that tells somebody, and whether it names a call. */
export interface Listener {
  readonly by: Resource;
  names(call: string): boolean;
}

/** Rules of EventBridge that are on and tell somebody, and patterns of filters with an alarm at the first event. */
export const heardBy: (estate: Estate) => readonly Listener[] = oncePerEstate((estate) => {
  const rules = estate
    .ofType('AWS::Events::Rule')
    .filter((rule) => isOn(rule) && tellsSomebody(estate, rule))
    .map((by) => {
      const calls = list(record(record(by.properties.EventPattern).detail).eventName);
      return { by, names: (call: string) => calls.some((one) => one === call || record(one).prefix === call) };
    });
  const alarms = estate.ofType('AWS::CloudWatch::Alarm').filter(({ properties }) => {
    const { ActionsEnabled, AlarmActions, Threshold } = properties;
    return ActionsEnabled !== false && Number(Threshold) <= 1 && reachesSomebody(estate, AlarmActions);
  });
  const filters = estate
    .ofType('AWS::Logs::MetricFilter')
    .filter(({ properties }) =>
      list(properties.MetricTransformations)
        .map(record)
        .some(({ MetricName, MetricNamespace }) =>
          alarms.some(
            (one) => one.properties.MetricName === MetricName && one.properties.Namespace === MetricNamespace,
          ),
        ),
    )
    .filter(({ properties }) => estate.find(properties.LogGroupName) !== undefined)
    .map((by) => {
      const pattern = text(by.properties.FilterPattern) ?? '';
      return { by, names: (call: string) => pattern.includes(`"${call}"`) || pattern.includes(`"${call}*"`) };
    });
  return [...rules, ...filters];
});
