import type { Route } from '../../lambdas/safe-people/contract.ts';
import type { Refusal } from '../../lambdas/workflow/contract.ts';
import type { Got, Lost } from './call.ts';
import { DirectoryRefusal } from './directory.ts';
import { readable } from './readable.ts';
import { type Session, UnsafeSession } from './session-files.ts';
import { Stop } from './stop.ts';
import { Interrupted } from './terminal.ts';

/** What to do about refusals that come before anybody could say more. */
const remedies: Readonly<Record<string, string>> = {
  register:
    '`tre people --me` at the public door says what stands against you; if it is refused too, an officer must enrol the id that sign-in showed',
  suspended: '`tre people --me` at the public door says since when and why; an officer lifts it',
  person: 'an officer must enrol the id that sign-in showed',
  'signed-out': 'sign in again: that sign-in was ended',
  'second-factor': 'sign in again with the second factor',
  throttled: 'wait a minute; the door lets so many requests through at once',
  operation: 'the door does not have it: look at --door, or the deployment is older than this tre',
  'body-size': 'shorten it',
};

/** @param again how to go on where nobody knows whether it was done; undefined: it changes nothing. */
export function refusalStop(
  { operation }: Route,
  { status, body, rule, request }: Got,
  { door, kind }: Session,
  again: string | undefined,
): Stop {
  const refusals: readonly Refusal[] = (Array.isArray(body?.refusals) ? body.refusals : []).flatMap((one) =>
    typeof one?.rule === 'string' && typeof one?.says === 'string' ? [{ rule: one.rule, says: one.says }] : [],
  );
  const signIn = `tre sign-in --door ${door}${kind === 'private' ? ' --private' : ''}`;
  const remedy =
    status === 401
      ? `sign in again: ${signIn}`
      : status >= 500
        ? `${again === undefined ? 'try again later' : `it may have been done or not: ${again}`}; an operator finds it by the request id`
        : rule === undefined
          ? 'look at --door: what refused it is no door of an environment'
          : remedies[rule];
  const details = {
    operation,
    status,
    refusals,
    ...(request === undefined ? {} : { request }),
    ...(remedy === undefined ? {} : { remedy }),
  };
  return status >= 500
    ? new Stop('failed', `${operation}: ${door} failed (${status})`, details)
    : new Stop('refused', `${operation}: refused (${status})`, details);
}

const network: Readonly<Record<string, string>> = {
  ENOTFOUND:
    'no such name; look at --door, and whether you are in the right network (the private door has a name inside alone)',
  EAI_AGAIN: 'the name could not be looked up; look at the network',
  ECONNREFUSED: 'nothing listens there; look at --door',
  ECONNRESET: 'the connection was cut; a firewall may do that',
  TimeoutError: 'it did not answer in time',
  AbortError: 'it was interrupted',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time; a firewall may drop it',
};

/** Codes of a request that never left. */
const unsent: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'];

/** @param again as of {@link refusalStop}. */
export function networkStop(
  { operation }: Route,
  { code, isTls }: Lost,
  { door }: Session,
  again: string | undefined,
): Stop {
  const why = isTls
    ? `its certificate is not trusted (${code}); nothing was sent. If your organisation reads TLS, name its root with NODE_EXTRA_CA_CERTS`
    : `${network[code] ?? 'it could not be reached'} (${code})`;
  const isUnknown = again !== undefined && !isTls && !unsent.includes(code);
  const remedy = isUnknown ? { remedy: `it may have been done or not: ${again}` } : {};
  return new Stop('failed', `${operation}: ${door}: ${why}`, { operation, ...remedy });
}

/** What the directory's refusals mean; its own words where they are about a password's form. */
const directory: Readonly<Record<string, string>> = {
  NotAuthorizedException:
    'the directory does not take that: wrong address or password, or the sign-in has ended, or it was blocked as a risk',
  UserNotFoundException: 'the directory does not take that: wrong address or password',
  PasswordResetRequiredException:
    'an administrator reset the password; ask them for the new one, and an officer to lift the suspension',
  CodeMismatchException:
    'the code is not the right one; look at the clock of the device that makes it, and sign in again',
  EnableSoftwareTokenMFAException:
    'the code is not the right one; look at the clock of the device that makes it, and sign in again',
  ExpiredCodeException: 'the code is too old; sign in again',
  TooManyRequestsException: 'too many sign-ins at once; wait a minute',
  LimitExceededException: 'too many attempts; wait a quarter of an hour',
  ResourceNotFoundException: 'there is no such client at this issuer; look at --client and --issuer',
  PasswordHistoryPolicyViolationException: 'that password was used before; choose another',
};

/** Any end of a command as a {@link Stop}. @throws what is no end, but a bug. */
export function stopOf(error: unknown): Stop {
  if (error instanceof Stop) return error;
  if (error instanceof UnsafeSession) return new Stop('refused', error.message);
  if (error instanceof Interrupted) return new Stop('refused', 'interrupted');
  if (!(error instanceof DirectoryRefusal)) throw error;
  const { rule, message } = error;
  if (rule === 'InvalidPasswordException')
    return new Stop('refused', `the directory refuses the new password: ${message}`);
  if (rule === 'Challenge' || rule === 'Incomplete') return new Stop('failed', message);
  const known = directory[rule];
  return known === undefined
    ? new Stop('failed', `the directory did not answer as expected (${rule}); look at --issuer and the network`)
    : new Stop('refused', `${known} (${rule})`);
}

/** As a person reads it. */
export function explained(verb: string, { message, details }: Stop): string {
  const { refusals = [], remedy, request } = details;
  return [
    `tre ${verb}: ${message}`,
    ...refusals.map(({ rule, says }) => `  ${rule}: ${says}`),
    ...(remedy === undefined ? [] : [`  what to do: ${remedy}`]),
    ...(request === undefined ? [] : [`  request id: ${request}`]),
  ]
    .map((line) => readable(line, true))
    .join('\n');
}
