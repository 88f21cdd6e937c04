import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const fields = 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Schema.Fields';
const simple =
  /^(boolean|int|long|float|double|date|timestamp|timestamptz|string|binary|decimal\(\d+, ?\d+\)|(list|map|struct)<.+>)$/;

/** Hive says `bigint`, `smallint`, `varchar`; Iceberg says `long`, `int`, `string`. Athena reads neither `uuid` nor `fixed`. */
export const icebergColumnsHaveIcebergTypes: WorksOnAwsRule = {
  id: 'iceberg-columns-have-iceberg-types',
  severity: 'error',
  why: 'The schema of an Iceberg table takes the types of Iceberg, not those of Hive; Glue refuses bigint, smallint or varchar.',
  fix: 'write long for bigint, int for smallint, string for varchar',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-supported-data-types.html',
  check: (estate) =>
    estate.ofType('AWS::Glue::Table').flatMap((table) => {
      const columns = list(at(table, fields)).map(record);
      if (columns.length === 0) return [];
      const odd = columns.filter(({ Type }) => typeof Type === 'string' && !simple.test(Type));
      return judged(
        odd.length === 0,
        table,
        `Properties.${fields}`,
        `${columns.length} columns of Iceberg types`,
        odd.map(({ Name, Type }) => `${text(Name)}: ${text(Type)}`).join(', '),
      );
    }),
};
