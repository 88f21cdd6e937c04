import type { Audit, AuditedRule } from '../../policies/audit/audit.ts';
import { audit } from '../../policies/audit/audit.ts';
import type { Json, JsonObject } from '../../policies/estate/estate.ts';
import type { Template } from '../../policies/estate/model.ts';
import { at, isTrue } from '../../policies/estate/values.ts';
import { judged, pass } from '../../policies/outcome.ts';
import type { Judgement, Rule } from '../../policies/rule.ts';
import { rules } from '../../policies/rules.ts';

const here = { account: '111122223333', region: 'eu-west-2' } as const;

const one = (resources: JsonObject, more: JsonObject = {}, place: Partial<Template> = here): readonly Template[] => [
  { name: 'their', templateFile: 'their.yaml', template: { ...more, Resources: resources }, ...place },
];

const rule = (check: Judgement['check'], id = 'it-holds'): Rule => ({
  id,
  safe: 'data',
  controls: ['2.8.01'],
  severity: 'fatal',
  why: 'It must hold.',
  fix: 'make it hold',
  check,
});

const ask = (judge: Rule, templates: readonly Template[]): AuditedRule<Rule> => {
  const [answer] = audit(templates, { safe: [judge], worksOnAws: [], sections: [] }).safe;
  if (answer === undefined) throw new Error('no answer');
  return answer;
};

const askOurs = (id: string, templates: readonly Template[]): AuditedRule<Rule> => {
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return ask(found, templates);
};

const versioned = rule((estate) =>
  estate
    .ofType('AWS::S3::Bucket')
    .map((bucket) =>
      judged(
        at(bucket, 'VersioningConfiguration.Status') === 'Enabled',
        bucket,
        'Properties.VersioningConfiguration',
        'kept',
        'lost',
      ),
    ),
);
const bucket = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::S3::Bucket',
  Properties: properties,
  ...more,
});
const enabled = { VersioningConfiguration: { Status: 'Enabled' } };

