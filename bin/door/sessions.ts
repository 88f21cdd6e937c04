import { DirectoryRefusal } from './directory.ts';
import type { Session } from './session-files.ts';
import { poolOf } from './sign-in.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

type Kind = Session['kind'];

/** Whether nobody in between reads what is sent there. */
export function isSafe(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHere = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
}

/** Without a difference that does not matter: one slash at the end, and no query. @throws Stop */
export function doorOf(given: string): string {
  if (!isSafe(given))
    throw new Stop(
      'usage',
      `--door must be an https address (http on this machine alone), got ${JSON.stringify(given)}`,
    );
  const url = new URL(given);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Stop('usage', '--door must be an address alone, without a name, a password or a query');
  return `${url.origin}${url.pathname.replace(/\/*$/, '')}/`;
}

/** Names the door where it was given: on the command line, or by TRE_DOOR. */
export const doorGiven = (option: string | undefined, { env }: World): string | undefined => {
  const given = option ?? (env.TRE_DOOR || undefined);
  return given === undefined ? undefined : doorOf(given);
};

const remedy = (kind: Kind) => `tre sign-in --door <address>${kind === 'private' ? ' --private' : ''}`;

/**
 * The sign-in that a command uses: to the named door, or to the only one of the kind that the command needs.
 * @throws Stop where there is none or more than one; UnsafeSession.
 */
export function sessionFor(kind: Kind, option: string | undefined, world: World): Session {
  const all = world.sessions.all().filter((one) => one.kind === kind);
  // TRE_DOOR names one door; a command that needs the other takes the one that was remembered.
  const other =
    option === undefined &&
    world.sessions.all().some((one) => one.kind !== kind && one.door === doorGiven(option, world));
  const door = other ? undefined : doorGiven(option, world);
  const found = door === undefined ? all : all.filter((one) => one.door === door);
  const [first, ...more] = found;
  if (first === undefined) {
    const where = door === undefined ? `a ${kind} door` : door;
    const elsewhere = world.sessions.all().some((one) => one.door === door)
      ? `; this command needs the ${kind} door, and that is the other one`
      : '';
    throw new Stop('refused', `nobody is signed in to ${where}${elsewhere}; ${remedy(kind)}`);
  }
  if (more.length > 0)
    throw new Stop(
      'usage',
      `there are sign-ins to ${found.length} ${kind} doors; name one with --door or TRE_DOOR:\n${found.map(({ door: at }) => `  ${at}`).join('\n')}`,
    );
  return first;
}

/** Seconds before its end at which a token is renewed, so that none ends on its way. */
const ahead = 60;

/** @returns the session with a token that holds for a while, renewed and remembered if need be. @throws Stop, DirectoryRefusal. */
export async function fresh(session: Session, world: World, atOnce = false): Promise<Session> {
  const { refreshToken, issuer, client, expiresAt, kind } = session;
  const left = Date.parse(expiresAt) - world.now().getTime();
  if (!atOnce && left > ahead * 1000) return session;
  const pool = poolOf(issuer);
  if (refreshToken === undefined || pool === undefined) {
    if (!atOnce && left > 0) return session;
    throw new Stop('refused', `the sign-in to ${session.door} is over; ${remedy(kind)} --token-file <file>`);
  }
  const over = () => new Stop('refused', `the sign-in to ${session.door} is over; ${remedy(kind)}`);
  const step = await world
    .directory(pool.region)
    .initiate(client, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken })
    .catch((error: unknown) => {
      throw error instanceof DirectoryRefusal && error.rule === 'NotAuthorizedException' ? over() : error;
    });
  if (step.kind === 'challenge') throw over();
  const renewed = { ...session, accessToken: step.access, expiresAt: after(world.now(), step.seconds) };
  world.sessions.put(renewed);
  return renewed;
}

export const after = (from: Date, seconds: number): string => new Date(from.getTime() + seconds * 1000).toISOString();
