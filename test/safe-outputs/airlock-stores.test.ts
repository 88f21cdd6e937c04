import { production, propertiesOf, stackOf, statementsOf, trial } from '../safe-data/example-resources.ts';

interface Denial {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: { readonly ArnNotEquals?: { readonly 'aws:PrincipalArn': string | readonly string[] } };
}

const outputs = stackOf(production, 'safe-outputs');
const purged = stackOf(trial, 'safe-outputs');

const glob = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/** Paths below the bucket that an element of a policy names. */
const keysIn = (element: unknown): readonly RegExp[] =>
  [element].flat().flatMap((one) => {
    const [, key] = /"\/([^"]*)"\]\]/.exec(JSON.stringify(one)) ?? [];
    return key === undefined ? [] : [glob(key)];
  });

/** Who is left when every denial of an action on a key has been heard, by the nouns of their roles. */
function spared(store: string, action: string, key: string, resources = outputs): readonly string[] {
  const denials = Object.values(statementsOf(resources, `${store}BucketPolicy`)) as unknown as readonly Denial[];
  const heard = denials.filter(({ Action, Resource, NotResource, Condition = {} }) => {
    const covers = [Action].flat().some((one) => glob(one).test(action));
    const others = Object.keys(Condition).filter((operator) => operator !== 'ArnNotEquals');
    const there =
      NotResource === undefined
        ? keysIn(Resource).some((one) => one.test(key))
        : !keysIn(NotResource).some((one) => one.test(key));
    return covers && there && others.length === 0;
  });
  expect(heard.length).toBeGreaterThan(0);
  const named = heard.map(({ Condition }) => [Condition?.ArnNotEquals?.['aws:PrincipalArn'] ?? []].flat());
  const [first = []] = named;
  return first
    .filter((arn) => named.every((arns) => arns.includes(arn)))
    .map((arn) => arn.replace(/^.*:role\/tre-(thames-valley|gtr-manchester)-/, ''))
    .sort();
}

const id = '11111111-2222-4333-8444-555555555555';
const scanner = 'airlock-malware-scan';

test.each([
  ['AirlockDraft', `deposits/copd/kim/${id}`, ['airlock-checker', 'airlock-private'], ['broker']],
  ['AirlockDraft', `parts/copd/kim/${id}/1`, ['airlock-checker', 'airlock-private'], ['airlock-private']],
  ['AirlockInbound', `parts/copd/kim/${id}/1`, ['airlock-private'], ['airlock-public']],
  [
    'AirlockReview',
    `frozen/${id}/1/${id}`,
    ['airlock-bytes-private', 'airlock-checker', scanner, 'airlock-release'],
    ['airlock-checker', scanner],
  ],
  [
    'AirlockReview',
    `reports/${id}/1.json`,
    ['airlock-checker', scanner, 'airlock-private', 'airlock-release'],
    ['airlock-checker', scanner],
  ],
  ['AirlockReview', 'malware-protection-resource-validation-object', [scanner], [scanner]],
  ['AirlockInputs', `copd/${id}/${id}`, ['airlock-bytes-private', 'airlock-release'], ['airlock-release']],
  [
    'Release',
    `copd/${id}/tables.json`,
    ['airlock-bytes-public', 'airlock-checker', 'airlock-release'],
    ['airlock-release'],
  ],
])('%s admits to %s the functions that are named for it, and nobody else', (store, key, reads, writes) => {
  expect(spared(store, 's3:GetObject', key)).toEqual(reads);
  expect(spared(store, 's3:GetObjectVersion', key)).toEqual(reads);
  expect(spared(store, 's3:PutObject', key)).toEqual(writes);
});

const stores = ['AirlockDraft', 'AirlockInbound', 'AirlockReview', 'AirlockInputs', 'Release'];

test.each(stores)('nobody deletes from %s, unlocks, relabels or changes what is there', (store) => {
  for (const action of [
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:BypassGovernanceRetention',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
    's3:PutObjectAcl',
  ]) {
    expect([action, spared(store, action, 'frozen/x')]).toEqual([action, []]);
  }
  const marks = store === 'AirlockReview' ? [scanner] : [];
  expect(spared(store, 's3:PutObjectVersionTagging', 'frozen/x')).toEqual(marks);
});

test.each(stores)('%s of a trial is emptied by the function that does nothing else', (store) => {
  expect(spared(store, 's3:DeleteObjectVersion', 'frozen/x', purged)).toEqual(['purge-safe-outputs']);
});

test('the checker reads the tables of earlier releases, and nothing else that left', () => {
  const { DenyCheckerTheRest: rest } = statementsOf(outputs, 'ReleaseBucketPolicy');
  expect(keysIn(rest?.NotResource).map(String)).toEqual([String(glob('*/*/tables.json'))]);
  expect(JSON.stringify(rest?.Condition)).toContain('tre-thames-valley-airlock-checker');
});

test('a release is locked for as many years as the file says, so that nobody ends it; in a trial for a day, which the purge lifts', () => {
  const lock = (resources: typeof outputs) => propertiesOf(resources, 'ReleaseBucket').ObjectLockConfiguration;
  expect(lock(outputs)).toMatchObject({ Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 8 } } });
  expect(lock(purged)).toMatchObject({ Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } });
});

test('nothing but releases is locked: what was turned down must go', () => {
  for (const store of stores.filter((one) => one !== 'Release')) {
    expect(propertiesOf(outputs, `${store}Bucket`).ObjectLockEnabled).toBeUndefined();
  }
});

test('each store has a key of its own, which opens for its readers and closes for its writers, through S3 alone', () => {
  const keys = stores.map((store) => JSON.stringify(propertiesOf(outputs, `${store}Bucket`).BucketEncryption));
  expect(new Set(keys).size).toBe(stores.length);
  const policy = JSON.stringify(propertiesOf(outputs, 'AirlockInboundKey').KeyPolicy);
  const use = JSON.parse(policy).Statement.filter(({ Sid }: { Sid: string }) => /^(Readers|Writers)/.test(Sid));
  expect(use).toMatchObject([
    {
      Action: 'kms:Decrypt',
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-west-2.amazonaws.com' },
        ArnEquals: { 'aws:PrincipalArn': [expect.stringMatching(/-airlock-private$/)] },
      },
    },
    {
      Action: 'kms:GenerateDataKey',
      Condition: { ArnEquals: { 'aws:PrincipalArn': [expect.stringMatching(/-airlock-public$/)] } },
    },
  ]);
});

test('what is frozen is scanned, and what the scanner says of it is heard', () => {
  expect(propertiesOf(outputs, 'MalwareProtectionPlan').ProtectedResource).toMatchObject({
    S3Bucket: { ObjectPrefixes: ['frozen/'] },
  });
  const { EventPattern: pattern } = propertiesOf(stackOf(production, 'gate'), 'AirlockScanScanned');
  expect(pattern).toMatchObject({
    'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
    detail: { s3ObjectDetails: { bucketName: [expect.anything()] } },
  });
});

test('votes are written by the function of the private door alone: its table refuses everybody else, and so does every other role', () => {
  const { ResourcePolicy: policy } = propertiesOf(outputs, 'AirlockTable');
  const partition = { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['vote'] } };
  expect(JSON.parse(JSON.stringify(policy)).PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({
      Sid: 'DenyPartitionToOthers',
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': [expect.stringMatching(/-airlock-private$/)] },
        ...partition,
      },
    }),
  );
});
