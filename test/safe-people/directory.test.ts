import { ofType, resource, resourcesOf, written } from './synthesised.ts';

const production = resourcesOf('thames-valley', 'safe-people');
const trial = resourcesOf('gtr-manchester', 'safe-people');
const clients = ['PrivateClient', 'PublicClient'];

test('there is no domain: with one, nobody inside could sign in', () => {
  expect(production.filter(({ type }) => type === 'AWS::Cognito::UserPoolDomain')).toEqual([]);
});

test('a second factor is demanded of everybody, and is never a message', () => {
  expect(resource(production, 'Directory').properties).toMatchObject({
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  });
});

test('nobody signs up, recovers or is remembered by a device', () => {
  const { properties } = resource(production, 'Directory');
  expect(properties).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  });
  expect(properties).not.toHaveProperty('DeviceConfiguration');
});

test('no schema, which would break the next update, and no function in the way of a sign-in', () => {
  const { properties } = resource(production, 'Directory');
  expect(properties).not.toHaveProperty('Schema');
  expect(properties).not.toHaveProperty('LambdaConfig');
});

test('people are kept under our key, and the pool is protected in production alone', () => {
  expect(resource(production, 'Directory').whole).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      DeletionProtection: 'ACTIVE',
      KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: { 'Fn::GetAtt': ['DirectoryKey', 'Arn'] } },
    },
  });
  expect(resource(trial, 'Directory').properties).toMatchObject({ DeletionProtection: 'INACTIVE' });
});

test('each door has a client of its own', () => {
  expect(
    ofType(production, 'AWS::Cognito::UserPoolClient')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(clients);
});

test.each(clients)('%s: no secret, by SRP alone, short tokens that can be taken back', (id) => {
  const { properties } = resource(production, id);
  expect(properties).toMatchObject({
    GenerateSecret: false,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    AccessTokenValidity: 15,
    RefreshTokenValidity: 8,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: 'ENABLED',
    AllowedOAuthFlowsUserPoolClient: false,
  });
  expect(properties).not.toHaveProperty('AllowedOAuthFlows');
});

test.each(clients)('%s: nobody changes the address they are known by', (id) => {
  expect(resource(production, id).properties.WriteAttributes).toEqual(['locale']);
});

test('the key is used for user pools of this account alone', () => {
  const policy = written(resource(production, 'DirectoryKey').properties.KeyPolicy);
  expect(policy).toContain('kms:EncryptionContext:aws:cognito-idp:userpool-arn');
  expect(policy).toContain('identitystore.amazonaws.com');
  expect(policy).not.toContain('kms:CreateGrant');
});
