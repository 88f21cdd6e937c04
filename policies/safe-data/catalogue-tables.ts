import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord, list, record, text } from '../estate/values.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}

const iceberg = 'OpenTableFormatInput.IcebergInput.IcebergTableInput';

/** The bucket of the estate in which an `s3://` location lies. Only the host of the location counts, never a name further on. */
export function bucketAt(estate: Estate, location: Json | undefined): Resource | undefined {
  const [, host] = /^s3:\/\/(\$\{[^}]+\}|[^/$]+)\//.exec(`${text(location) ?? ''}/`) ?? [];
  if (host === undefined) return undefined;
  const found = host.startsWith('${') ? estate.at(host.slice(2, -1)) : estate.find(host);
  return found?.type === 'AWS::S3::Bucket' ? found : undefined;
}

/** Everywhere that a table says its files are; Iceberg writes where its properties say, if they say. */
export const locationsOf = (table: Resource): readonly Json[] =>
  [
    at(table, `${iceberg}.Location`),
    at(table, 'TableInput.StorageDescriptor.Location'),
    ...list(at(table, 'TableInput.StorageDescriptor.AdditionalLocations')),
    parameter(table, 'storage.location.template'),
    parameter(table, 'metadata_location'),
    ...Object.entries(record(at(table, `${iceberg}.Properties`)))
      .filter(([key]) => /^write\..*path$/.test(key))
      .map(([, path]) => path),
  ].filter((place): place is Json => place !== undefined);

/** One of the table's parameters, whose names hold full stops. */
export const parameter = (table: Resource, name: string): Json | undefined =>
  record(at(table, 'TableInput.Parameters'))[name];

/** Fields of a nested type are columns as well: `struct<name:string,…>`. */
const nested = ({ type }: Column): readonly Column[] =>
  [...type.matchAll(/([A-Za-z0-9_]+)\s*:\s*([a-z]+)/g)].map(([, name = '', inner = '']) => ({ name, type: inner }));

/** Columns of Iceberg and of plain tables, partitions and nested fields included; undefined when one cannot be told. */
export function columnsOf(table: Resource): readonly Column[] | undefined {
  const written = [
    ...list(at(table, `${iceberg}.Schema.Fields`)),
    ...list(at(table, 'TableInput.StorageDescriptor.Columns')),
    ...list(at(table, 'TableInput.PartitionKeys')),
  ];
  const columns = written.map((column): Column | undefined => {
    const { Name, Type } = isRecord(column) ? column : {};
    return typeof Name === 'string' && typeof Type === 'string' ? { name: Name, type: Type } : undefined;
  });
  const known = columns.filter((column): column is Column => column !== undefined);
  const isWhole =
    known.length === columns.length &&
    known.length > 0 &&
    at(table, 'TableInput.StorageDescriptor.SchemaReference') === undefined;
  return isWhole ? known.flatMap((column) => [column, ...nested(column)]) : undefined;
}
