import type { DraftDeployment } from '../draft.ts';
import type { Finding, Path } from '../problem.ts';
import { ukRegions } from '../vocabulary.ts';

/** "Data stays in approved regions", the control an exception must name. */
export const regionControl = 'TRE-X09';

/**
 * Zones in which the secure browser exists.
 * https://docs.aws.amazon.com/workspaces-web/latest/adminguide/availability-zones.html
 */
const browserZones: Readonly<Record<string, readonly string[]>> = { 'eu-west-2': ['euw2-az1', 'euw2-az2'] };

/** Region, zones, and the lengths of names that the region's own name is part of. */
export function checkPlace(draft: DraftDeployment, asOf: string): Finding[] {
  const region = draft.aws?.region;
  if (region === undefined) return [];
  return [...residence(draft, region, asOf), ...zones(draft, region), ...bucketNames(draft, region)];
}

function residence({ exceptions = [] }: DraftDeployment, region: string, asOf: string): Finding[] {
  const known: readonly string[] = ukRegions;
  if (known.includes(region)) return [];
  const granted = exceptions.filter((exception) => exception?.control === regionControl);
  const open = exceptions.some((one) => one?.control === undefined || one.expires === undefined);
  if (open || granted.some((exception) => (exception?.expires ?? '') >= asOf)) return [];
  const lapsed = granted[0]?.expires;
  const remedy = lapsed
    ? `renew the exception for ${regionControl}, which expired on ${lapsed}, or use ${known.join(', ')}`
    : `use ${known.join(', ')}, or add an exception for ${regionControl}`;
  return [
    { path: ['aws', 'region'], rule: `must be in the United Kingdom or have an exception live on ${asOf}`, remedy },
  ];
}

function zones({ aws }: DraftDeployment, region: string): Finding[] {
  const prefix = zonePrefix(region);
  const browser = browserZones[region];
  return (aws?.availabilityZoneIds ?? []).flatMap((zone, index): Finding[] => {
    const path: Path = ['aws', 'availabilityZoneIds', index];
    if (zone === undefined) return [];
    const use = browser?.join(' and ') ?? `zone ids that start with ${prefix}-`;
    if (!zone.startsWith(`${prefix}-`)) return [{ path, rule: `must be a zone of ${region}`, remedy: `use ${use}` }];
    if (browser === undefined || browser.includes(zone)) return [];
    return [{ path, rule: 'must be a zone in which the secure browser exists', remedy: `use ${use}` }];
  });
}

/** `eu-west-2` -> `euw2`, `ap-southeast-1` -> `apse1`, `us-gov-west-1` -> `usgw1`. */
export function zonePrefix(region: string): string {
  const [area = '', ...words] = region.split('-');
  return (
    area + words.map((word) => (/^(north|south)(east|west)$/.exec(word) ? `${word[0]}${word[5]}` : word[0])).join('')
  );
}

/**
 * S3 adds `-<account>-<region>-an` to a bucket's prefix, and 63 characters is the limit.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
function bucketNames({ id, projects }: DraftDeployment, region: string): Finding[] {
  if (id === undefined) return [];
  const suffix = `-123456789012-${region}-an`;
  const room = 63 - suffix.length - `tre-${id}-p-`.length;
  return (projects ?? []).flatMap((project, index) => {
    if (project?.id === undefined || project.id.length <= room) return [];
    const rule = `must have at most ${room} characters, for S3 allows a bucket 63: tre-${id}-p-<id>${suffix}`;
    return [{ path: ['projects', index, 'id'], rule, remedy: 'shorten it, or the id of the deployment' }];
  });
}
