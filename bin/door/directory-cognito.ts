import {
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Directory, DirectoryRefusal, type Step } from './directory.ts';

/** A user pool by its public operations, which nobody signs: no AWS credential is looked for. */
export function cognitoDirectory(region: string): Directory {
  const client = new CognitoIdentityProviderClient({
    region,
    credentials: async () => {
      throw new Error('signing in uses no AWS credential');
    },
  });
  const asked = async <Output>(work: Promise<Output>): Promise<Output> => {
    try {
      return await work;
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new DirectoryRefusal(name, message);
    }
  };
  return {
    initiate: async (ClientId, AuthFlow, parameters) =>
      stepOf(
        await asked(client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { ...parameters } }))),
      ),
    respond: async (ClientId, ChallengeName, responses, Session) =>
      stepOf(
        await asked(
          client.send(
            new RespondToAuthChallengeCommand({
              ClientId,
              ChallengeName: ChallengeName as 'PASSWORD_VERIFIER',
              ChallengeResponses: { ...responses },
              Session,
            }),
          ),
        ),
      ),
    async associate(Session) {
      const { SecretCode, Session: next } = await asked(client.send(new AssociateSoftwareTokenCommand({ Session })));
      return { secret: given(SecretCode), session: given(next) };
    },
    async verify(Session, UserCode) {
      const { Status, Session: next } = await asked(
        client.send(new VerifySoftwareTokenCommand({ Session, UserCode, FriendlyDeviceName: 'tre' })),
      );
      if (Status !== 'SUCCESS') throw new DirectoryRefusal('CodeMismatchException', 'the code is not the right one');
      return { session: given(next) };
    },
    async revoke(ClientId, Token) {
      await asked(client.send(new RevokeTokenCommand({ ClientId, Token })));
    },
  };
}

function stepOf({
  ChallengeName,
  ChallengeParameters,
  Session,
  AuthenticationResult,
}: InitiateAuthCommandOutput): Step {
  if (ChallengeName !== undefined) {
    const session = Session === undefined ? {} : { session: Session };
    return { kind: 'challenge', name: ChallengeName, parameters: ChallengeParameters ?? {}, ...session };
  }
  const { AccessToken, RefreshToken, ExpiresIn } = AuthenticationResult ?? {};
  const refresh = RefreshToken === undefined ? {} : { refresh: RefreshToken };
  return { kind: 'tokens', access: given(AccessToken), seconds: ExpiresIn ?? 0, ...refresh };
}

function given(value: string | undefined): string {
  if (value === undefined) throw new DirectoryRefusal('Incomplete', 'the directory left out part of its answer');
  return value;
}
