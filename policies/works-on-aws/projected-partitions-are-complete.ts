import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const needs: Readonly<Record<string, string | undefined>> = { enum: 'values', integer: 'range', date: 'range' };

/** `date` needs its format besides its range; `injected` needs nothing. */
export const projectedPartitionsAreComplete: WorksOnAwsRule = {
  id: 'projected-partitions-are-complete',
  severity: 'error',
  why: 'With partition projection Athena asks the table properties about every partition column; a column they do not describe fails each query.',
  fix: 'give every partition column projection.<column>.type and what the type needs, and name it in storage.location.template',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html',
  check: (estate) =>
    estate.ofType('AWS::Glue::Table').flatMap((table) => {
      const parameters = record(at(table, 'TableInput.Parameters'));
      if (String(parameters['projection.enabled']) !== 'true') return [];
      const location = text(parameters['storage.location.template']);
      const troubles = list(at(table, 'TableInput.PartitionKeys')).flatMap((key) => {
        const name = String(record(key).Name);
        const type = text(parameters[`projection.${name}.type`]);
        const missing = [
          ...(type === undefined ? ['type'] : []),
          ...[needs[type ?? ''], type === 'date' ? 'format' : undefined].filter(
            (property): property is string =>
              property !== undefined && parameters[`projection.${name}.${property}`] === undefined,
          ),
        ].map((property) => `projection.${name}.${property}`);
        const placed = location === undefined || location.includes(`\${${name}}`);
        return [...missing, ...(placed ? [] : [`\${${name}} in storage.location.template`])];
      });
      return judged(
        troubles.length === 0,
        table,
        'Properties.TableInput.Parameters',
        'every partition column is projected',
        `lacks ${troubles.join(', ')}`,
      );
    }),
};
