import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/**
 * Prints what a reader that is not the writer finds in Parquet files, as JSON: jest cannot load the library, which has
 * ECMAScript modules only.
 */
async function main(files: readonly string[]): Promise<void> {
  const found = await Promise.all(
    files.map(async (path) => {
      const file = await asyncBufferFromFile(path);
      const { schema, key_value_metadata, row_groups } = await parquetMetadataAsync(file);
      const [, ...columns] = schema;
      const types = columns.map(({ name, type, converted_type, logical_type }) => [
        name,
        [type, converted_type, logical_type?.type].filter((part) => part !== undefined).join(' '),
      ]);
      const encodings = new Set(
        row_groups.flatMap((group) => group.columns.flatMap((c) => c.meta_data?.encodings ?? [])),
      );
      const rows = await parquetReadObjects({ file });
      return { types: Object.fromEntries(types), metadata: key_value_metadata, encodings: [...encodings], rows };
    }),
  );
  process.stdout.write(JSON.stringify(found, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
}

main(process.argv.slice(2));
