import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { answerSchema } from '../../bin/can-schema.ts';
import { can } from '../../bin/verbs/can.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tre-can-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const trust = document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
const bucketArn = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const inBucket = { 'Fn::Join': ['', [bucketArn, '/extract/*']] };
const role = (...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }],
  },
});

const folder = join(scratch, 'templates');
mkdirSync(folder);
writeFileSync(
  join(folder, 'data.json'),
  JSON.stringify({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC' },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Reader: role({ Sid: 'ReadExtract', Effect: 'Allow', Action: 's3:GetObject', Resource: inBucket }),
      Inside: role({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: inBucket,
        Condition: { StringEquals: { 'aws:SourceVpc': { Ref: 'Vpc' } } },
      }),
      Check: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Reader', 'Arn'] } } },
    },
  }),
);

const tre = async (...args: string[]) => {
  let [stdout, stderr] = ['', ''];
  const status = await can.run(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    today: () => '2026-11-24',
  });
  return { status, stdout, stderr };
};

const one = ['--who', 'Reader', '--do', 's3:GetObject', '--to', 'Bucket/extract/a.csv'];

describe('one question', () => {
  test('is answered with the decision, the reason and the statement that decided, in words', async () => {
    const { status, stdout, stderr } = await tre(folder, ...one);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('allowed: Reader s3:GetObject on Bucket/extract/a.csv');
    expect(stdout).toMatch(/Allow +identity policy +data\/Reader .*\(ReadExtract\)/);
  });

  test('is answered as one object with --json', async () => {
    const { status, stdout } = await tre(folder, ...one, '--json');
    expect(status).toBe(0);
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ decision: 'allowed', residual: null });
    expect(answer.statements.map(({ source, sid }) => [source, sid])).toEqual([['data/Reader', 'ReadExtract']]);
  });

  test('a denied call is an answer too, and exits with 0', async () => {
    const { status, stdout } = await tre(
      folder,
      '--who',
      'Reader',
      '--do',
      's3:GetObject',
      '--to',
      'Bucket/vault/a.csv',
    );
    expect([status, stdout.split(':')[0]]).toEqual([0, 'denied']);
  });

  test('whoever names a function asks for the role that it runs with', async () => {
    const { stdout } = await tre(folder, '--who', 'Check', '--do', 's3:GetObject', '--to', 'Bucket/extract/a.csv');
    expect(stdout).toContain('allowed:');
  });

  test('left open, says in words of what it depends; told by --context and --path, does not', async () => {
    const inside = ['--who', 'Inside', '--do', 's3:GetObject', '--to', 'Bucket/extract/a.csv'];
    expect((await tre(folder, ...inside)).stdout).toMatch(/conditional: [\s\S]*aws:SourceVpc is ‹data\/Vpc›/);
    expect((await tre(folder, ...inside, '--context', 'aws:SourceVpc=vpc-1')).stdout).toContain('denied:');
    expect((await tre(folder, ...inside, '--context', 'aws:SourceVpc=')).stdout).toContain('denied:');
    expect((await tre(folder, ...inside, '--path', 'direct')).stdout).toContain('denied:');
  });
});

const asking = (questions: unknown): string => {
  const file = join(scratch, 'questions.json');
  writeFileSync(file, typeof questions === 'string' ? questions : JSON.stringify(questions));
  return file;
};
const decisions = (stdout: string): string[] =>
  z
    .array(answerSchema)
    .parse(JSON.parse(stdout))
    .map(({ decision }) => decision);
const asked = { who: 'Reader', do: 's3:GetObject', to: { resource: 'data/Bucket', suffix: '/extract/a.csv' } };

