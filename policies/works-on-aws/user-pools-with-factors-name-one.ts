import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const userPoolsWithFactorsNameOne: WorksOnAwsRule = {
  id: 'user-pools-with-factors-name-one',
  severity: 'error',
  why: 'A pool that asks for a second factor and has none switched on is refused, or lets nobody finish a sign-in.',
  fix: 'name SOFTWARE_TOKEN_MFA in EnabledMfas wherever MfaConfiguration is ON or OPTIONAL',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
  check: (estate) =>
    estate.ofType('AWS::Cognito::UserPool').map(({ properties, ...pool }) => {
      const asks = properties.MfaConfiguration === 'ON' || properties.MfaConfiguration === 'OPTIONAL';
      return judged(
        !asks || list(properties.EnabledMfas).length > 0,
        { ...pool, properties },
        'Properties.EnabledMfas',
        asks ? 'names the factors that it asks for' : 'asks for no second factor',
        'asks for a second factor, and names none',
      );
    }),
};
