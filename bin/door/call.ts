import type { Route } from '../../lambdas/safe-people/contract.ts';
import { projected } from '../../lambdas/safe-people/door-answer.ts';
import { networkStop, refusalStop } from './failures.ts';
import type { Session } from './session-files.ts';
import { fresh } from './sessions.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export type Answered = Readonly<Record<string, unknown>>;

/** API Gateway waits 29 seconds for a function. A body takes its time besides: at 40 kB/s a part of a file is some 100 seconds on its way. */
const patience = 35_000;
const bytesPerMillisecond = 40;
const attempts = 4;
const firstPause = 500;

/** An answer has at most 6 MB at the functions. */
const largestAnswer = 8_000_000;

/** Come to the same, however often they are sent, without a command's id: they read, end what is ended already, or put the same in its place. */
const again: readonly string[] = ['readQueryRows', 'cancelQuery', 'arrival-part', 'arrival-complete'];

const repeatable = ({ operation, method }: Route, body: Sent['body']): boolean =>
  method === 'get' || body?.commandId !== undefined || again.includes(operation);

const howAgain = ({ method }: Route, body: Sent['body']): string | undefined => {
  if (method === 'get') return undefined;
  const id = body?.commandId;
  return id === undefined ? 'look before you send it again' : `look, or send it again with --command-id ${String(id)}`;
};

/** A door, as one signed-in person calls it. */
export interface Caller {
  readonly session: Session;
  /** With a token that holds for a while. @throws Stop, DirectoryRefusal */
  fresh(): Promise<Session>;
  call(route: Route, sent?: Sent, signal?: AbortSignal): Promise<Answered>;
}

/**
 * Sends one request, again only where that is safe, and lets through what the route declares and nothing else. The token is in the header alone.
 * @throws Stop
 */
export function callerOf(first: Session, world: World): Caller {
  let session = first;
  const call: Caller['call'] = async (route, sent = {}, signal) => {
    session = await fresh(session, world);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const got = await once(route, sent, session, world, signal);
      if (got.ok && got.status < 400) return checked(route, got, session);
      if (got.ok && got.status === 401 && !renewed && session.refreshToken !== undefined) {
        renewed = true;
        session = await fresh(session, world, true);
        continue;
      }
      const may = got.ok ? mayComeRight(got, route, sent) : repeatable(route, sent.body) && !got.isTls;
      if (!may || attempt === attempts || signal?.aborted)
        throw got.ok
          ? refusalStop(route, got, session, howAgain(route, sent.body))
          : networkStop(route, got, session, howAgain(route, sent.body));
      await world.pause(pauseAfter(attempt, got.ok ? got.retryAfter : undefined, world), signal);
    }
  };
  return {
    get session() {
      return session;
    },
    async fresh() {
      session = await fresh(session, world);
      return session;
    },
    call,
  };
}

/** What was turned away before a function was asked may be sent again; what a function failed at, only if it is obeyed once. */
const mayComeRight = ({ status, rule }: Got, route: Route, { body }: Sent): boolean =>
  (status === 429 && rule === 'throttled') || (status >= 500 && repeatable(route, body));

function pauseAfter(attempt: number, retryAfter: number | undefined, { random }: World): number {
  const most = firstPause * 2 ** attempt;
  return Math.max(Math.min(retryAfter ?? 0, 30_000), most / 2 + (most / 2) * random());
}

export interface Got {
  readonly ok: true;
  readonly status: number;
  readonly body: Answered | undefined;
  readonly rule: string | undefined;
  readonly request: string | undefined;
  readonly retryAfter: number | undefined;
}
export interface Lost {
  readonly ok: false;
  /** Such as `ECONNREFUSED`. */
  readonly code: string;
  readonly isTls: boolean;
}

/** A request as it is on the wire. */
export function onTheWire(
  { method, path, asks }: Route,
  { path: ids = {}, query = {}, body }: Sent,
  { door, accessToken }: Session,
): { readonly url: string; readonly request: RequestInit & { readonly body?: string } } {
  const at = path.replace(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return {
    url: `${door}${at.slice(1)}${search === '' ? '' : `?${search}`}`,
    request: {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: 'application/json',
        ...(asks === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(asks === undefined ? {} : { body: JSON.stringify(body ?? {}) }),
      // A door redirects nobody; a token is not sent where a redirect says.
      redirect: 'error',
    },
  };
}

async function once(
  route: Route,
  sent: Sent,
  session: Session,
  { fetch }: World,
  signal: AbortSignal | undefined,
): Promise<Got | Lost> {
  const { url, request } = onTheWire(route, sent, session);
  const limit = AbortSignal.timeout(patience + Math.ceil((request.body?.length ?? 0) / bytesPerMillisecond));
  try {
    const both = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    return await gotOf(await fetch(url, { ...request, signal: both }));
  } catch (error) {
    return { ok: false, ...reasonOf(error) };
  }
}

/** What a door answered, read to its end. */
export async function gotOf(response: Response): Promise<Got> {
  const text = await response.text();
  const read = text.length > largestAnswer ? undefined : objectIn(text);
  const [refusal] = Array.isArray(read?.refusals) ? read.refusals : [];
  const header = (name: string) => response.headers.get(name) ?? undefined;
  const seconds = Number(header('retry-after'));
  return {
    ok: true,
    status: response.status,
    body: read,
    rule: typeof refusal?.rule === 'string' ? refusal.rule : undefined,
    request: header('x-request-id') ?? header('x-amzn-requestid'),
    retryAfter: seconds > 0 ? seconds * 1000 : undefined,
  };
}

interface Fault {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** The cause that says most: of a failed fetch the code lies one or two causes down. */
export function reasonOf(error: unknown): Omit<Lost, 'ok'> {
  const chain: Fault[] = [];
  for (let at = Object(error) as Fault; chain.length < 5; at = Object(at.cause) as Fault) chain.push(at);
  const isLimit = chain[0]?.name === 'TimeoutError' || chain[0]?.name === 'AbortError';
  const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
  const code = (isLimit ? String(chain[0]?.name) : undefined) ?? codes[0] ?? 'unknown';
  const text = chain.map(({ message }) => (typeof message === 'string' ? message : '')).join(' ');
  return { code, isTls: /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code) || /certificate|SSL|TLS/.test(text) };
}

function objectIn(text: string): Answered | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

function checked({ operation, answers }: Route, { body, status, request }: Got, { kind }: Session): Answered {
  const details = { operation, status, ...(request === undefined ? {} : { request }) };
  try {
    if (body !== undefined) return { ...projected(body, answers, kind) };
  } catch (error) {
    const says = error instanceof Error ? error.message : 'unknown';
    throw new Stop('failed', `${operation}: the door answered what this version of tre does not know (${says})`, {
      ...details,
      remedy: 'it was done all the same; look at the outcome, and use the tre of the deployed version',
    });
  }
  throw new Stop('failed', `${operation}: what answered is no door of an environment: no JSON came`, {
    ...details,
    remedy: 'look at --door; a proxy or a sign-in page of a network answers so as well',
  });
}
