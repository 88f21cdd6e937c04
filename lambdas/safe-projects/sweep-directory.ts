import {
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Directory } from './sweep-ports.ts';

/**
 * Ends every refresh token, and every access token as far as the directory itself is asked; the doors ask the register, which refuses them
 * already. `Username` takes the subject where that is how the person is known.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export const cognitoDirectory = (cognito: CognitoIdentityProviderClient, userPool: string): Directory => ({
  async signOut(person) {
    try {
      await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: userPool, Username: person }));
    } catch (error) {
      if (!(error instanceof UserNotFoundException)) throw error;
    }
  },
});
