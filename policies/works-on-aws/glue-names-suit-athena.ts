import { at, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const suits = (name: string | undefined): boolean => name !== undefined && /^[a-z0-9_]{1,255}$/.test(name);

export const glueNamesSuitAthena: WorksOnAwsRule = {
  id: 'glue-names-suit-athena',
  severity: 'error',
  why: 'Athena takes lower-case letters, digits and underscores in the names of databases, tables and columns; it folds others, or answers that they do not exist.',
  fix: 'write underscores for hyphens, and lower case',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html',
  check: (estate) => [
    ...estate.ofType('AWS::Glue::Database').map((database) => {
      const name = text(at(database, 'DatabaseInput.Name'));
      return judged(suits(name), database, 'Properties.DatabaseInput.Name', `${name}`, `${name} does not suit Athena`);
    }),
    ...estate.ofType('AWS::Glue::Table').map((table) => {
      const columns = [
        ...list(at(table, 'TableInput.StorageDescriptor.Columns')),
        ...list(at(table, 'TableInput.PartitionKeys')),
        ...list(at(table, 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Schema.Fields')),
      ].map((column) => text(record(column).Name));
      const name = text(at(table, 'TableInput.Name')) ?? text(table.properties.Name);
      const odd = [name, ...columns].filter((one) => !suits(one));
      return judged(
        odd.length === 0,
        table,
        'Properties.TableInput',
        `${name} and ${columns.length} columns`,
        `${odd.join(', ')} do not suit Athena`,
      );
    }),
  ],
};
