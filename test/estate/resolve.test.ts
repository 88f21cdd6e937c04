import type { Json, JsonObject } from '../../policies/estate/estate.ts';
import { estateOf } from '../../policies/estate/model.ts';

const producer = {
  name: 'producer',
  templateFile: 'producer.template.json',
  account: '111122223333',
  region: 'eu-west-2',
  template: {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'tre-a-broker' } },
    },
    Outputs: {
      KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:key' } } },
      Circle: { Value: { 'Fn::ImportValue': 'circle' }, Export: { Name: 'circle' } },
    },
  },
};

/** The value of one property after resolution, beside a bucket `Own`. */
function resolved(written: Json, template: JsonObject = {}): Json | undefined {
  const estate = estateOf([
    producer,
    {
      name: 'consumer',
      templateFile: 'consumer.template.json',
      account: '111122223333',
      region: 'eu-west-2',
      template: {
        Parameters: { Given: { Type: 'String', Default: 'x' }, Open: { Type: 'String' } },
        Mappings: { Map: { a: { b: 'found' } } },
        ...template,
        Resources: {
          Own: { Type: 'AWS::S3::Bucket', Properties: {} },
          Probe: { Type: 'Test::Probe', Properties: { value: written } },
        },
      },
    },
  ]);
  return estate.at('consumer/Probe')?.properties.value;
}

test.each<[string, Json, Json | undefined]>([
  ['Ref of a resource', { Ref: 'Own' }, '${consumer/Own}'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Own', 'Arn'] }, '${consumer/Own.Arn}'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Own.Arn' }, '${consumer/Own.Arn}'],
  [
    'pseudo parameters',
    { 'Fn::Sub': '${AWS::Partition}:${AWS::Region}:${AWS::AccountId}:${AWS::URLSuffix}' },
    'aws:eu-west-2:111122223333:amazonaws.com',
  ],
  ['a literal in Sub', { 'Fn::Sub': '${!aws:PrincipalTag}/${Own}' }, '${aws:PrincipalTag}/${consumer/Own}'],
  ['an attribute in Sub', { 'Fn::Sub': '${Own.Arn}/*' }, '${consumer/Own.Arn}/*'],
  ['variables in Sub', { 'Fn::Sub': ['${it}', { it: { Ref: 'Own' } }] }, '${consumer/Own}'],
  [
    'Join',
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Own' }]] },
    'arn:aws:s3:::${consumer/Own}',
  ],
  ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
  ['an import', { 'Fn::ImportValue': 'producer:key' }, '${producer/Key.Arn}'],
  ['a stack output', { 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'KeyArn' } }, '${producer/Key.Arn}'],
  ['a mapping', { 'Fn::FindInMap': ['Map', 'a', 'b'] }, 'found'],
  ['NoValue takes its key along', { keep: 1, drop: { Ref: 'AWS::NoValue' } }, { keep: 1 }],
])('%s is resolved', (_, written, expected) => {
  expect(resolved(written)).toEqual(expected);
});

test.each<[string, Json]>([
  ['a parameter without a default', { Ref: 'Open' }],
  ['a parameter with a default, which is what it is unless somebody says otherwise', { Ref: 'Given' }],
  [
    'a Split of a reference, which may be cut anywhere',
    { 'Fn::Split': ['/', { 'Fn::Join': ['/', [{ Ref: 'Own' }, 'x']] }] },
  ],
  ['a function beside other keys', { 'Fn::Transform': { Name: 'AWS::Include' }, Status: 'Enabled' }],
  [
    'an output of another region',
    { 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'KeyArn', Region: 'us-east-1' } },
  ],
  ['a resource that is not there', { Ref: 'Missing' }],
  ['an attribute of one that is not there', { 'Fn::GetAtt': ['Missing', 'Arn'] }],
  ['an import nobody exports', { 'Fn::ImportValue': 'nobody' }],
  ['outputs in a circle', { 'Fn::ImportValue': 'circle' }],
  ['a condition', { 'Fn::If': ['Maybe', 'a', 'b'] }],
  ['a Join with an unresolved part', { 'Fn::Join': ['', ['a', { Ref: 'Open' }]] }],
  ['a Sub with an unresolved part', { 'Fn::Sub': 'a-${Open}' }],
  ['a mapping without that key', { 'Fn::FindInMap': ['Map', 'a', 'constructor'] }],
])('%s stays unresolved, and says what was written', (_, written) => {
  expect(resolved(written)).toEqual({ Unresolved: written });
});

test('a resource is found by reference, by an ARN around it, by attribute and by its fixed name', () => {
  const estate = estateOf([producer]);
  for (const value of [
    '${producer/Role}',
    'arn:aws:iam::111122223333:role/${producer/Role}',
    '${producer/Role.Arn}',
    'tre-a-broker',
    'arn:aws:iam::111122223333:role/tre-a-broker',
  ]) {
    expect(estate.find(value)?.logicalId).toBe('Role');
  }
  for (const value of [
    'tre-a-brok',
    'arn:aws:iam::111122223333:role/tre-a-brokers',
    'arn:aws:iam::999999999999:role/tre-a-broker',
    'arn:aws:iam::999999999999:role/${producer/Role}',
    '${producer/Role}2',
    'x-${producer/Role}',
    '',
    null,
    { Unresolved: 1 },
  ]) {
    expect(estate.find(value)).toBeUndefined();
  }
});

test('where two kinds of resource bear one name, the kind that is asked for is found', () => {
  const properties = (name: string) => ({
    Type: `AWS::${name}`,
    Properties: { Name: 'tre-a-one', RoleName: 'tre-a-one' },
  });
  const estate = estateOf([
    {
      name: 'one',
      templateFile: 'one.json',
      template: { Resources: { Workgroup: properties('Athena::WorkGroup'), Role: properties('IAM::Role') } },
    },
  ]);
  expect(estate.find('tre-a-one', 'AWS::IAM::Role')?.logicalId).toBe('Role');
  expect(estate.find('tre-a-one', 'AWS::Athena::WorkGroup')?.logicalId).toBe('Workgroup');
  expect(estate.find('tre-a-one', 'AWS::S3::Bucket')).toBeUndefined();
});
