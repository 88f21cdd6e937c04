import { type Body, type Mutant, set } from '../mutant.ts';

const later = (name: string, mutate: Mutant['mutate']): Mutant => ({
  rule: 'templates-decide-nothing-later',
  name,
  mutate,
});
const never = (id: string, type: string): Mutant =>
  later(`${id} exists on a condition`, (templates) =>
    templates.change(
      type,
      (body) => {
        (body as Body & { Condition?: string }).Condition = 'Never';
      },
      (_, logicalId) => logicalId === id,
    ),
  );

const ofBucket = (name: string, value: unknown): Mutant =>
  later(name, (templates) =>
    templates.change(
      'AWS::S3::Bucket',
      (body) => set(body, 'VersioningConfiguration', value),
      (_, id) => id === 'VaultBucket',
    ),
  );

const deciding: readonly Mutant[] = [
  never('VaultBucketPolicy', 'AWS::S3::BucketPolicy'),
  never('AuditTrail', 'AWS::CloudTrail::Trail'),
  never('DnsFirewallAssociation75689B24', 'AWS::Route53Resolver::FirewallRuleGroupAssociation'),
  later('a macro rewrites the template', (templates) =>
    templates.changeTemplate('safe-data', (template) => {
      template.Transform = ['Macro'];
    }),
  ),
  later('a section of conditions waits to be used', (templates) =>
    templates.changeTemplate('safe-data', (template) => {
      template.Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    }),
  ),
  later('an output tells a secret', (templates) =>
    templates.changeTemplate('safe-data', (template) => {
      template.Outputs = { Told: { Value: '{{resolve:secretsmanager:key}}' } };
    }),
  ),
  later('a parameter is asked for', (templates) =>
    templates.changeTemplate('safe-data', (template) => {
      template.Parameters = { Reader: { Type: 'String', Default: 'nobody' } };
    }),
  ),
  ofBucket('a value depends on a condition', { 'Fn::If': ['Never', { Status: 'Enabled' }, { Ref: 'AWS::NoValue' }] }),
  ofBucket('a macro stands beside a value', { Status: 'Enabled', 'Fn::Transform': { Name: 'Macro' } }),
  ofBucket('a loop makes properties', { 'Fn::ForEach::Each': ['One', ['a'], { Status: 'Enabled' }] }),
  ofBucket('a value is looked up', { Status: '{{resolve:ssm:status}}' }),
  later('text poses as a reference of the model', (templates) =>
    templates.change('AWS::KMS::Key', (body) =>
      set(body, 'Description', '${tre-thames-valley-safe-settings/VaultKey}'),
    ),
  ),
];

const one = (name: string, mutate: Mutant['mutate']): Mutant => ({ rule: 'estate-is-one-account', name, mutate });

const places: readonly Mutant[] = [
  one('a stack goes into another account', (templates) =>
    templates.changeTemplate('safe-data', (_, stack) => {
      (stack as { account?: string }).account = '999988887777';
    }),
  ),
  one('two stacks have one name', (templates) =>
    templates.changeTemplate('safe-data', (_, stack) => {
      (stack as { name: string }).name =
        templates.templates.find(({ name }) => name.includes('safe-people'))?.name ?? '';
    }),
  ),
];

const code = (name: string, edit: (body: Body) => void): Mutant => ({
  rule: 'functions-run-our-own-code',
  name,
  mutate: (templates) => templates.change('AWS::Lambda::Function', edit),
});

const functions: readonly Mutant[] = [
  code('code comes from a bucket of somebody else', (body) => set(body, 'Code.S3Bucket', 'somebody-elses')),
  code('code comes from the bootstrap of another account', (body) =>
    set(body, 'Code.S3Bucket', 'cdk-tvssde-assets-999988887777-eu-west-2'),
  ),
  code('code stands in the template', (body) => set(body, 'Code', { ZipFile: 'exports.handler = fetch' })),
  code('a layer of another account is laid under it', (body) =>
    set(body, 'Layers', ['arn:aws:lambda:eu-west-2:999988887777:layer:help:1']),
  ),
  code('it runs an image', (body) => set(body, 'PackageType', 'Image')),
  code('its role is not of this estate', (body) => set(body, 'Role', 'arn:aws:iam::111122223333:role/Admin')),
  {
    rule: 'functions-outside-the-vpc-reach-no-data',
    name: 'it may do what no list of dangers names yet',
    mutate: (templates) =>
      templates.change(
        'AWS::IAM::Role',
        (body) => {
          const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: object[] } }[];
          policy?.PolicyDocument.Statement.push({
            Effect: 'Allow',
            Action: 'states:StartSyncExecution',
            Resource: 'arn:aws:states:eu-west-2:111122223333:stateMachine:one',
          });
        },
        (body) => JSON.stringify(body.Properties.RoleName ?? '').includes('network-settings'),
      ),
  },
  {
    rule: 'dns-firewall-blocks-by-default',
    name: 'only questions of one record type are blocked',
    mutate: (templates) =>
      templates.change('AWS::Route53Resolver::FirewallRuleGroup', (body) => {
        const rules = body.Properties.FirewallRules as { Action: string; Qtype?: string }[];
        for (const rule of rules) if (rule.Action === 'BLOCK') rule.Qtype = 'A';
      }),
  },
];

export const templateMutants: readonly Mutant[] = [...deciding, ...places, ...functions];