describe('what stands on a value that the template leaves open is unknown', () => {
  const open: readonly [string, Json][] = [
    ['a parameter', { Ref: 'Status' }],
    ['a parameter with a default', { Ref: 'WithDefault' }],
    ['a condition', { 'Fn::If': ['Production', 'Enabled', 'Suspended'] }],
    ['an import of what is not there', { 'Fn::ImportValue': 'nobody-exports-it' }],
    ['a macro', { 'Fn::Transform': { Name: 'Anything' } }],
    ['a look-up', '{{resolve:ssm:/status}}'],
    ['text around a parameter', { 'Fn::Sub': '${Status}d' }],
    ['a mapping by the region that has no such entry', { 'Fn::FindInMap': ['Places', { Ref: 'AWS::Region' }, 'x'] }],
  ];
  const parameters = {
    Parameters: { Status: { Type: 'String' }, WithDefault: { Type: 'String', Default: 'Enabled' } },
  };

  test.each(open)('%s, neither a pass nor an accusation', (_, value) => {
    const { verdict, findings } = ask(
      versioned,
      one({ B: bucket({ VersioningConfiguration: { Status: value } }) }, parameters),
    );
    expect([verdict, findings.map((finding) => finding.verdict)]).toEqual(['unknown', ['unknown']]);
    expect(findings[0]?.because).toContain('VersioningConfiguration.Status');
  });

  test('and so is what stands inside the open value', () => {
    expect(ask(versioned, one({ B: bucket({ VersioningConfiguration: { Ref: 'All' } }) })).verdict).toBe('unknown');
    expect(ask(versioned, one({ B: { Type: 'AWS::S3::Bucket', Properties: { 'Fn::Transform': {} } } })).verdict).toBe(
      'unknown',
    );
  });

  test('an open value elsewhere in the resource, which the rule does not read, changes nothing', () => {
    const named = { ...enabled, BucketName: { Ref: 'Name' } };
    expect(ask(versioned, one({ B: bucket(named) })).verdict).toBe('pass');
    expect(ask(versioned, one({ B: bucket({ BucketName: { Ref: 'Name' } }) })).verdict).toBe('fail');
  });

  test('what is wrong by a fixed value is an accusation beside any number of open ones', () => {
    const answer = ask(
      versioned,
      one({
        A: bucket({ VersioningConfiguration: { Status: 'Suspended' } }),
        B: bucket({ VersioningConfiguration: { Ref: 'V' } }),
      }),
    );
    expect(answer.findings.map(({ verdict, resource }) => [verdict, resource])).toEqual([
      ['fail', 'their/A'],
      ['unknown', 'their/B'],
    ]);
    expect(answer.verdict).toBe('fail');
  });

  test('a resource that exists under a condition cannot be accused, and what relies on it cannot pass', () => {
    expect(ask(versioned, one({ B: bucket({}, { Condition: 'Maybe' }) })).findings[0]?.because).toBe(
      'it exists only under a condition',
    );
    const covered = rule((estate) =>
      estate.ofType('AWS::S3::Bucket').map((found) => {
        const policies = estate
          .ofType('AWS::S3::BucketPolicy')
          .filter((one) => estate.find(one.properties.Bucket) === found);
        return judged(policies.length > 0, found, 'Type', 'has a policy', 'has none');
      }),
    );
    const policy = (more: JsonObject) => ({
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'B' } },
      ...more,
    });
    expect(ask(covered, one({ B: bucket({}), P: policy({}) })).verdict).toBe('pass');
    expect(ask(covered, one({ B: bucket({}), P: policy({ Condition: 'Maybe' }) })).findings[0]?.because).toBe(
      'their/P exists only under a condition',
    );
  });

  test('a policy of nobody knows which bucket keeps every bucket of its stack from being accused for want of one', () => {
    const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Name' }, PolicyDocument: {} } };
    expect(askOurs('buckets-demand-tls', one({ B: bucket({}) })).verdict).toBe('fail');
    expect(askOurs('buckets-demand-tls', one({ B: bucket({}), P: policy })).verdict).toBe('unknown');
  });

  test('a rule that skips what it does not recognise is no pass: the value is named', () => {
    const closed = rule((estate) => [
      ...estate
        .ofType('AWS::AppStream::Fleet')
        .flatMap((fleet) =>
          isTrue(fleet.properties.EnableDefaultInternetAccess)
            ? [judged(false, fleet, 'Properties', '', 'has the internet')]
            : [],
        ),
      ...estate.ofType('AWS::EC2::VPC').map((vpc) => pass(vpc, 'Type', 'closed')),
    ]);
    const fleet = (value: Json) => ({
      Type: 'AWS::AppStream::Fleet',
      Properties: { EnableDefaultInternetAccess: value },
    });
    const vpc = { Type: 'AWS::EC2::VPC' };
    expect(ask(closed, one({ V: vpc, F: fleet(false) })).verdict).toBe('pass');
    const { verdict, findings } = ask(closed, one({ V: vpc, F: fleet({ Ref: 'Internet' }) }));
    expect(verdict).toBe('unknown');
    expect(findings.find((one) => one.verdict === 'unknown')).toMatchObject({
      resource: 'their/F',
      path: 'Properties.EnableDefaultInternetAccess',
    });
  });

  test('two rules that share a view of the estate both hear what it read', () => {
    const roles = one({
      R: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: [] },
          Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: { Ref: 'A' }, Resource: 'arn:x' }] } }],
        },
      },
    });
    const both = audit(roles, {
      safe: rules.filter(
        ({ id }) => id === 'policies-name-actions-and-resources' || id === 'nobody-can-become-somebody-else',
      ),
      worksOnAws: [],
    });
    expect(both.safe.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
  });

  test('a managed policy from outside the templates is unseen rights, not none', () => {
    const role = (arn: string) =>
      one({
        R: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [] }, ManagedPolicyArns: [arn] },
        },
      });
    const { findings } = askOurs(
      'nobody-can-become-somebody-else',
      role(['arn', 'aws', 'iam', '', 'aws', 'policy/AdministratorAccess'].join(':')),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['unknown']);
    expect(findings[0]?.because).toContain('AdministratorAccess');
  });
});

