import { estateOf } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { worksOnAwsRules } from '../../policies/works-on-aws/rules.ts';
import { outsidersDenied, small } from './trap.ts';

const results = (id: string, resources: Readonly<Record<string, unknown>>) =>
  evaluate(
    worksOnAwsRules.filter((rule) => rule.id === id),
    estateOf([small(resources)]),
  ).flatMap(({ outcomes }) => outcomes.map(({ result }) => result));

const asking = (...more: Record<string, unknown>[]) => ({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'athena:StartQueryExecution', Resource: '*' }, ...more],
          },
        },
      ],
    },
  },
});
const read = { Effect: 'Allow', Action: ['s3:GetObject', 'kms:Decrypt'], Resource: '*' };
const athena = 'athena-reads-are-bound-to-no-network';

test.each([
  's3:PutObject',
  'kms:GenerateDataKey',
  ...['Database', 'Databases', 'Tables', 'Partition', 'Partitions'].map((what) => `glue:Get${what}`),
])('an alarm is raised about Athena where %s is bound to a network', (Action) => {
  const bound = { ...read, Action, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
  expect(results(athena, asking(bound))).toEqual(['fail']);
});

describe('no alarm is raised', () => {
  test.each<[string, Record<string, unknown>[]]>([
    [
      'an address is asked for, which a forwarded call keeps',
      [{ ...read, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }],
    ],
    [
      'a right holds where no network is sent',
      [{ ...read, Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }],
    ],
    [
      'a right outside the network stands beside',
      [{ ...read, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, read],
    ],
    [
      'a Deny spares what a service forwards',
      [
        read,
        {
          ...read,
          Effect: 'Deny',
          Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' }, BoolIfExists: { 'aws:ViaAWSService': 'false' } },
        },
      ],
    ],
    [
      'a Deny reaches what was never granted',
      [
        { ...read, Resource: 'arn:aws:s3:::data/*' },
        { ...read, Effect: 'Deny', Resource: 'arn:aws:s3:::other/*', Condition: { Null: { 'aws:SourceVpc': 'true' } } },
      ],
    ],
  ])('about Athena where %s', (_, statements) => {
    expect(results(athena, asking(...statements))).toEqual(['pass']);
  });

  test('about a key that denies the services of other organisations', () => {
    const deny = outsidersDenied('kms:*');
    const KeyPolicy = {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:*', Resource: '*' },
        {
          ...deny,
          Condition: { ...(deny.Condition as object), BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
        },
        { ...deny, Condition: { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-abc' } } },
      ],
    };
    expect(
      results('keys-of-trails-admit-cloudtrail', {
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } },
        Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { KMSKeyId: { Ref: 'Key' } } },
      }),
    ).toEqual(['pass']);
  });

  test('about data events that may have come since the list was written', () => {
    const trail = (type: string) => ({
      Trail: {
        Type: 'AWS::CloudTrail::Trail',
        Properties: {
          AdvancedEventSelectors: [
            {
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Data'] },
                { Field: 'resources.type', Equals: [type] },
              ],
            },
          ],
        },
      },
    });
    expect(results('data-event-types-exist', trail('AWS::NewService::Thing'))).toEqual(['not-applicable']);
    expect(results('data-event-types-exist', trail('AWS::Athena::WorkGroup'))).toEqual(['fail']);
  });

  test('about a workgroup of Spark, which needs no place for results of queries', () => {
    const WorkGroupConfiguration = { EngineVersion: { SelectedEngineVersion: 'PySpark engine version 3' } };
    expect(
      results('workgroups-name-one-place-for-results', {
        Spark: { Type: 'AWS::Athena::WorkGroup', Properties: { WorkGroupConfiguration } },
      }),
    ).toEqual(['not-applicable']);
  });
});
