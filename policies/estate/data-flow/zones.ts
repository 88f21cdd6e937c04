import type { Estate, Resource } from '../estate.ts';
import { list, record, text } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import { wordsOf, type Zone } from './flow.ts';

/** Stack -> project, by the tag that its resources carry. */
const projects: (estate: Estate) => ReadonlyMap<string, string> = oncePerEstate(
  ({ resources }) =>
    new Map(
      resources.flatMap(({ stack, properties }) => {
        const tags = list(properties.Tags).map(record);
        const project = text(tags.find(({ Key }) => Key === 'tre:project')?.Value);
        return project === undefined || project.includes(':') ? [] : [[stack, project] as const];
      }),
    ),
);

/** What belongs to a project says so. */
export function ownedBy(estate: Estate, { stack }: Resource, otherwise: string): Pick<Zone, 'detail' | 'project'> {
  const project = projects(estate).get(stack);
  return project === undefined ? { detail: otherwise } : { detail: `project ${project}`, project: stack };
}

/** Where services of AWS write what they recorded, by the templates. */
const recordBuckets: (estate: Estate) => ReadonlySet<Resource | undefined> = oncePerEstate(
  (estate) =>
    new Set([
      ...estate.ofType('AWS::CloudTrail::Trail', 'AWS::Config::DeliveryChannel').map(({ properties }) => {
        return estate.find(properties.S3BucketName, 'AWS::S3::Bucket');
      }),
      ...estate
        .ofType('AWS::S3::Bucket')
        .map(({ properties }) =>
          estate.find(record(properties.LoggingConfiguration).DestinationBucketName, 'AWS::S3::Bucket'),
        ),
    ]),
);

/** The zone of a store; undefined for what holds no bytes of its own (a key, a role, a catalogue). */
export function zoneOf(estate: Estate, store: Resource): Zone | undefined {
  const { address: id, logicalId } = store;
  const label = wordsOf(logicalId.replace(/(Bucket|Table|Queue|Workgroup|WorkGroup)$/, ''));
  switch (store.type) {
    case 'AWS::S3::Bucket': {
      const kind = recordBuckets(estate).has(store) ? 'records' : /release/i.test(logicalId) ? 'release' : 'store';
      return { id, label, kind, ...ownedBy(estate, store, 'bucket') };
    }
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return { id, label, kind: 'store', ...ownedBy(estate, store, 'register') };
    case 'AWS::Athena::WorkGroup':
      return { id, label: 'Queries and results', kind: 'results', ...ownedBy(estate, store, wordsOf(logicalId)) };
    case 'AWS::Backup::BackupVault':
      return { id, label, kind: 'store', detail: 'recovery points' };
    case 'AWS::SNS::Topic':
      return { id, label, kind: 'records', detail: 'topic' };
    case 'AWS::SQS::Queue':
      return { id, label, kind: 'store', detail: 'queue' };
    case 'AWS::Events::EventBus':
      return { id, label, kind: 'records', detail: 'event bus' };
    case 'AWS::Logs::LogGroup':
      return logGroups(estate);
    default:
      return undefined;
  }
}

/** Of log groups a template has many, and none holds data: one zone for all. */
export const logGroups = (estate: Estate): Zone => {
  const { length } = estate.ofType('AWS::Logs::LogGroup');
  return { id: 'log groups', label: 'Log groups', kind: 'records', detail: `${length} of them` };
};

export const world: Zone = { id: 'world', label: 'The outside world', detail: 'the internet', kind: 'outside' };
export const otherAccounts: Zone = { id: 'accounts', label: 'Other AWS accounts', detail: 'any', kind: 'outside' };