describe('templates that do not say where they stand', () => {
  const nowhere = { account: undefined, region: undefined };
  const topic = (principal: Json): JsonObject => ({
    T: { Type: 'AWS::SNS::Topic' },
    P: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'T' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sns:Publish', Resource: { Ref: 'T' } },
          ],
        },
      },
    },
  });
  const verdictOn = (principal: Json, place: Partial<Template> = nowhere) =>
    askOurs('policies-admit-this-account-only', one(topic(principal), {}, place)).verdict;

  test('their own account stays their own account', () => {
    expect(verdictOn({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' })).toBe('pass');
  });

  test('an account that is written down may be their own, until the user says which is', () => {
    expect(verdictOn('444455556666')).toBe('unknown');
    expect(verdictOn('444455556666', here)).toBe('fail');
    expect(verdictOn('444455556666', { ...here, account: '444455556666' })).toBe('pass');
  });

  test('everybody is everybody, wherever it is', () => {
    expect(verdictOn('*')).toBe('fail');
  });

  test('whether they stand in the United Kingdom is unknown', () => {
    const where = (place: Partial<Template>) =>
      askOurs('resources-stay-in-the-united-kingdom', one({ B: bucket({}) }, {}, place));
    expect(where(nowhere)).toMatchObject({ verdict: 'unknown', findings: [{ reason: 'stands in <own region>' }] });
    expect(where(here).verdict).toBe('pass');
    expect(where({ ...here, region: 'us-east-1' }).verdict).toBe('fail');
  });
});

describe('a rule that cannot judge', () => {
  test('is unknown with its reason where it throws, and stops no other', () => {
    const broken = rule(() => {
      throw new Error('unknown shape');
    });
    const { safe }: Audit = audit(one({ B: bucket(enabled) }), { safe: [broken, versioned], worksOnAws: [] });
    expect(safe[0]).toMatchObject({ verdict: 'unknown', unjudged: 'it could not be evaluated: unknown shape' });
    expect(safe[1]?.verdict).toBe('pass');
  });

  test('is unknown where it speaks of what is not there', () => {
    const ghost = rule(() => [{ result: 'pass', resource: 'their/Ghost', path: 'Type', reason: 'fine' }]);
    expect(ask(ghost, one({ B: bucket({}) })).verdict).toBe('unknown');
  });

  test('has nothing to judge where the templates hold nothing of its kind, which is no pass', () => {
    expect(ask(versioned, one({ Q: { Type: 'AWS::SQS::Queue' } })).verdict).toBe('nothing to judge');
  });

  test('accuses nobody of being no researcher’s role where no tag says whose roles they are', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } };
    const { verdict, unjudged } = askOurs('people-stand-under-a-boundary', one({ R: role }));
    expect([verdict, unjudged]).toEqual(['unknown', expect.stringContaining('tre:project')]);
  });
});

describe('what nobody has modelled', () => {
  const kinds = (resources: JsonObject) => audit(one(resources), { safe: rules, worksOnAws: [] }).kinds;

  test('is listed by kind, and unknown to the rule that asks for it', () => {
    const resources = { X: { Type: 'AWS::QuantumLedger::Thing' }, B: bucket({}) };
    expect(kinds(resources)).toEqual([
      { type: 'AWS::QuantumLedger::Thing', resources: 1, known: false, judged: false },
      { type: 'AWS::S3::Bucket', resources: 1, known: true, judged: true },
    ]);
    const { verdict } = askOurs('every-kind-of-resource-is-known', one(resources));
    expect(verdict).toBe('unknown');
  });

  test('of a network is unknown; a gateway to the internet is a way out', () => {
    const ways = (type: string) =>
      askOurs('vpc-has-no-way-out', one({ G: { Type: type } })).findings.map(({ verdict }) => verdict);
    expect(ways('AWS::EC2::Instance')).toEqual(['unknown']);
    expect(ways('AWS::EC2::InternetGateway')).toEqual(['fail']);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['SAM', { F: { Type: 'AWS::Serverless::Function' } }, { Transform: 'AWS::Serverless-2016-10-31' }],
    ['a module', { M: { Type: 'Acme::S3::Bucket::MODULE' } }, {}],
    [
      'a nested stack whose template is elsewhere',
      { S: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x/y.yaml' } } },
      {},
    ],
    [
      'a custom resource of a function elsewhere',
      { C: { Type: 'Custom::Thing', Properties: { ServiceToken: { Ref: 'Token' } } } },
      {},
    ],
    ['a loop', { 'Fn::ForEach::Topics': ['Name', ['a'], {}] }, { Transform: 'AWS::LanguageExtensions' }],
    ['an include', { B: bucket({ 'Fn::Transform': { Name: 'AWS::Include' } }) }, {}],
  ])('and %s is said not to be read', (_, resources, more) => {
    expect(audit(one(resources, more), { safe: rules, worksOnAws: [] }).notRead).not.toEqual([]);
  });

  test('but not a nested stack whose template is in the folder, nor a custom resource of a function in the template', () => {
    const templates = [
      ...one({
        S: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.yaml' } },
        C: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } },
        F: { Type: 'AWS::Lambda::Function' },
      }),
      { name: 'child', templateFile: 'child.yaml', template: { Resources: { B: bucket({}) } }, ...here },
    ];
    expect(audit(templates, { safe: [], worksOnAws: [] }).notRead).toEqual([]);
  });
});

test('a section that cannot be made is unknown, with its reason', () => {
  const section = {
    id: 'ways-out',
    title: 'Ways out',
    of: () => {
      throw new Error('no graph');
    },
  };
  const { sections } = audit(one({ B: bucket({}) }), { safe: [], worksOnAws: [], sections: [section] });
  expect(sections).toEqual([
    { id: 'ways-out', title: 'Ways out', verdict: 'unknown', lines: ['could not be made: no graph'] },
  ]);
});
