import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { bucketAt, locationsOf } from './catalogue-tables.ts';
import { isIdentifiable, isOfProject, zoneOf } from './zones.ts';

/** Links to catalogues of other accounts, and to databases that lie elsewhere altogether. */
const links = ['DatabaseInput.TargetDatabase', 'DatabaseInput.FederatedDatabase', 'TableInput.TargetTable'];

const otherSources = [
  'AWS::Glue::Catalog',
  'AWS::Glue::Connection',
  'AWS::Glue::Integration',
  'AWS::Athena::DataCatalog',
];

const places = (resource: Resource): readonly Json[] =>
  [
    ...locationsOf(resource),
    at(resource, 'DatabaseInput.LocationUri'),
    at(resource, 'PartitionInput.StorageDescriptor.Location'),
  ].filter((place): place is Json => place !== undefined);

function trouble(estate: Estate, resource: Resource): string | undefined {
  const account = estate.stacks.find(({ name }) => name === resource.stack)?.account;
  const link = links.find((path) => at(resource, path) !== undefined);
  const found = places(resource);
  if (link !== undefined) return `links to another catalogue by ${link}`;
  if (account === undefined || text(resource.properties.CatalogId) !== account)
    return 'is in the catalogue of another account';
  if (resource.type === 'AWS::Glue::Table' && found.length === 0) return 'does not say where its files are';
  for (const place of found) {
    const bucket = bucketAt(estate, place);
    if (bucket === undefined) return 'points at files outside the buckets of this estate';
    if (isIdentifiable(zoneOf(estate, bucket)))
      return `points at records in ${bucket.logicalId}, which are not de-identified`;
    if (isOfProject(bucket) && bucket.stack !== resource.stack)
      return `points into ${bucket.address}, the bucket of a project`;
  }
  return undefined;
}

export const cataloguePointsIntoOurBuckets: Rule = {
  id: 'catalogue-points-into-our-buckets',
  safe: 'data',
  controls: ['3.1.12', '3.2.03', 'TRE-X09'],
  severity: 'fatal',
  why: 'A query goes where the catalogue points: outside, it would read what nobody approved; at the vault, what nobody de-identified.',
  fix: 'give every table a location in a bucket of this estate and of no other project, and link no other catalogue',
  check: (estate) => [
    ...estate.ofType(...otherSources).map((source) => fail(source, 'Type', 'queries could go to a source outside')),
    ...estate.ofType('AWS::Glue::Database', 'AWS::Glue::Table', 'AWS::Glue::Partition').map((resource) => {
      const why = trouble(estate, resource);
      return judged(why === undefined, resource, 'Properties', 'points at nothing outside this estate', why ?? '');
    }),
  ],
};
