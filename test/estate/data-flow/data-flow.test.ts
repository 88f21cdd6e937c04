import { dataFlow, nameOf } from '../../../policies/estate/data-flow/data-flow.ts';
import type { JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf, type Template } from '../../../policies/estate/model.ts';
import { examples } from '../../examples.ts';

const ways = (templates: readonly Template[]): readonly string[] => {
  const { zones, arrows } = dataFlow(estateOf(templates));
  const names = new Map(zones.map((zone) => [zone.id, nameOf(zone)]));
  return arrows.map(({ from, to, gate }) => `${names.get(from)} > ${names.get(to)}: ${gate}`);
};

const example = (id: string): readonly Template[] => examples.get(id) ?? [];
const notes = (templates: readonly Template[]) => dataFlow(estateOf(templates)).notes.join('\n');

const trust = (Service: string): JsonObject => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});
const reads = (service: string, function_: JsonObject): Template => ({
  name: 's',
  templateFile: 's.json',
  account: '123456789012',
  region: 'eu-west-2',
  template: {
    Resources: {
      RecordsBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } },
      ReleaseBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'release' } },
      MoverRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust(service),
          Policies: [
            {
              PolicyName: 'p',
              PolicyDocument: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 's3:GetObject',
                    Resource: ['arn', 'aws', 's3', '', '', 'records/*'].join(':'),
                  },
                  {
                    Effect: 'Allow',
                    Action: 's3:PutObject',
                    Resource: ['arn', 'aws', 's3', '', '', 'release/*'].join(':'),
                  },
                ],
              },
            },
          ],
        },
      },
      ...function_,
    },
  },
});

test('records of a project reach its results through Athena alone, and nobody but its session', () => {
  const drawn = ways(example('gtr-manchester'));
  expect(drawn).toContain(
    'Extract (project foot-care) > Queries and results (project foot-care): Project, through Athena only',
  );
  expect(drawn.filter((way) => way.startsWith('Extract'))).toHaveLength(1);
  expect(drawn.filter((way) => way.startsWith('Queries and results (project'))).toEqual([
    'Queries and results (project foot-care) > Project session (project foot-care): Project, through our endpoints only',
  ]);
});

test('three projects of one shape are drawn once, by their names', () => {
  const { zones, arrows } = dataFlow(estateOf(example('thames-valley')));
  const extracts = zones.filter(({ label }) => label === 'Extract');
  expect(extracts.map(({ detail }) => detail)).toEqual(['each of 3 projects: copd-winter, eol-place, stroke-path']);
  expect(arrows.filter(({ from }) => from === extracts[0]?.id)[0]?.detail).toContain('the same in 2 other projects');
});

test('a project that can read another’s extract is drawn on its own', () => {
  const templates = structuredClone(example('thames-valley')) as Template[];
  const [one, other] = templates.filter(({ name }) => name.includes('project'));
  if (one === undefined || other === undefined) throw new Error('the example has no two projects');
  const resources = one.template.Resources as Record<string, { Properties: Record<string, unknown> }>;
  const policies = (resources.ProjectRole as { Properties: Record<string, unknown> }).Properties
    .Policies as JsonObject[];
  const victim = (other.template.Resources as Record<string, { Properties: { BucketName: string } }>).ExtractBucket;
  const policy = (
    other.template.Resources as Record<string, { Properties: { PolicyDocument: { Statement: unknown[] } } }>
  ).ExtractBucketPolicy;
  policy?.Properties.PolicyDocument.Statement.splice(0);
  policies.push({
    PolicyName: 'wide',
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: ['arn', 'aws', 's3', '', '', `${victim?.Properties.BucketName}/*`].join(':'),
        },
      ],
    },
  });
  const inline = policies[0] as { PolicyDocument: { Statement: { Sid?: string }[] } };
  inline.PolicyDocument.Statement = inline.PolicyDocument.Statement.filter(({ Sid }) => Sid !== 'NothingElseEver');
  const { zones, arrows } = dataFlow(estateOf(templates));
  const own = new Map(zones.map(({ id, project }) => [id, project]));
  expect(zones.filter(({ label }) => label === 'Extract').length).toBeGreaterThan(1);
  expect(
    arrows.filter(({ from, to }) => own.get(from) === other.name && own.get(to) === one.name).length,
  ).toBeGreaterThan(0);
});

test('a function outside the VPC that reads records leads to the internet', () => {
  const runs = (more: JsonObject): JsonObject => ({
    Mover: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['MoverRole', 'Arn'] }, ...more } },
  });
  const outside = 'Mover (function) > The outside world (the internet): no gate';
  expect(ways([reads('lambda.amazonaws.com', runs({}))])).toContain(outside);
  const inside = ways([reads('lambda.amazonaws.com', runs({ VpcConfig: { SubnetIds: ['subnet-1'] } }))]);
  expect(inside).not.toContain(outside);
  expect(inside).toEqual(
    ['Records (bucket) > Mover (function): Mover', 'Mover (function) > Release (bucket): Mover'].sort(),
  );
});

test('a way out is named, and its absence only where every role can be read', () => {
  expect(notes([reads('glue.amazonaws.com', {})])).toContain('No way out: no arrow');
  const opened = reads('glue.amazonaws.com', {
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'RecordsBucket' },
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: ['arn', 'aws', 's3', '', '', 'records/*'].join(':'),
            },
          ],
        },
      },
    },
  });
  expect(notes([opened])).toContain('do not rule out: Records (bucket) to Other AWS accounts (any)');
});

test('a role with rights that nobody can read here is named instead of drawn', () => {
  const templates = structuredClone(example('gtr-manchester'));
  const roles = templates.flatMap(({ template }) =>
    Object.values(
      template.Resources as Record<string, { Type: string; Properties: { ManagedPolicyArns?: unknown } }>,
    ).filter(({ Type, Properties }) => Type === 'AWS::IAM::Role' && Properties.ManagedPolicyArns !== undefined),
  );
  expect(roles.length).toBeGreaterThan(0);
  for (const { Properties } of roles)
    Properties.ManagedPolicyArns = [['arn', 'aws', 'iam', '', '123456789012', 'policy/elsewhere'].join(':')];
  expect(notes(templates)).toContain('holds rights that these templates do not show');
});

test.each([...examples])('in %s no result and no extract leads to the outside', (_, templates) => {
  const [first = ''] = dataFlow(estateOf(templates)).notes;
  expect(first).not.toMatch(/Extract|Queries and results/);
});

test.each([...examples])(
  'in %s what was released leaves by the public door, and what arrives there reaches one store',
  (_, templates) => {
    const drawn = ways(templates).filter((way) => way.includes('at the public door'));
    expect(drawn.toSorted()).toEqual([
      'People who signed in (outside the environment) > Airlock inbound (bucket): Airlock public, at the public door',
      'Release (bucket) > People who signed in (outside the environment): Airlock bytes public, at the public door',
    ]);
    const said = notes(templates);
    expect(said).toContain('leads from where records or results lie to the outside past where releases lie');
    expect(said).toContain('Release (bucket), written by Airlock release, goes to People who signed in');
  },
);
