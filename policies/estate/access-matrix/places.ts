import { readerOf } from '../access/canonical.ts';
import type { PolicyStatement } from '../access/documents.ts';
import { identityPolicies, isIdentity } from '../access/identity-policies.ts';
import { matchText } from '../access/pattern.ts';
import { accountOf, physicalName, regionOf } from '../access/physical-names.ts';
import { resourcePolicy } from '../access/resource-policies.ts';
import { holdsSymbol, symbol } from '../access/symbols.ts';
import type { Estate, Resource } from '../estate.ts';
import { isRecord } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import type { Scope } from './verbs.ts';

/** A name that nobody wrote into a policy. */
const anything = symbol('generated', 'any');

const made: (estate: Estate) => Map<string, readonly string[]> = oncePerEstate(() => new Map());

/**
 * ARNs to ask about for a part of a store, whose own policy bears on all of them. Of contents, one for each pattern that a policy of the
 * estate tells apart.
 */
export function placesOf(estate: Estate, store: Resource, scope: Scope): readonly string[] {
  const name = `${scope} ${store.address}`;
  const known = made(estate).get(name) ?? placesIn(estate, store, scope);
  made(estate).set(name, known);
  return known;
}

function placesIn(estate: Estate, store: Resource, scope: Scope): readonly string[] {
  const { arn, name } = physicalName(estate, store);
  if (scope === 'itself') {
    // Of a log group IAM writes the ARN with and without the star behind it.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
    return store.type === 'AWS::Logs::LogGroup' ? [arn, `${arn}:*`] : [arn];
  }
  if (scope === 'streams') return [`${arn}:log-stream:${anything}`];
  const [account, region] = [accountOf(estate, store.stack), regionOf(estate, store.stack)];
  const elsewhere = (service: string, what: string) => ['arn', 'aws', service, region, account, what].join(':');
  switch (store.type) {
    case 'AWS::S3::Bucket':
      return [...keysOf(estate, name)].map((one) => `${arn}/${one}`);
    case 'AWS::Backup::BackupVault':
      // The policy of the vault reaches the recovery points in it, whose ARNs do not name it.
      // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
      return [elsewhere('backup', `recovery-point:${anything}`)];
    case 'AWS::Glue::Database':
      return [elsewhere('glue', `table/${databaseName(estate, store) ?? name}/${anything}`)];
    default:
      return [`${arn}/${anything}/${anything}/${anything}`];
  }
}

function databaseName(estate: Estate, { properties, stack }: Resource): string | undefined {
  const { DatabaseInput: input } = properties;
  return isRecord(input) ? readerOf(estate, stack)(input.Name ?? null) : undefined;
}

const objectArn = /^arn:[^:]*:s3:::([^/]+)\/(.+)$/su;

interface KeysWritten {
  /** By the name of a bucket that is written out. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** By a pattern that may cover several. */
  readonly patterns: readonly (readonly [string, ReadonlySet<string>])[];
}

/** Every object ARN that a statement of the estate writes: which bucket it means, and a key that its own pattern covers. */
const keysWritten: (estate: Estate) => KeysWritten = oncePerEstate((estate) => {
  const found = new Map<string, Set<string>>();
  for (const statement of statementsOf(estate)) {
    for (const word of [...(statement.resources ?? []), ...(statement.notResources ?? [])]) {
      const [, bucket, key] = objectArn.exec(word ?? '') ?? [];
      if (bucket === undefined || key === undefined || key.includes('${')) continue;
      const keys = found.get(bucket) ?? new Set();
      found.set(bucket, keys.add(key.replaceAll('*', anything).replaceAll('?', 'x')));
    }
  }
  return {
    named: found,
    patterns: [...found].filter(([bucket]) => /[*?$]/.test(bucket) || holdsSymbol(bucket)),
  };
});

function* statementsOf(estate: Estate): Iterable<PolicyStatement> {
  for (const resource of estate.resources) {
    if (isIdentity(resource)) {
      const { identity = [], boundary = [] } = identityPolicies(estate, resource);
      yield* identity;
      yield* boundary;
    } else if (resource.type === 'AWS::S3::Bucket') yield* resourcePolicy(estate, resource) ?? [];
  }
}

function keysOf(estate: Estate, bucketName: string): ReadonlySet<string> {
  const { named, patterns } = keysWritten(estate);
  const keys = new Set([anything, ...(named.get(bucketName) ?? [])]);
  for (const [pattern, written] of patterns) {
    if (matchText(pattern, bucketName) !== 'no') for (const key of written) keys.add(key);
  }
  return keys;
}
