import type { Estate, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';

const zones = ['landing', 'quarantine', 'vault', 'curated'] as const;
export type Zone = (typeof zones)[number];

/** Where records lie before they are de-identified. */
export const isIdentifiable = (zone: Zone | undefined): boolean => zone !== undefined && zone !== 'curated';

/** Whether a bucket is tagged with a project. */
export const isOfProject = ({ properties }: Resource): boolean =>
  list(properties.Tags).some((tag) => record(tag).Key === 'tre:project');

const deployments: (estate: Estate) => ReadonlySet<string> = oncePerEstate((estate) => {
  const tags = estate.resources.flatMap(({ properties }) => list(properties.Tags).map(record));
  return new Set(tags.filter(({ Key }) => Key === 'tre:deployment').map(({ Value }) => text(Value) ?? ''));
});

/**
 * The zone that a bucket's name says: `tre-<deployment>-<zone>`, of any deployment that a tag of the estate names, so that one bucket
 * cannot leave its zone by losing its own tag. The name is what endpoint policies pin, and changing it makes another bucket.
 */
export function zoneOf(estate: Estate, { properties: { BucketName, BucketNamePrefix } }: Resource): Zone | undefined {
  const name = text(BucketName) ?? text(BucketNamePrefix) ?? '';
  const begins = (beginning: string): boolean => name === beginning || name.startsWith(`${beginning}-`);
  return zones.find((zone) => [...deployments(estate)].some((deployment) => begins(`tre-${deployment}-${zone}`)));
}
