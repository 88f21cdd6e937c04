import { readFileSync } from 'node:fs';
import { commonOptions, doorVerb, optionsIn, print } from '../door/door-verb.ts';
import { readable } from '../door/readable.ts';
import { secretsOf } from '../door/secrets.ts';
import type { Session } from '../door/session-files.ts';
import { after, doorGiven } from '../door/sessions.ts';
import { signIn as byPassword, poolOf, type Tokens } from '../door/sign-in.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';
import { claimsOf, isToken } from '../door/token-claims.ts';
import { unreadable } from '../door/unreadable.ts';
import type { World } from '../door/world.ts';

const usage =
  () => `usage: tre sign-in --door <address> --issuer <address> --client <id> [--private] [--user <address>] [--password-stdin] [--json]
       tre sign-in --door <address> [--private] --token-file <file> [--json]

Signs in to one door of an environment, and remembers it for the other commands until tre sign-out. A sign-in to one door is none to
the other. The password proves itself (SRP) and is not sent; a second factor is asked for, and set up the first time.
  --door            address of the door; the outputs PublicDoor and PrivateDoor of the stack name them. Also: TRE_DOOR
  --private         the door is the private one, where questions are asked of data
  --issuer, --client   the user pool's issuer and the client of this door; remembered, so that they are given once
  --user            the address that you sign in with; asked for, where it is left out
  --password-stdin  reads the secrets from standard input, one a line, as they are asked for: password, code
  --token-file      an access token of another issuer, that your organisation's own tool wrote; - is standard input
Passwords and codes are never arguments. The session is a file of yours alone under XDG_STATE_HOME (~/.local/state)/tre.
Exit status: 0 signed in, 1 refused or not answered, 2 usage.`;

const options = {
  ...commonOptions,
  issuer: { type: 'string' },
  client: { type: 'string' },
  private: { type: 'boolean' },
  user: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  'token-file': { type: 'string' },
} as const;

type Given = ReturnType<typeof optionsIn<typeof options>>;

/** What was remembered of this door, if it can be read; a new sign-in replaces it. */
const remembered = (world: World, door: string): Session | undefined =>
  world.sessions.all().find((one) => one.door === door);

async function withPassword(given: Given, door: string, kind: Session['kind'], world: World): Promise<Session> {
  const before = remembered(world, door);
  const { issuer = before?.issuer, client = before?.client } = given;
  if (issuer === undefined || client === undefined)
    throw new Stop('usage', 'the first time, --issuer and --client must say who signs people in to this door');
  const pool = poolOf(issuer);
  if (pool === undefined)
    throw new Stop(
      'usage',
      `--issuer must be a user pool (https://cognito-idp.<region>.amazonaws.com/<pool>) for a password; of another issuer, --token-file`,
    );
  const fromStdin = given['password-stdin'];
  if (given.user === undefined && !world.terminal.present) throw new Stop('usage', 'name yourself with --user');
  const user = given.user ?? (await world.terminal.ask('address: '));
  const secrets = secretsOf(world, { user, door, fromStdin });
  const tokens = await byPassword(
    world.directory(pool.region),
    { poolId: pool.poolId, client, user },
    secrets,
    world.now,
  );
  return sessionOf(tokens, { door, kind, issuer, client }, world);
}

async function withToken(file: string, door: string, kind: Session['kind'], world: World): Promise<Session> {
  const access = (file === '-' ? ((await world.stdin()) ?? '') : readToken(file)).trim();
  if (!isToken(access)) throw new Stop('usage', `${file} must hold one access token and nothing else`);
  const { exp } = claimsOf(access) ?? {};
  const seconds = exp === undefined ? 300 : exp - world.now().getTime() / 1000;
  if (seconds <= 0)
    throw new Stop('refused', `the token in ${file} has expired; let your organisation's tool make another`);
  return sessionOf({ access, refresh: undefined, seconds }, { door, kind, issuer: 'other', client: 'other' }, world);
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Stop('usage', `${file} ${unreadable(error)}`);
  }
}

function sessionOf(
  { access, refresh, seconds }: Tokens,
  at: Pick<Session, 'door' | 'kind' | 'issuer' | 'client'>,
  world: World,
): Session {
  const { sub } = claimsOf(access) ?? {};
  if (sub === undefined) throw new Stop('failed', 'what was given is no access token: it names nobody');
  return {
    ...at,
    person: sub,
    accessToken: access,
    ...(refresh === undefined ? {} : { refreshToken: refresh }),
    signedInAt: world.now().toISOString(),
    expiresAt: after(world.now(), seconds),
  };
}

export const signInIn = (world: typeof thisMachine) =>
  doorVerb(
    {
      name: 'sign-in',
      usage,
      async run(args, io, at) {
        const given = optionsIn(args, options);
        const door = doorGiven(given.door, at);
        if (door === undefined) throw new Stop('usage', 'name the door with --door or TRE_DOOR');
        const file = given['token-file'];
        if (file !== undefined && (given.issuer ?? given.client ?? given.user) !== undefined)
          throw new Stop('usage', '--token-file stands alone: the token says who made it and for whom');
        const kind = (given.private ?? remembered(at, door)?.kind === 'private') ? 'private' : 'public';
        const session = await (file === undefined
          ? withPassword(given, door, kind, at)
          : withToken(file, door, kind, at));
        at.sessions.put(session);
        const { person, expiresAt } = session;
        if (given.json) print(io, { door, kind, person, expiresAt });
        else io.stdout(`signed in to the ${kind} door ${door} as ${readable(person)}\n`);
        return 0;
      },
    },
    world,
  );
export const signIn = signInIn(thisMachine);
