import type { JsonObject, Resource } from '../estate/estate.ts';
import { list, record } from '../estate/values.ts';

/** A metric that an alarm watches, whether it stands in the alarm itself or in its metric math. */
export interface WatchedMetric {
  readonly metric: JsonObject;
  readonly period: number;
}

export function watchedBy({ properties }: Resource): readonly WatchedMetric[] {
  if (properties.Metrics === undefined) return [{ metric: properties, period: Number(properties.Period) }];
  return list(properties.Metrics)
    .map((query) => record(record(query).MetricStat))
    .filter(({ Metric }) => Metric !== undefined)
    .map(({ Metric, Period }) => ({ metric: record(Metric), period: Number(Period) }));
}
