import { foreignArn, foreignRoot } from './site.ts';
import { goesWithItsStack, more, to, type Weakenings, where, within } from './weakening.ts';

/** The tables in which the register lies and the directory in which people sign in, made weaker. */
export const weakerRegisters: Weakenings = {
  'AWS::DynamoDB::Table': [
    where('PointInTimeRecoverySpecification', to('cannot be put back', 'PointInTimeRecoverySpecification', undefined)),
    within('can be put back for a day', 'PointInTimeRecoverySpecification', (recovery) => {
      recovery.RecoveryPeriodInDays = 1;
    }),
    to('may be deleted', 'DeletionProtectionEnabled', false),
    to('is under the key that AWS owns', 'SSESpecification', undefined),
    to('is under the key that AWS manages', 'SSESpecification', { SSEEnabled: true }),
    to('has no policy', 'ResourcePolicy', undefined),
    where(
      'ResourcePolicy',
      more('admits a foreign account', 'ResourcePolicy.PolicyDocument.Statement', () => ({
        Effect: 'Allow',
        Principal: { AWS: foreignRoot },
        Action: 'dynamodb:GetItem',
        Resource: '*',
      })),
    ),
    where(
      'StreamSpecification',
      to('streams all that is written', 'StreamSpecification.StreamViewType', 'NEW_AND_OLD_IMAGES', 'outputs'),
    ),
    where(
      'StreamSpecification',
      to(
        'tells a foreign account',
        'StreamSpecification.ResourcePolicy',
        {
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 'dynamodb:GetRecords', Resource: '*' },
            ],
          },
        },
        'outputs',
      ),
    ),
    where('StreamSpecification', to('tells nobody', 'StreamSpecification', undefined)),
    to(
      'is copied into a stream of another account',
      'KinesisStreamSpecification',
      { StreamArn: foreignArn('kinesis', 'stream/theirs') },
      'outputs',
    ),
    to('is filled from a foreign bucket', 'ImportSourceSpecification', {
      InputFormat: 'ION',
      S3BucketSource: { S3Bucket: 'somebody-elses-bucket' },
    }),
    to('forgets what is old', 'TimeToLiveSpecification', { AttributeName: 'until', Enabled: true }),
    ...goesWithItsStack,
  ],
  'AWS::Cognito::UserPool': [
    to('asks for a second factor of whoever wants one', 'MfaConfiguration', 'OPTIONAL'),
    to('asks for a password alone', 'MfaConfiguration', 'OFF'),
    to('sends codes by text message', 'EnabledMfas', ['SMS_MFA', 'SOFTWARE_TOKEN_MFA']),
    to('lets people sign themselves up', 'AdminCreateUserConfig.AllowAdminCreateUserOnly', false),
    to('lets people recover an account by post', 'AccountRecoverySetting.RecoveryMechanisms', [
      { Name: 'verified_email', Priority: 1 },
    ]),
    to('is under the key that AWS owns', 'KeyConfiguration', undefined),
    to('looks out for stolen passwords and does nothing', 'UserPoolAddOns.AdvancedSecurityMode', 'AUDIT'),
    to('does not look out for stolen passwords', 'UserPoolAddOns', undefined),
    to('pays for no protection', 'UserPoolTier', 'ESSENTIALS'),
    to('takes a word of six letters', 'Policies.PasswordPolicy', { MinimumLength: 6 }),
    to('lets a temporary password lie for a year', 'Policies.PasswordPolicy.TemporaryPasswordValidityDays', 365),
    to('lets an emailed code be the first factor', 'Policies.SignInPolicy.AllowedFirstAuthFactors', [
      'PASSWORD',
      'EMAIL_OTP',
    ]),
    to('remembers devices', 'DeviceConfiguration', { DeviceOnlyRememberedOnUserPrompt: false }),
    to('lets a function write what tokens say', 'LambdaConfig', {
      PreTokenGeneration: foreignArn('lambda', 'function:theirs'),
    }),
    to(
      'sends mail through a foreign function',
      'LambdaConfig',
      { CustomEmailSender: { LambdaArn: foreignArn('lambda', 'function:theirs'), LambdaVersion: 'V1_0' } },
      'outputs',
    ),
    to('may be deleted', 'DeletionProtection', 'INACTIVE'),
    ...goesWithItsStack,
  ],
  'AWS::Cognito::UserPoolClient': [
    to('takes passwords', 'ExplicitAuthFlows', ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']),
    to('lets an administrator sign in for somebody', 'ExplicitAuthFlows', [
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
    ]),
    to('signs in by a challenge of its own', 'ExplicitAuthFlows', ['ALLOW_CUSTOM_AUTH']),
    to('has a secret', 'GenerateSecret', true),
    to('cannot take tokens back', 'EnableTokenRevocation', false),
    to('tells who has an account', 'PreventUserExistenceErrors', 'LEGACY'),
    to('lets an access token live for a day', 'TokenValidityUnits.AccessToken', 'hours'),
    to('lets a sign-in last for a month', 'TokenValidityUnits.RefreshToken', 'days'),
    to('says nothing of how long tokens live', 'TokenValidityUnits', undefined),
    to('lets people sign in by redirection', 'AllowedOAuthFlowsUserPoolClient', true),
    to('trusts another directory', 'SupportedIdentityProviders', ['COGNITO', 'Google']),
    to('lets a person write their own address', 'WriteAttributes', ['email']),
  ],
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': [
    within('lets a sign-in at high risk through', 'AccountTakeoverRiskConfiguration.Actions', (actions) => {
      delete actions.HighAction;
    }),
    within('lets a stolen password through', 'CompromisedCredentialsRiskConfiguration.Actions', (actions) => {
      actions.EventAction = 'NO_ACTION';
    }),
  ],
};
