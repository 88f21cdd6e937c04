import { Stack } from 'aws-cdk-lib';
import { CfnUserPool, CfnUserPoolClient, CfnUserPoolRiskConfigurationAttachment } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { ZoneKey } from '../safe-settings/zone-key.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { directoryKeyStatements } from './directory-key.ts';

export interface DirectoryProps {
  readonly tenancy: Tenancy;
}

/** Minutes. The register is asked at every request, so a token's length decides nothing but how often a page asks for another. */
const tokenMinutes = 15;

/**
 * Hours after which somebody signs in anew with both factors: within the twelve that NIST SP 800-63B allows at AAL2, and a working day.
 * https://pages.nist.gov/800-63-3/sp800-63b.html#aal2reauth
 */
const signInHours = 8;

/**
 * Who people are, and nothing of what they may do.
 *
 * - No domain: with one, Cognito refuses every call through a VPC endpoint, and nobody inside could sign in. People sign in with the SDK, by SRP, so
 *   that no password is ever sent. https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html
 * - No schema: one in a template breaks later updates, even unchanged. The subject is what the register knows people by.
 * - Threat protection, with required MFA and SRP, is less than its name: passwords known from leaks are found when one is set, not at a sign-in by
 *   SRP; adaptive authentication cannot ask for a factor that everybody gives anyway, and blocks at high risk. What remains are blocking,
 *   metrics and the history of sign-ins. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-compromised-credentials.html
 * - No remembered devices, which would spare the second factor, and no recovery by oneself: an administrator resets, and the reset suspends.
 * - No trigger: a function in the way of a sign-in would be one more that decides who is who.
 */
export class Directory extends Construct {
  readonly poolId: string;
  readonly poolArn: string;
  readonly keyArn: string;
  /** One per door: a token of one is refused at the other. */
  readonly clientIds: { readonly private: string; readonly public: string };

  constructor(scope: Construct, id: string, { tenancy }: DirectoryProps) {
    super(scope, id);
    const production = tenancy.stage === 'production';
    this.keyArn = new ZoneKey(this, 'Directory', {
      tenancy,
      zone: 'directory',
      description: `User directory of ${nameOf(tenancy)}`,
      statements: directoryKeyStatements(Stack.of(this)),
    }).arn;
    const pool = new CfnUserPool(this, 'Pool', {
      userPoolName: nameOf(tenancy, 'people'),
      userPoolTier: 'PLUS',
      userPoolAddOns: { advancedSecurityMode: 'ENFORCED' },
      keyConfiguration: { keyType: 'CUSTOMER_MANAGED_KEY', kmsKeyArn: this.keyArn },
      deletionProtection: production ? 'ACTIVE' : 'INACTIVE',
      mfaConfiguration: 'ON',
      enabledMfas: ['SOFTWARE_TOKEN_MFA'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'admin_only', priority: 1 }] },
      usernameAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      policies: {
        passwordPolicy: {
          minimumLength: 14,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: true,
          passwordHistorySize: 24,
          temporaryPasswordValidityDays: 1,
        },
        signInPolicy: { allowedFirstAuthFactors: ['PASSWORD'] },
      },
    });
    pool.overrideLogicalId('Directory');
    keptInProduction(tenancy, pool);
    this.poolId = pool.ref;
    this.poolArn = pool.attrArn;

    new CfnUserPoolRiskConfigurationAttachment(this, 'Risk', {
      userPoolId: pool.ref,
      clientId: 'ALL',
      compromisedCredentialsRiskConfiguration: {
        actions: { eventAction: 'BLOCK' },
        eventFilter: ['SIGN_IN', 'PASSWORD_CHANGE', 'SIGN_UP'],
      },
      accountTakeoverRiskConfiguration: { actions: { highAction: { eventAction: 'BLOCK', notify: false } } },
    }).overrideLogicalId('DirectoryRisk');

    const client = (door: 'Private' | 'Public'): string => {
      const made = new CfnUserPoolClient(this, `${door}Client`, {
        userPoolId: pool.ref,
        clientName: nameOf(tenancy, door.toLowerCase()),
        generateSecret: false, // a page and a command line keep no secret
        explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        supportedIdentityProviders: ['COGNITO'],
        allowedOAuthFlowsUserPoolClient: false,
        preventUserExistenceErrors: 'ENABLED',
        enableTokenRevocation: true,
        authSessionValidity: 3,
        accessTokenValidity: tokenMinutes,
        idTokenValidity: tokenMinutes,
        refreshTokenValidity: signInHours,
        tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'hours' },
        readAttributes: ['email'],
        writeAttributes: ['locale'], // left out it would be all of them, the address included
      });
      made.overrideLogicalId(`${door}Client`);
      return made.ref;
    };
    this.clientIds = { private: client('Private'), public: client('Public') };
  }
}