describe('a file of questions', () => {
  test('is answered in its order, by references, so that nobody must know a physical name', async () => {
    const vpc = { resource: 'data/Vpc' };
    const file = asking([
      asked,
      { ...asked, do: 's3:PutObject' },
      { ...asked, who: { resource: 'data/Inside' } },
      { ...asked, who: 'Inside', context: { 'aws:SourceVpc': vpc } },
      { ...asked, who: 'Inside', context: { 'aws:SourceVpc': [vpc] } },
      { ...asked, who: 'Inside', context: { 'aws:SourceVpc': null } },
      { ...asked, who: 'Inside', path: 'athena' },
      { ...asked, who: { resource: 'data/Check' }, to: { resource: 'data/Bucket', attr: 'arn' } },
    ]);
    const { status, stdout } = await tre(folder, '--questions', file, '--json');
    expect(status).toBe(0);
    expect(decisions(stdout)).toEqual([
      'allowed',
      'denied',
      'conditional',
      'allowed',
      'allowed',
      'denied',
      'denied',
      // A bucket without a key means any of its objects, of which the policy speaks of some.
      'unknown',
    ]);
  });

  test('an answer for each, in words, without --json', async () => {
    const { stdout } = await tre(folder, '--questions', asking([asked, { ...asked, do: 's3:PutObject' }]));
    expect(stdout.match(/^(allowed|denied): /gm)).toEqual(['allowed: ', 'denied: ']);
  });

  test('a name that the templates do not hold is unknown, named on standard error, and the others are answered', async () => {
    const file = asking([asked, { ...asked, to: 'Nowhere/x' }, { ...asked, who: { resource: 'data/Nobody' } }, asked]);
    const { status, stdout, stderr } = await tre(folder, '--questions', file, '--json');
    expect(status).toBe(1);
    expect(decisions(stdout)).toEqual(['allowed', 'unknown', 'unknown', 'allowed']);
    expect(stderr).toMatch(/question 2: Nowhere.* is no resource of these templates[\s\S]*question 3: data\/Nobody/);
  });

  test('a bucket acts for nobody', async () => {
    const { status, stderr } = await tre(folder, '--questions', asking([{ ...asked, who: 'Bucket' }]), '--json');
    expect([status, stderr]).toEqual([1, expect.stringContaining('acts for nobody')]);
  });
});

describe('is refused with its usage and exit status 2:', () => {
  test.each<[string, string[], string]>([
    ['no folder', one, 'name one folder'],
    ['two folders', [folder, folder, ...one], 'name one folder'],
    ['a folder that is not there', [join(scratch, 'missing'), ...one], 'missing'],
    ['a question without --to', [folder, '--who', 'Reader', '--do', 's3:GetObject'], 'needs --who, --do and --to'],
    ['an action that is a pattern', [folder, '--who', 'Reader', '--do', 's3:*', '--to', '*'], 'must be one action'],
    ['a path nobody knows', [folder, ...one, '--path', 'tunnel'], 'path'],
    ['a context without a value', [folder, ...one, '--context', 'aws:SourceVpc'], 'must be <key>=<value>'],
    ['an option nobody knows', [folder, ...one, '--whom', 'x'], '--whom'],
    ['a file and a question at once', [folder, ...one, '--questions', 'q.json'], '--questions stands alone'],
    ['a file that is not there', [folder, '--questions', join(scratch, 'none.json')], 'none.json cannot be read'],
  ])('%s', async (_, args, why) => {
    const { status, stdout, stderr } = await tre(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
    expect(stderr).toContain('usage: tre can');
  });

  test.each<[string, unknown, RegExp]>([
    ['a file that is no JSON', '[{', /questions\.json cannot be read/],
    ['a file that is no list', asked, /the file: /],
    ['a question with a key nobody knows', [{ ...asked, whom: 'x' }], /0: .*whom/],
    ['a reference with a key nobody knows', [{ ...asked, to: { resource: 'data/Bucket', prefix: 'x' } }], /0\.to/],
    ['an attribute nobody knows', [{ ...asked, to: { resource: 'data/Bucket', attr: 'url' } }], /0\.to/],
    [
      'every problem of every question at once',
      [
        { ...asked, do: 'read' },
        { do: 's3:GetObject', to: '*' },
      ],
      /0\.do[\s\S]*1\.who/,
    ],
  ])('%s', async (_, questions, why) => {
    const { status, stdout, stderr } = await tre(folder, '--questions', asking(questions), '--json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });
});
