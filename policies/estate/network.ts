import type { Estate, Json, Resource } from './estate.ts';
import { whenAsked } from './sightings.ts';
import { list, text } from './values.ts';
import { grouped, oncePerEstate } from './views.ts';

export const vpcs = (estate: Estate): readonly Resource[] => estate.ofType('AWS::EC2::VPC');

type Pointing = () => ReadonlyMap<Resource | undefined, readonly Resource[]>;

/** Type and property -> resources by what they point at. */
const pointers: (estate: Estate) => Map<string, Pointing> = oncePerEstate(() => new Map<string, Pointing>());

/** Resources of a type of which a property points at another resource, such as the subnets of a VPC. */
export function pointingAt(estate: Estate, type: string, property: string, target: Resource): readonly Resource[] {
  const known = pointers(estate);
  const place = `${type} ${property}`;
  const pointing =
    known.get(place) ??
    whenAsked(() => grouped(estate.ofType(type), (resource) => [estate.find(resource.properties[property])]));
  known.set(place, pointing);
  return pointing().get(target) ?? [];
}

/** Name of the attribute that a resolved reference asks for, such as `Arn`; undefined for a `Ref` or a literal. */
export const attributeOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? /^\$\{[^}/]+\/[^}.]+\.([^}]+)\}$/.exec(value)?.[1] : undefined;

/** The zones, by id or name, of subnets that a list of references points at; undefined when one is unknown. */
export function zonesOf(estate: Estate, subnets: Json | undefined): ReadonlySet<string> | undefined {
  const zones = list(subnets).map((reference) => zoneOf(estate.find(reference)));
  return zones.every((zone): zone is string => zone !== undefined) ? new Set(zones) : undefined;
}

const zoneOf = (subnet: Resource | undefined): string | undefined =>
  text(subnet?.properties.AvailabilityZoneId) ?? text(subnet?.properties.AvailabilityZone);
