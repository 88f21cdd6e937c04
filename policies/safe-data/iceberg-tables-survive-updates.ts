import type { Resource } from '../estate/estate.ts';
import { at, isRecord, list, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parameter } from './catalogue-tables.ts';

/** Also a table that only says it is one: a plain `TableInput` with the parameter that Athena goes by. */
const isIceberg = (table: Resource): boolean =>
  table.properties.OpenTableFormatInput !== undefined ||
  /iceberg/i.test(text(parameter(table, 'table_type')) ?? '') ||
  parameter(table, 'metadata_location') !== undefined;

export const icebergTablesSurviveUpdates: Rule = {
  id: 'iceberg-tables-survive-updates',
  safe: 'data',
  controls: ['2.1.18', '2.4.01'],
  severity: 'error',
  why: 'With TableInput beside OpenTableFormatInput the first update strips the table type, and no query works any more.',
  fix: 'put the whole table into OpenTableFormatInput.IcebergInput.IcebergTableInput, with unique field ids, and leave TableInput out',
  source: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1919',
  check: (estate) =>
    estate
      .ofType('AWS::Glue::Table')
      .filter(isIceberg)
      .map((table) => {
        const ids = list(at(table, 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Schema.Fields')).map((field) =>
          isRecord(field) && typeof field.Id !== 'boolean' ? Number(field.Id ?? 0) : 0,
        );
        const sound =
          ids.length > 0 && ids.every((id) => Number.isInteger(id) && id > 0) && new Set(ids).size === ids.length;
        return judged(
          sound && table.properties.TableInput === undefined,
          table,
          'Properties.OpenTableFormatInput',
          `${ids.length} columns by fixed ids, and no TableInput`,
          'the table would not survive its first update',
        );
      }),
};
