import { tableUsers } from '../../constructs/safe-people/table-users.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { ofType, resource, resourcesOf, written } from './synthesised.ts';

const production = resourcesOf('thames-valley', 'safe-people');
const trial = resourcesOf('gtr-manchester', 'safe-people');
const tables = ['RegisterTable', 'QueriesTable', 'SigningKeysTable'];

const denials = (id: string) =>
  ((resource(production, id).properties.ResourcePolicy as JsonObject).PolicyDocument as JsonObject)
    .Statement as JsonObject[];
const spared = (id: string, sid: string): string[] => {
  const found = denials(id).find((one) => one.Sid === sid);
  const { 'aws:PrincipalArn': arns } = ((found?.Condition as JsonObject)?.ArnNotEquals ?? {}) as JsonObject;
  return [arns ?? []].flat().map((arn) => String(arn).replace(/^.*role\/(tre-thames-valley-)?/, ''));
};

test.each(tables)('%s lies under a key of its own, and can be put back to any second of 35 days', (id) => {
  const { properties } = resource(production, id);
  expect(properties).toMatchObject({
    SSESpecification: {
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: { 'Fn::GetAtt': [id.replace('Table', 'Key'), 'Arn'] },
    },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
  });
});

test.each(tables)('%s outlives its stack in production and goes with it in a trial', (id) => {
  expect(resource(production, id).whole).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { DeletionProtectionEnabled: true },
  });
  expect(resource(trial, id).whole).toMatchObject({
    DeletionPolicy: 'Delete',
    Properties: { DeletionProtectionEnabled: false },
  });
});

test('streams carry keys and no item', () => {
  const views = ofType(production, 'AWS::DynamoDB::Table').map(({ id, properties }) => [
    id,
    properties.StreamSpecification,
  ]);
  expect(Object.fromEntries(views)).toEqual({
    RegisterTable: { StreamViewType: 'KEYS_ONLY' },
    QueriesTable: { StreamViewType: 'KEYS_ONLY' },
    SigningKeysTable: undefined,
  });
});

test.each(Object.keys(tableUsers))(
  'no more than two are told of changes of %s: a shard takes no more readers',
  (noun) => {
    expect(tableUsers[noun as keyof typeof tableUsers].told.length).toBeLessThanOrEqual(2);
  },
);

test('a policy of a table allows nobody anything', () => {
  for (const id of tables) expect(denials(id).map(({ Effect }) => Effect)).toEqual(Array(4).fill('Deny'));
});

test('the register is written by the functions that change it, and by nobody else', () => {
  expect(spared('RegisterTable', 'DenyWritingToOthers').sort()).toEqual([
    'closer',
    'founding',
    'identity-watch',
    'people-public',
    'projects-public',
    'recorder',
    'sweeper',
    'worker',
  ]);
});

test('nobody behind the public door reads or writes queries', () => {
  const everybody = [
    ...spared('QueriesTable', 'DenyReadingToOthers'),
    ...spared('QueriesTable', 'DenyWritingToOthers'),
  ];
  expect(new Set(everybody)).toEqual(new Set(['broker', 'closer', 'recorder', 'sweeper']));
});

test('the one function with the internet writes its own table, and reads none', () => {
  expect(spared('SigningKeysTable', 'DenyWritingToOthers')).toEqual(['signing-keys']);
  expect(spared('RegisterTable', 'DenyReadingToOthers')).not.toContain('signing-keys');
  expect(spared('QueriesTable', 'DenyReadingToOthers')).not.toContain('signing-keys');
});

test('items are copied away by nobody, and settings changed by the deployer alone', () => {
  for (const id of tables) {
    expect(denials(id).find(({ Sid }) => Sid === 'DenyCopies')).not.toHaveProperty('Condition');
    expect(spared(id, 'DenyReconfiguration')).toEqual([expect.stringMatching(/^cdk-tvssde-cfn-exec-role-/)]);
  }
});

test('whoever makes a table may let AWS services alone use its key by a grant, and only through DynamoDB', () => {
  for (const id of ['RegisterKey', 'QueriesKey', 'SigningKeysKey']) {
    const statements = (resource(production, id).properties.KeyPolicy as JsonObject).Statement as JsonObject[];
    const grants = statements.filter(({ Action }) => written(Action).includes('CreateGrant'));
    expect(grants).toHaveLength(1);
    expect(grants[0]?.Condition).toMatchObject({
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' },
    });
  }
});
