import type { Json, Resource } from '../estate/estate.ts';
import { isRecord, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { destinations } from './destinations.ts';
import { resourceHere } from './here.ts';

interface Delivery {
  readonly path: string;
  readonly to: Json;
}

/** What stands at a path of which some keys are stars; nothing where the path ends early. */
function valuesAt(value: Json | undefined, keys: readonly string[], path: string): readonly Delivery[] {
  const [key, ...rest] = keys;
  if (value === undefined || value === null) return [];
  if (key === undefined) return [{ path, to: value }];
  if (key === '*') return list(value).flatMap((item, index) => valuesAt(item, rest, `${path}.${index}`));
  if (isRecord(value) && value.Unresolved !== undefined) return [{ path, to: value }];
  return isRecord(value) ? valuesAt(value[key], rest, `${path}.${key}`) : [];
}

const pathsOf = ({ type }: Resource): readonly string[] =>
  destinations[type] ?? (type.startsWith('Custom::') ? ['ServiceToken'] : []);

export const deliveriesStayInTheEstate: Rule = {
  id: 'deliveries-stay-in-the-estate',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'Logs, events and alarms hold names, and sometimes more; where AWS delivers them nobody is asked again.',
  fix: 'name a bucket, topic, queue, log group, function or vault of the estate as the destination',
  check: (estate) =>
    estate.resources.flatMap((resource) =>
      pathsOf(resource)
        .flatMap((path) => valuesAt(resource.properties, path.split('.'), 'Properties'))
        .map(({ path, to }): Outcome => {
          const here = resourceHere(estate, path.split('.').at(-1) ?? '', to);
          const where = typeof to === 'string' ? to : 'what could not be resolved';
          return judged(
            here !== undefined,
            resource,
            path,
            `delivers to ${here?.logicalId}`,
            `delivers to ${where}, which is not of the estate`,
          );
        }),
    ),
};
