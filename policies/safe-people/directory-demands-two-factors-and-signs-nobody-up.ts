import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { at, isTrue, list, record, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

/** The password never leaves the person's machine; whoever has a token may renew it. */
const flows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'];

const seconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const anHour = 3600;
const aDay = 86_400;

type Demand = readonly [holds: boolean, fault: string];

const first = (demands: readonly Demand[]): string | undefined => demands.find(([holds]) => !holds)?.[1];

function ofPool(estate: Estate, pool: Resource): string | undefined {
  const { properties } = pool;
  const factors = list(properties.EnabledMfas);
  return first([
    [properties.MfaConfiguration === 'ON', 'lets people in with a password alone'],
    [factors.join() === 'SOFTWARE_TOKEN_MFA', 'takes a second factor that is no code of an authenticator'],
    [isTrue(at(pool, 'AdminCreateUserConfig.AllowAdminCreateUserOnly')), 'lets people sign themselves up'],
    [
      estate.find(at(pool, 'KeyConfiguration.KmsKeyArn'), 'AWS::KMS::Key') !== undefined &&
        at(pool, 'KeyConfiguration.KeyType') === 'CUSTOMER_MANAGED_KEY',
      'is under no key of the estate',
    ],
    [list(properties.Schema).length === 0, 'keeps attributes of people beside the register'],
    [at(pool, 'UserPoolAddOns.AdvancedSecurityMode') === 'ENFORCED', 'looks out for no stolen password'],
    [properties.DeviceConfiguration === undefined, 'remembers devices, which then stand for the second factor'],
    [
      list(at(pool, 'AccountRecoverySetting.RecoveryMechanisms'))
        .map((one) => record(one).Name)
        .join() === 'admin_only',
      'gives whoever reads the mail of a person a new password',
    ],
    [properties.EmailConfiguration === undefined, 'sends temporary passwords by somebody else'],
    [properties.LambdaConfig === undefined, 'lets a function have a say in who signs in, or in what a token says'],
    [
      properties.Policies === undefined ||
        list(at(pool, 'Policies.SignInPolicy.AllowedFirstAuthFactors')).every((one) => one === 'PASSWORD'),
      'takes something else than a password first',
    ],
  ]);
}

function lifetime({ TokenValidityUnits: units, ...validity }: JsonObject, token: string, unit: string): number {
  const value = validity[`${token}Validity`];
  return value === undefined ? Number.NaN : Number(value) * (seconds[text(record(units)[token]) ?? unit] ?? Number.NaN);
}

function ofClient(estate: Estate, { properties }: Resource): string | undefined {
  const allowed = list(properties.ExplicitAuthFlows).map(String);
  const providers = list(properties.SupportedIdentityProviders).map(String);
  return first([
    [
      estate.find(properties.UserPoolId, 'AWS::Cognito::UserPool') !== undefined,
      'is of a directory outside the estate',
    ],
    [
      allowed.includes('ALLOW_USER_SRP_AUTH') && allowed.every((one) => flows.includes(one)),
      'takes passwords as they are typed',
    ],
    [properties.AnalyticsConfiguration === undefined, 'reports who signs in to another service'],
    [!isTrue(properties.GenerateSecret), 'has a secret, which every page that uses it would show'],
    [
      !isTrue(properties.AllowedOAuthFlowsUserPoolClient) && list(properties.AllowedOAuthFlows).length === 0,
      'signs in by redirections',
    ],
    [providers.every((one) => one === 'COGNITO'), 'takes the word of another directory'],
    [isTrue(properties.EnableTokenRevocation), 'has tokens that nobody can take back'],
    [properties.PreventUserExistenceErrors === 'ENABLED', 'tells whoever asks who has an account'],
    [lifetime(properties, 'AccessToken', 'hours') <= anHour, 'has access tokens that last longer than an hour'],
    [lifetime(properties, 'IdToken', 'hours') <= anHour, 'has ID tokens that last longer than an hour'],
    [lifetime(properties, 'RefreshToken', 'days') <= aDay, 'lets people stay signed in for longer than a day'],
  ]);
}

/** What is done about a sign-in that looks stolen; no address is beyond suspicion. */
function ofRisk(estate: Estate, pool: Resource): string | undefined {
  const found = estate
    .ofType('AWS::Cognito::UserPoolRiskConfigurationAttachment')
    .filter(({ properties }) => estate.find(properties.UserPoolId) === pool);
  if (!found.some(({ properties }) => properties.ClientId === 'ALL')) return 'does nothing about a stolen password';
  const lax = found.find((one) => {
    const high = at(one, 'AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction');
    const events = at(one, 'CompromisedCredentialsRiskConfiguration.EventFilter');
    return (
      at(one, 'CompromisedCredentialsRiskConfiguration.Actions.EventAction') !== 'BLOCK' ||
      (events !== undefined && !list(events).includes('SIGN_IN')) ||
      (high !== 'BLOCK' && high !== 'MFA_REQUIRED') ||
      list(at(one, 'RiskExceptionConfiguration.SkippedIPRangeList')).length > 0
    );
  });
  return lax === undefined ? undefined : `lets ${lax.logicalId} take a stolen password`;
}

/** What brings people into a directory, or into our account, past the two factors. */
const beside = [
  'AWS::Cognito::IdentityPool',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::Cognito::UserPoolUser',
];

/** An issuer of the organisation instead has no resource here: then nothing is judged, and its tokens must say themselves that there were two. */
export const directoryDemandsTwoFactorsAndSignsNobodyUp: Rule = {
  id: 'directory-demands-two-factors-and-signs-nobody-up',
  safe: 'people',
  controls: ['3.2.04', '1.5.05', '3.2.01', 'TRE-X10', 'TRE-X11'],
  severity: 'fatal',
  why: 'A password is guessed, shared or stolen; and whoever signs themselves up, nobody has looked at.',
  fix: 'set MfaConfiguration to ON with SOFTWARE_TOKEN_MFA alone, let administrators alone create users, and let clients sign in by SRP alone with tokens of an hour at most',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
  check: (estate) => [
    ...estate.ofType('AWS::Cognito::UserPool').map((pool): Outcome => {
      const fault = ofPool(estate, pool) ?? ofRisk(estate, pool);
      return judged(fault === undefined, pool, 'Properties', 'demands two factors, and signs nobody up', fault ?? '');
    }),
    ...estate.ofType('AWS::Cognito::UserPoolClient').map((client) => {
      const fault = ofClient(estate, client);
      return judged(
        fault === undefined,
        client,
        'Properties',
        'signs in by SRP, for tokens that end soon',
        fault ?? '',
      );
    }),
    ...estate
      .ofType(...beside)
      .map((resource) => fail(resource, 'Type', 'is another way into the directory, or out of it')),
  ],
};
