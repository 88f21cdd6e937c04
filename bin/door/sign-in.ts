import { type Directory, DirectoryRefusal, type Step, type Words } from './directory.ts';
import { claim, start, timestampOf } from './srp.ts';

/** Asks whoever signs in; each secret is asked when it is needed, and not kept. */
export interface Questions {
  password(): Promise<string>;
  /** A password of their own in place of the one that they were given. */
  newPassword(): Promise<string>;
  code(): Promise<string>;
  /** Shows the secret of a new second factor, once, and asks for its first code. @throws where nobody sits at a terminal. */
  firstCode(secret: string): Promise<string>;
}

export interface Asked {
  readonly poolId: string;
  readonly client: string;
  readonly user: string;
}

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly seconds: number;
}

/** More than the longest way through: password, a new one, setting up the second factor, giving it. */
const mostSteps = 6;

/**
 * Signs in by SRP, so that the password proves itself and stays here, and by a second factor, which is set up the first time.
 * @throws DirectoryRefusal also for a challenge that this pool should not give.
 */
export async function signIn(
  directory: Directory,
  { poolId, client, user }: Asked,
  questions: Questions,
  now: () => Date,
): Promise<Tokens> {
  const begun = start();
  let step = await directory.initiate(client, 'USER_SRP_AUTH', { USERNAME: user, SRP_A: begun.publicValue });
  let name = user;

  const answers: Readonly<Record<string, (parameters: Words, session: string) => Promise<readonly [Words, string]>>> = {
    async PASSWORD_VERIFIER(parameters, session) {
      // The pool's own name of the person, which is not the address that they typed.
      name = wanted(parameters, 'USER_ID_FOR_SRP');
      const timestamp = timestampOf(now());
      const challenge = {
        poolId,
        user: name,
        salt: wanted(parameters, 'SALT'),
        serverValue: wanted(parameters, 'SRP_B'),
        secretBlock: wanted(parameters, 'SECRET_BLOCK'),
      };
      return [
        {
          TIMESTAMP: timestamp,
          PASSWORD_CLAIM_SECRET_BLOCK: challenge.secretBlock,
          PASSWORD_CLAIM_SIGNATURE: claim(begun, challenge, await questions.password(), timestamp),
        },
        session,
      ];
    },
    NEW_PASSWORD_REQUIRED: async (_, session) => [{ NEW_PASSWORD: await questions.newPassword() }, session],
    SOFTWARE_TOKEN_MFA: async (_, session) => [{ SOFTWARE_TOKEN_MFA_CODE: await questions.code() }, session],
    async MFA_SETUP(_, session) {
      const { secret, session: next } = await directory.associate(session);
      const verified = await directory.verify(next, await questions.firstCode(secret));
      return [{}, verified.session];
    },
  };

  for (let steps = 0; steps < mostSteps && step.kind === 'challenge'; steps++) step = await answered(step);
  if (step.kind === 'challenge') throw new DirectoryRefusal('Challenge', 'the directory asks without end');
  return { access: step.access, refresh: step.refresh, seconds: step.seconds };

  async function answered({ name: asked, parameters, session }: Step & { kind: 'challenge' }): Promise<Step> {
    const answer = Object.hasOwn(answers, asked) ? answers[asked] : undefined;
    if (answer === undefined)
      throw new DirectoryRefusal('Challenge', `the directory asks for ${asked}, which this deployment does not use`);
    const [responses, next] = await answer(parameters, session ?? '');
    return directory.respond(client, asked, { USERNAME: name, ...responses }, next === '' ? undefined : next);
  }
}

function wanted(parameters: Words, key: string): string {
  const value = parameters[key];
  if (value === undefined) throw new DirectoryRefusal('Incomplete', `the directory left out ${key}`);
  return value;
}

/** For an authenticator's camera or paste; https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export const otpauth = (secret: string, user: string, door: string): string =>
  `otpauth://totp/${encodeURIComponent(`${new URL(door).hostname}:${user}`)}?${new URLSearchParams({ secret, issuer: new URL(door).hostname })}`;

/** `https://cognito-idp.<region>.amazonaws.com/<pool>`; undefined: another issuer, whose tokens come from its own tools. */
export function poolOf(issuer: string): { readonly region: string; readonly poolId: string } | undefined {
  const found = /^https:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(\1_[A-Za-z0-9]+)$/.exec(issuer);
  return found === null ? undefined : { region: found[1] ?? '', poolId: found[2] ?? '' };
}
