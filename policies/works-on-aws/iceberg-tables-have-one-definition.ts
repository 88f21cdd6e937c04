import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const icebergTablesHaveOneDefinition: WorksOnAwsRule = {
  id: 'iceberg-tables-have-one-definition',
  severity: 'error',
  why: 'With TableInput beside OpenTableFormatInput the first update strips table_type and metadata_location, and every query answers HIVE_UNSUPPORTED_FORMAT.',
  fix: 'put the whole table into OpenTableFormatInput.IcebergInput.IcebergTableInput and leave TableInput out',
  source: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1919',
  check: (estate) =>
    estate
      .ofType('AWS::Glue::Table')
      .filter(({ properties }) => properties.OpenTableFormatInput !== undefined)
      .map((table) =>
        judged(
          table.properties.TableInput === undefined,
          table,
          'Properties.TableInput',
          'defined once, by OpenTableFormatInput',
          'defined twice, and the first update breaks it',
        ),
      ),
};
