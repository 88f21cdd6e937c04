import type { Estate, Json, Resource } from '../estate.ts';
import { at, list, record, text } from '../values.ts';
import { idleFunctions, serviceZone } from './carriers.ts';
import { type Part, wordsOf, type Zone } from './flow.ts';
import { logGroups, zoneOf } from './zones.ts';

/** What templates make services of AWS move, whoever calls: subscriptions, copies, deliveries, code, and pixels. */
export const integrations = (estate: Estate): readonly Part[] => [
  ...estate.ofType('AWS::SNS::Subscription').map((one) => subscription(estate, one)),
  ...estate.ofType('AWS::S3::Bucket').flatMap((bucket) => replication(estate, bucket)),
  ...estate.ofType('AWS::Logs::SubscriptionFilter').map((one) => logSubscription(estate, one)),
  ...estate.ofType('AWS::Backup::BackupPlan').flatMap((plan) => backupCopies(estate, plan)),
  ...estate.ofType('AWS::Route53Resolver::ResolverQueryLoggingConfig').map((one) => queryLog(estate, one)),
  ...estate.ofType('AWS::Lambda::Function').flatMap((one) => code(estate, one)),
  ...estate.ofType('AWS::WorkSpacesWeb::UserSettings').map(pixels),
];

/** The store that a value names, or a zone outside for one that is not in the templates. */
function named(estate: Estate, value: Json | undefined): Zone {
  const resource = estate.find(value);
  const zone = resource && zoneOf(estate, resource);
  if (zone !== undefined) return zone;
  const name = text(value) ?? JSON.stringify(value ?? 'unnamed');
  return { id: `outside ${name}`, label: 'Outside these templates', detail: name, kind: 'outside' };
}

const way = (from: Zone, to: Zone, gate: string, detail: string): Part => ({
  zones: [from, to],
  arrows: [{ from: from.id, to: to.id, gate, detail, certainty: 'yes' }],
});

function subscription(estate: Estate, { address, properties }: Resource): Part {
  const { TopicArn, Protocol, Endpoint } = properties;
  const protocol = text(Protocol) ?? 'an unknown protocol';
  const topic = named(estate, TopicArn);
  const inside = /^(sqs|lambda|firehose)$/.test(protocol) ? named(estate, Endpoint) : undefined;
  const outside: Zone = {
    id: `subscribers by ${protocol}`,
    label: `Subscribers by ${protocol}`,
    detail: 'outside the environment',
    kind: 'outside',
  };
  return way(
    topic,
    inside ?? outside,
    'subscribed in the template',
    `${address}: to ${text(Endpoint) ?? 'an address'}`,
  );
}

const replication = (estate: Estate, bucket: Resource): readonly Part[] =>
  list(at(bucket, 'ReplicationConfiguration.Rules')).flatMap((rule) => {
    const from = zoneOf(estate, bucket);
    const to = named(estate, record(record(rule).Destination).Bucket);
    return from === undefined ? [] : [way(from, to, 'replicated by S3', `${bucket.address}: replication rule`)];
  });

const logSubscription = (estate: Estate, { address, properties }: Resource): Part =>
  way(logGroups(estate), named(estate, properties.DestinationArn), 'streamed', `${address}: subscription filter`);

const backupCopies = (estate: Estate, plan: Resource): readonly Part[] =>
  list(at(plan, 'BackupPlan.BackupPlanRule')).flatMap((rule) =>
    list(record(rule).CopyActions).map((copy) => {
      const from = named(estate, record(rule).TargetBackupVault);
      const to = named(estate, record(copy).DestinationBackupVaultArn);
      return way(from, to, 'copied by its plan', `${plan.address}: copy action`);
    }),
  );

const queryLog = (estate: Estate, { address, properties }: Resource): Part =>
  way(serviceZone('DNS queries'), named(estate, properties.DestinationArn), 'DNS query log', address);

/** Code comes from a bucket, the bootstrap's own where that is in the templates: whoever writes it is every function. */
function code(estate: Estate, { address, properties }: Resource): readonly Part[] {
  const bucket = record(properties.Code).S3Bucket;
  if (bucket === undefined) return [];
  const held = estate.find(bucket, 'AWS::S3::Bucket');
  const own = held && zoneOf(estate, held);
  if (own !== undefined) return [way(own, idleFunctions, 'code, at a deployment', `${address}: code of a function`)];
  const assets: Zone = {
    id: 'assets',
    label: 'Bucket of assets',
    detail: 'not in these templates',
    kind: 'outside',
  };
  return [way(assets, idleFunctions, 'code, at a deployment', `${address}: code of a function`)];
}

const channels = ['Copy', 'Download', 'Paste', 'Print', 'Upload'] as const;

/** The secure browser shows pixels, and whatever else its settings let through. */
function pixels({ address, properties }: Resource): Part {
  const browser: Zone = { id: 'browser', label: 'Secure browser', detail: wordsOf('StreamedPixels'), kind: 'session' };
  const person: Zone = {
    id: 'person',
    label: 'Person’s own screen',
    detail: 'outside the environment',
    kind: 'outside',
  };
  const open = channels.filter((channel) => properties[`${channel}Allowed`] !== 'Disabled');
  const gate = open.length === 0 ? 'pixels only' : `pixels, and ${open.join(', ').toLowerCase()}`;
  const said = channels.map(
    (channel) => `${channel.toLowerCase()} ${text(properties[`${channel}Allowed`]) ?? 'not set'}`,
  );
  return way(browser, person, gate, `${address}: ${said.join(', ')}`);
}
