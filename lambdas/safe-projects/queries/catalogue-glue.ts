import { GetTablesCommand, GlueClient, type GlueClientConfig } from '@aws-sdk/client-glue';
import type { Catalogue, Table } from './query-ports.ts';

export const glueClient = (config: GlueClientConfig): GlueClient => new GlueClient(config);

/** More than an extract has; an answer has an end. */
const mostPages = 20;

export const catalogueOf = (glue: Pick<GlueClient, 'send'>, database: string): Catalogue => ({
  async tables() {
    const tables: Table[] = [];
    let next: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const { TableList = [], NextToken } = await glue.send(
        new GetTablesCommand({ DatabaseName: database, ...(next === undefined ? {} : { NextToken: next }) }),
      );
      for (const { Name = '', StorageDescriptor, PartitionKeys = [] } of TableList) {
        const columns = [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys];
        tables.push({ name: Name, columns: columns.map((one) => ({ name: one.Name ?? '', type: one.Type ?? '' })) });
      }
      next = NextToken;
      if (next === undefined) return tables;
    }
    throw new Error(`${database} must have at most ${mostPages} pages of tables, got more`);
  },
});
