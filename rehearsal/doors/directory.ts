import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Stage } from '../target/stage.ts';
import { physicalIds } from '../target/stored.ts';
import { passwordProof } from './password-proof.ts';
import { totp } from './totp.ts';

export type DoorKind = 'private' | 'public';

/** Somebody with a sign-in: what they know and what they carry. */
export interface Identity {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** Of their authenticator. */
  readonly secret: string;
}

const inPeople = async (stage: Stage, logicalId: string): Promise<string> => {
  const found = (await physicalIds(stage.clients, `tre-${stage.deployment.id}-safe-people`)).get(logicalId);
  assert.ok(found, `${logicalId} stands`);
  return found;
};
export const poolOf = (stage: Stage): Promise<string> => inPeople(stage, 'Directory');
export const clientOf = (stage: Stage, door: DoorKind): Promise<string> =>
  inPeople(stage, door === 'private' ? 'PrivateClient' : 'PublicClient');

/** As an administrator makes a user, and as that user signs in the first time: the password is changed, an authenticator taken into use. */
export async function newIdentity(stage: Stage, email: string): Promise<Identity> {
  const { cognito } = stage.clients;
  const [UserPoolId, ClientId] = [await poolOf(stage), await clientOf(stage, 'public')];
  const made = () => `Aa1!${randomBytes(12).toString('hex')}`;
  const [first, password] = [made(), made()];
  const { User } = await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      TemporaryPassword: first,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  const id = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  const proved = await proofOf(stage, { UserPoolId, ClientId, email, password: first });
  assert.equal(proved.ChallengeName, 'NEW_PASSWORD_REQUIRED', `${email} must choose a password`);
  const changed = await cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: proved.Session,
      ChallengeResponses: { USERNAME: id, NEW_PASSWORD: password },
    }),
  );
  // AWS asks for the second factor now and gives no token before; the emulator gives one.
  if (changed.AuthenticationResult !== undefined) stage.memory.set('a token before the second factor', true);
  const by =
    changed.ChallengeName === 'MFA_SETUP'
      ? { Session: changed.Session }
      : { AccessToken: changed.AuthenticationResult?.AccessToken };
  const { SecretCode: secret = '', Session } = await cognito.send(new AssociateSoftwareTokenCommand(by));
  const { Status } = await cognito.send(
    new VerifySoftwareTokenCommand({
      ...(by.AccessToken === undefined ? { Session } : by),
      UserCode: totp(secret, new Date()),
    }),
  );
  assert.equal(Status, 'SUCCESS', `${email} has an authenticator`);
  return { id, email, password, secret };
}

async function proofOf(
  { clients: { cognito } }: Stage,
  to: { readonly UserPoolId: string; readonly ClientId: string; readonly email: string; readonly password: string },
) {
  const { ClientId } = to;
  const proof = passwordProof(to.UserPoolId, to.password);
  const { ChallengeName, ChallengeParameters = {} } = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: to.email, SRP_A: proof.SRP_A },
    }),
  );
  assert.equal(ChallengeName, 'PASSWORD_VERIFIER', 'the pool asks for a proof of the password');
  return cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: proof.answer(ChallengeParameters, new Date()),
    }),
  );
}

/** With the password and the second factor, at the client of one door. */
export async function signIn(
  stage: Stage,
  { email, password, secret, id }: Identity,
  door: DoorKind,
): Promise<Record<'AccessToken' | 'RefreshToken' | 'IdToken', string>> {
  const [UserPoolId, ClientId] = [await poolOf(stage), await clientOf(stage, door)];
  const proved = await proofOf(stage, { UserPoolId, ClientId, email, password });
  assert.equal(proved.ChallengeName, 'SOFTWARE_TOKEN_MFA', 'a password alone signs nobody in');
  const { AuthenticationResult: given = {} } = await stage.clients.cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: proved.Session,
      ChallengeResponses: { USERNAME: id, SOFTWARE_TOKEN_MFA_CODE: totp(secret, new Date()) },
    }),
  );
  const { AccessToken, RefreshToken, IdToken } = given;
  assert.ok(AccessToken && RefreshToken && IdToken, 'a sign-in gives three tokens');
  return { AccessToken, RefreshToken, IdToken };
}

/** Whether a sign-in of before can still be renewed. */
export async function renews(stage: Stage, refreshToken: string, door: DoorKind): Promise<boolean> {
  return stage.clients.cognito
    .send(
      new InitiateAuthCommand({
        ClientId: await clientOf(stage, door),
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      }),
    )
    .then(
      ({ AuthenticationResult }) => AuthenticationResult?.AccessToken !== undefined,
      (error: Error) => {
        assert.equal(error.name, 'NotAuthorizedException');
        return false;
      },
    );
}
