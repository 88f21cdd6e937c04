import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { bringsDataTo } from './carriers.ts';

/** Settings of stores by which AWS copies or serves what lies there, without a right of anybody -> in words. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::S3::Bucket': {
    ReplicationConfiguration: 'S3 copies its objects to another bucket',
    WebsiteConfiguration: 'S3 serves its objects as a website',
    AccelerateConfiguration: 'its objects are served at the edge',
    CorsConfiguration: 'pages of others may read its objects',
    MetadataConfiguration: 'S3 lists its objects in tables of its own',
    MetadataTableConfiguration: 'S3 lists its objects in tables of its own',
  },
  'AWS::DynamoDB::Table': { KinesisStreamSpecification: 'its changes are streamed' },
  'AWS::Lambda::Function': { FileSystemConfigs: 'it has a file system, which no rule has looked at' },
};

/** Steps of a workflow that call an address on the internet. */
const callsOutside = (value: Json | undefined): boolean => /states:::http:invoke/.test(JSON.stringify(value ?? ''));

function wayOf(resource: Resource): { readonly path: string; readonly way: string } | undefined {
  const to = bringsDataTo(resource.type);
  if (to !== undefined) return { path: 'Type', way: `brings data to ${to}` };
  for (const [name, way] of Object.entries(settings[resource.type] ?? {})) {
    if (resource.properties[name] !== undefined) return { path: `Properties.${name}`, way };
  }
  if (resource.type === 'AWS::DynamoDB::GlobalTable' && list(resource.properties.Replicas).length !== 1)
    return { path: 'Properties.Replicas', way: 'is kept in several regions' };
  if (resource.type === 'AWS::KMS::Key' && String(resource.properties.MultiRegion ?? false) !== 'false')
    return { path: 'Properties.MultiRegion', way: 'its key can be taken to another region' };
  if (resource.type === 'AWS::StepFunctions::StateMachine' && callsOutside(resource.properties))
    return { path: 'Properties.Definition', way: 'calls an address on the internet' };
  return copiesFindings(resource)
    ? { path: 'Properties.DataProtectionPolicy', way: 'copies what it finds in its texts' }
    : undefined;
}

/** A policy that masks what logs and messages must not show can also copy it to a place of its own. */
const copiesFindings = ({ properties }: Resource): boolean =>
  /FindingsDestination\W+(S3|Firehose|CloudWatchLogs)/.test(JSON.stringify(properties.DataProtectionPolicy ?? ''));

/** Stores, and what reads them: where a way out would begin. */
const beginnings =
  /^AWS::(S3::Bucket|KMS::Key|DynamoDB::Table|Logs::LogGroup|Lambda::Function|SNS::Topic|StepFunctions::StateMachine)$/;

export const nothingCarriesDataAway: Rule = {
  id: 'nothing-carries-data-away',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'AWS moves data for whoever sets it up, between its own networks, past every gate that stands in ours.',
  fix: 'take the resource or the setting out; data leaves by the airlock alone',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  check: (estate: Estate) =>
    estate.resources.flatMap((resource): readonly Outcome[] => {
      const found = wayOf(resource);
      if (found !== undefined) return [fail(resource, found.path, found.way)];
      return beginnings.test(resource.type)
        ? [pass(resource, 'Properties', 'nothing set on it copies or serves it elsewhere')]
        : [];
    }),
};
