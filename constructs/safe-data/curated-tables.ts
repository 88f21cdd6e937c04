import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { ColumnContract, DatasetContract, TableContract } from './dataset-contract.ts';
import { curatedColumns } from './dataset-contract.ts';
import type { ProtectedBucket } from './protected-bucket.ts';

export interface CuratedTablesProps {
  readonly tenancy: Tenancy;
  readonly dataset: DatasetContract;
  readonly curated: ProtectedBucket;
}

/** Glue and Athena names know no hyphen. */
export const databaseName = (tenancy: Tenancy, ...nouns: string[]): string =>
  nameOf(tenancy, ...nouns).replaceAll('-', '_');

const icebergTypes: Readonly<Record<ColumnContract['type'], string>> = {
  string: 'string',
  int: 'int',
  bigint: 'long',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
};

/**
 * One Glue database for a dataset and one Iceberg table for each table of its contract, without direct identifiers.
 *
 * The whole table stands in `IcebergTableInput` and there is no `TableInput`: with both, the first update strips the table type
 * and its metadata, and every query fails with HIVE_UNSUPPORTED_FORMAT. Field ids are the positions in the *contract*, direct
 * identifiers counted, so a column may be appended but never moved. Tables are retained: their files outlive a contract that lapsed.
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1919
 */
export class CuratedTables extends Construct {
  constructor(scope: Construct, id: string, { tenancy, dataset, curated }: CuratedTablesProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const noun = logicalName(dataset.id);

    const database = new CfnDatabase(this, 'Database', {
      catalogId: stack.account,
      databaseInput: {
        name: databaseName(tenancy, dataset.id),
        description: `Curated tables of ${dataset.id}: de-identified, read by the extract job only`,
      },
    });
    database.overrideLogicalId(`${noun}Database`);
    keptInProduction(tenancy, database);

    for (const table of dataset.tables) {
      const resource = new CfnTable(this, logicalName(table.name), {
        catalogId: stack.account,
        databaseName: database.ref,
        name: table.name,
        openTableFormatInput: {
          icebergInput: icebergInput(table, `s3://${curated.bucket.ref}/${dataset.id}/${table.name}`),
        },
      });
      resource.overrideLogicalId(`${noun}${logicalName(table.name)}Table`);
      keptInProduction(tenancy, resource);
      // Glue writes the first metadata file at once, and the policy decides whether it may.
      resource.addResourceDependency(curated.policy);
    }
  }
}

const icebergInput = (table: TableContract, location: string): CfnTable.IcebergInputProperty => ({
  metadataOperation: 'CREATE',
  version: '2',
  icebergTableInput: {
    location,
    schema: {
      type: 'struct',
      schemaId: 0,
      fields: curatedColumns(table).map(({ fieldId, name, type, description }) => ({
        id: fieldId,
        name,
        type: icebergTypes[type],
        required: false,
        doc: description,
      })),
    },
    properties: { 'write.format.default': 'parquet', 'write.parquet.compression-codec': 'zstd' },
  },
});

const logicalName = (name: string): string =>
  name.replace(/(^|[-_])([a-z0-9])/g, (_, __, first: string) => first.toUpperCase());
