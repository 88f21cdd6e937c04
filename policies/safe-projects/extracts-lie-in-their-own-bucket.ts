import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { bucketName, physicalNames } from './physical-names.ts';
import { projectStacks } from './project-stacks.ts';

const tableTypes = ['AWS::Glue::Table', 'AWS::Glue::Partition'];

/** Every address in S3, wherever it stands: a partition or a parameter of a table may lead elsewhere than the table. */
function addressesIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(/s3[an]?:\/\/[^\s"']*/gi)].map(([address]) => address);
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(addressesIn);
  return isRecord(value) ? Object.values(value).flatMap(addressesIn) : [];
}

/** Below a folder of a bucket of these; the bucket as a whole would be every other table's files as well. */
function liesIn(estate: Estate, own: readonly Resource[], address: string): boolean {
  const [, bucket, path] = /^s3:\/\/([^/]+(?:\/[^}/]*\})?)\/(.*)$/i.exec(address) ?? [];
  const [, reference] = /^\$\{(.*)\}$/.exec(bucket ?? '') ?? [];
  const buckets = own.filter(({ type }) => type === 'AWS::S3::Bucket');
  const known = buckets.some((one) => one.address === reference || bucketName(estate, one) === bucket);
  return known && /^[^/*?]+\/.*\/$/.test(path ?? '');
}

function faultOf(estate: Estate, own: readonly Resource[], table: Resource): string | undefined {
  const { DatabaseName: database, TableInput: input } = table.properties;
  const databases = own.filter(({ type }) => type === 'AWS::Glue::Database');
  const ofOwn = databases.some(
    (one) => database === `\${${one.address}}` || physicalNames(estate, one)[0] === database,
  );
  if (!ofOwn) return 'it stands in the database of somebody else';
  const links = ['TableInput.TargetTable', 'TableInput.ViewOriginalText'].find((path) => at(table, path) !== undefined);
  if (links !== undefined) return `it shows another table: ${links} is set`;
  const location = table.type === 'AWS::Glue::Table' ? at(table, 'TableInput.StorageDescriptor.Location') : undefined;
  const addresses = addressesIn(table.properties);
  if (table.type === 'AWS::Glue::Table' && (text(location) === undefined || !isRecord(input)))
    return 'nobody knows where its files lie';
  const stray = addresses.find((address) => !liesIn(estate, own, address));
  return addresses.length === 0 || stray !== undefined
    ? `its files lie at ${stray ?? 'an address of another kind'}`
    : undefined;
}

/** Two tables of which one's folder holds the other's files show columns that were not approved for them. */
const overlaps = (one: Resource, other: Resource): boolean => {
  const [place, elsewhere] = [one, other].map((table) => text(at(table, 'TableInput.StorageDescriptor.Location')));
  return one !== other && place !== undefined && elsewhere?.startsWith(place) === true;
};

export const extractsLieInTheirOwnBucket: Rule = {
  id: 'extracts-lie-in-their-own-bucket',
  safe: 'projects',
  controls: ['2.1.14', '3.2.03'],
  severity: 'fatal',
  why: 'A table shows whatever files its address names; the approved columns are a promise about one folder only.',
  fix: 'give each table a folder of its own, ending in a slash, in the bucket of its own stack',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html',
  check: (estate) =>
    projectStacks(estate).flatMap(({ resources }) => {
      const tables = resources.filter(({ type }) => tableTypes.includes(type));
      const databases = resources.filter(({ type }) => type === 'AWS::Glue::Database');
      return [
        ...tables.map((table) => {
          const other = tables.find((one) => overlaps(one, table) || overlaps(table, one));
          const fault = faultOf(estate, resources, table) ?? (other && `shares its folder with ${other.logicalId}`);
          return judged(fault === undefined, table, 'Properties', 'its files lie in a folder of its own', fault ?? '');
        }),
        ...databases.map((database) => {
          const links = ['LocationUri', 'TargetDatabase', 'FederatedDatabase'].find(
            (name) => at(database, `DatabaseInput.${name}`) !== undefined,
          );
          return judged(
            links === undefined,
            database,
            'Properties.DatabaseInput',
            'leads nowhere else',
            `leads elsewhere by ${links}`,
          );
        }),
      ];
    }),
};
