import { askTemplates } from '../../bin/ask-templates.ts';
import { conditionKeys } from '../../rehearsal/agreement/condition-keys.ts';
import type { Gap } from '../../rehearsal/agreement/known-gaps.ts';
import { knownGaps, notCompared } from '../../rehearsal/agreement/known-gaps.ts';
import { probes } from '../../rehearsal/agreement/probes.ts';
import { type Compared, verdictOn } from '../../rehearsal/agreement/verdict.ts';

const because = 'no statement allows it';
const compared: Compared = {
  caller: 'broker, inside',
  action: 's3:GetObject',
  store: 'data/Vault',
  kind: 'AWS::S3::Bucket',
  ours: { decision: 'denied', because, by: [] },
  theirs: 'refused',
  said: 'AccessDenied',
};
const differs: Compared = { ...compared, theirs: 'allowed' };
const gap: Gap = {
  name: 'buckets-are-open',
  whose: 'the emulator',
  onAws: 'a bucket is closed',
  here: 'it is open',
  page: 'https://docs.aws.amazon.com/x.html',
  explains: ({ kind }) => kind === 'AWS::S3::Bucket',
};

describe('two evaluators', () => {
  test('agree where both allow or both refuse', () => {
    const allowed: Compared = { ...compared, ours: { decision: 'allowed', because, by: [] }, theirs: 'allowed' };
    expect(verdictOn([compared, allowed], []).agree).toEqual({ allowed: 1, denied: 1 });
  });

  test.each<[string, Partial<Compared>]>([
    ['another answer', { theirs: 'allowed' }],
    ['no answer', { theirs: 'unclear' }],
    ['a condition', { ours: { decision: 'conditional', because, by: [] } }],
    ['a shrug', { ours: { decision: 'unknown', because, by: [] } }],
    ['a right that the other refuses', { ours: { decision: 'allowed', because, by: [] } }],
  ])('do not agree where one gives %s, and nothing explains it: a finding that names the question', (_, change) => {
    const { findings, agree } = verdictOn([{ ...compared, ...change }], []);
    expect(agree).toEqual({ allowed: 0, denied: 0 });
    expect(findings).toEqual([expect.stringContaining('broker, inside: s3:GetObject on data/Vault')]);
  });

  test('may differ for a reason that is written down, and it is counted', () => {
    const { findings, explained } = verdictOn([differs, differs, compared], [gap]);
    expect([findings, [...explained]]).toEqual([[], [['buckets-are-open', 2]]]);
  });

  test('need no reason that explains nothing', () => {
    expect(verdictOn([compared], [gap]).findings).toEqual([expect.stringContaining('buckets-are-open')]);
  });
});

test('every gap, and whatever is not compared, names the page of AWS that decides', () => {
  for (const { page } of [...knownGaps, ...notCompared])
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.*\.html$/);
});

test('no probe has two that ask the same', () => {
  for (const some of Object.values(probes)) {
    const asked = some.map(({ action, facts }) => `${action} ${Object.keys(facts ?? {})}`);
    expect(new Set(asked).size).toBe(asked.length);
  }
});

const statement = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Vault', 'Arn'] }, '/*']] },
  Condition: { StringEquals: { 'aws:SourceVpc': { Ref: 'Vpc' }, 'aws:ResourceAccount': '111122223333' } },
};
const templates = new Map([
  [
    'data',
    {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC' },
        Vault: { Type: 'AWS::S3::Bucket' },
        Reader: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'reader',
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
            Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
          },
        },
      },
    },
  ],
]);

test('the keys of the templates’ conditions are known, but for those that IAM itself sends with every call', () => {
  expect(conditionKeys(templates)).toEqual(['aws:sourcevpc']);
});

test('the templates are asked with what a call sends, the network by reference', () => {
  const ask = askTemplates(templates, { account: '111122223333', region: 'eu-west-2' });
  const question = {
    who: ['arn', 'aws', 'sts', '', '111122223333', 'assumed-role/reader/rehearsal'].join(':'),
    action: 's3:GetObject',
    to: { resource: 'data/Vault', suffix: '/x' },
  };
  const vpc = { resource: 'data/Vpc', attr: 'ref' } as const;
  expect(ask({ ...question, facts: { 'aws:sourcevpc': vpc } }).decision).toBe('allowed');
  expect(ask({ ...question, facts: { 'aws:sourcevpc': null } }).decision).toBe('denied');
  expect(ask({ ...question, facts: { 'aws:sourcevpc': ['vpc-of-somebody-else'] } }).decision).toBe('denied');
});
