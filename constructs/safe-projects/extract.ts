import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

/** One table of a project's own copy: approved columns only. */
export interface ExtractTable {
  readonly dataset: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface ExtractProps {
  readonly tenancy: Tenancy;
  readonly project: string;
  readonly bucketName: string;
  readonly tables: readonly ExtractTable[];
}

export const extractDatabaseName = (tenancy: Tenancy, project: string): string =>
  nameOf(tenancy, 'project', project).replaceAll('-', '_');

/** `<dataset>_<table>`, for two datasets may name a table alike. */
export const extractTableName = ({ dataset, table }: ExtractTable): string =>
  `${dataset.replaceAll('-', '_')}_${table}`;

/** Only this prefix is read by queries. */
export const extractPrefix = 'extract/';

/**
 * The catalogue of one project: plain Parquet tables over its own bucket. Not Iceberg, for an extract is written whole and replaced
 * whole, and a plain table needs nobody's rights in S3 to be made. Only the bucket outlives the stack; the catalogue is made again.
 */
export class Extract extends Construct {
  readonly databaseName: string;

  constructor(scope: Construct, id: string, { tenancy, project, bucketName, tables }: ExtractProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.databaseName = extractDatabaseName(tenancy, project);
    const database = new CfnDatabase(this, 'Database', {
      catalogId: stack.account,
      databaseInput: { name: this.databaseName, description: `Approved extract of ${project}` },
    });
    database.overrideLogicalId('ExtractDatabase');

    for (const extract of tables) {
      const name = extractTableName(extract);
      const table = new CfnTable(this, name, {
        catalogId: stack.account,
        databaseName: database.ref,
        tableInput: {
          name,
          tableType: 'EXTERNAL_TABLE',
          parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
          storageDescriptor: {
            location: `s3://${bucketName}/${extractPrefix}${name}/`,
            columns: extract.columns.map(({ name: column, type }) => ({ name: column, type })),
            inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
            outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
            serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
          },
        },
      });
      table.overrideLogicalId(
        `Table${name.replace(/(^|_)([a-z0-9])/g, (_, __, first: string) => first.toUpperCase())}`,
      );
    }
  }
}
