import type { Json, Resource } from '../estate/estate.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

/** Sources that only AWS can use, and whose own events speak of settings and findings. */
const findings = [
  'aws.access-analyzer',
  'aws.backup',
  'aws.budgets',
  'aws.config',
  'aws.guardduty',
  'aws.health',
  'aws.inspector2',
  'aws.macie',
  'aws.securityhub',
];

/** Services of which calls that change something change settings, and quote no record, no query and no name of an object. */
const settings: Readonly<Record<string, RegExp>> = {
  'aws.cloudtrail': /./,
  'aws.config': /./,
  'aws.ec2': /./,
  'aws.guardduty': /./,
  'aws.iam': /./,
  'aws.kms': /./,
  'aws.logs': /^(?!Put(Log|Query))/,
  'aws.organizations': /./,
  'aws.route53resolver': /./,
  'aws.s3': /^(Put|Delete)(Bucket[A-Za-z]*|ObjectLockConfiguration|(Account)?PublicAccessBlock)$/,
  'aws.signin': /./,
  'aws.sts': /^AssumeRole/,
};

const changes =
  /^(Accept|Add|AssumeRole|Associate|Attach|Authorize|Cancel|ConsoleLogin|Create|Delete|Detach|Disable|Disassociate|Enable|Modify|Put|Remove|Replace|Revoke|Schedule|Set|Stop|Update)/;

/** A name of a call, or how it begins; undefined for any other way to say which calls. */
const beginning = (name: Json): string | undefined =>
  text(name) ?? (isRecord(name) && Object.keys(name).join() === 'prefix' ? text(name.prefix) : undefined);

/** Calls come with their requests: each must be named, and be one that changes settings. */
function ofCalls(sources: readonly Json[], detail: Json | undefined): string | undefined {
  const names = list(record(detail).eventName);
  if (names.length === 0) return 'every call, with its request';
  for (const source of sources) {
    const quiet = Object.hasOwn(settings, String(source)) ? settings[String(source)] : undefined;
    const loud = names.find((name) => {
      const call = beginning(name);
      return call === undefined || !changes.test(call) || quiet?.test(call) !== true;
    });
    if (loud !== undefined) return `the requests of ${JSON.stringify(loud)} to ${String(source)}`;
  }
  return undefined;
}

/** What an event rule would tell that is no alarm, in words; undefined when it tells alarms alone. */
export function beyondAlarms({ properties }: Resource): string | undefined {
  const pattern = record(properties.EventPattern);
  const [sources, kinds] = [list(pattern.source), list(pattern['detail-type'])];
  if (properties.EventBusName !== undefined && properties.EventBusName !== 'default')
    return 'what is put on a bus of our own';
  if (sources.length === 0 || kinds.length === 0) return 'events of every source and kind';
  if (kinds.every((kind) => typeof kind === 'string' && / via CloudTrail$/.test(kind)))
    return ofCalls(sources, pattern.detail);
  const source = sources.find((one) => !findings.includes(String(one)));
  if (source !== undefined) return `events of ${text(source) ?? 'sources that are not written out'}`;
  const quoting = kinds.find((kind) => typeof kind !== 'string' || / via CloudTrail|Object/.test(kind));
  return quoting === undefined ? undefined : `events that quote more than an alarm: ${JSON.stringify(quoting)}`;
}
