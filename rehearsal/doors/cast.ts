import { strict as assert } from 'node:assert';
import type { Stage } from '../target/stage.ts';
import { type DoorKind, type Identity, newIdentity, signIn } from './directory.ts';
import { type Answered, knock, type Request, rulesOf } from './door.ts';
import { invoke } from './functions.ts';

const day = 86_400_000;
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
export const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** A token is over after fifteen minutes; a fresh one is taken well before. */
const fresh = 10 * 60_000;

export type Tokens = Awaited<ReturnType<typeof signIn>>;

/** Everybody whom the rehearsal gave a sign-in, by the part they play. */
export interface Cast {
  readonly identity: (part: string) => Identity;
  /** Tokens of a sign-in of the last minutes; `anew`: of one that begins now. */
  tokens(part: string, door: DoorKind, anew?: boolean): Promise<Tokens>;
  /** A request in somebody's name. */
  ask(part: string, request: Request): Promise<Answered>;
  /** The same, which must succeed. @throws AssertionError with what was answered instead. */
  get(part: string, request: Request): Promise<Answered['body']>;
  command(part: string, path: string, body?: object): Promise<Answered['body']>;
  join(part: string): Promise<Identity>;
}

export function castOf(stage: Stage): Cast {
  const known = stage.memory.get('cast');
  if (known !== undefined) return { ...(known as Cast), ...castFor(stage, (known as { store: Store }).store) };
  const store: Store = { identities: new Map(), tokens: new Map() };
  const cast = { ...castFor(stage, store), store };
  stage.memory.set('cast', cast);
  return cast;
}

interface Store {
  readonly identities: Map<string, Identity>;
  readonly tokens: Map<string, { readonly at: number; readonly tokens: Tokens }>;
}

function castFor(stage: Stage, { identities, tokens }: Store): Cast {
  const identity = (part: string): Identity => {
    const found = identities.get(part);
    if (found === undefined) throw new Error(`nobody plays ${part}`);
    return found;
  };
  const cast: Cast = {
    identity,
    async tokens(part, door, anew = false) {
      const name = `${part} ${door}`;
      const known = tokens.get(name);
      if (!anew && known !== undefined && Date.now() - known.at < fresh) return known.tokens;
      const given = await signIn(stage, identity(part), door);
      tokens.set(name, { at: Date.now(), tokens: given });
      return given;
    },
    async ask(part, request) {
      const { AccessToken } = await cast.tokens(part, request.door);
      return knock(stage, { authorization: `Bearer ${AccessToken}`, ...request });
    },
    async get(part, request) {
      const answer = await cast.ask(part, request);
      const said = `${part}: ${request.path} is answered ${answer.status} ${JSON.stringify(answer.body)}`;
      assert.equal(answer.status, 200, said);
      return answer.body;
    },
    command: (part, path, body = {}) => cast.get(part, { door: 'public', path, body }),
    async join(part) {
      const made = await newIdentity(stage, `${part}@example.nhs.uk`);
      identities.set(part, made);
      return made;
    },
  };
  return cast;
}

/** ODS code of whoever runs the environment and sits on its committee; made up, and nobody's controller or applicant. */
const house = 'X0X0X';

/** The first two officers, by the function that is there for it, once. */
export async function found(stage: Stage): Promise<void> {
  const cast = castOf(stage);
  const officers = [await cast.join('officer'), await cast.join('second-officer')];
  const request = {
    expires: inDays(300),
    officers: officers.map(({ id, email }) => ({ id, email, name: 'Officer of the rehearsal', organisation: house })),
  };
  const founded = await invoke(stage, 'founding', request);
  assert.deepEqual(founded, { done: true, answer: { ok: true, officers: officers.map(({ id }) => id) } });
  const again = await invoke(stage, 'founding', request);
  const { ok, refusals } = (again.done ? again.answer : {}) as { ok?: boolean; refusals?: { rule: string }[] };
  assert.equal(ok, false, 'the register is founded once');
  assert.ok(refusals?.some(({ rule }) => rule === 'founded'));
}

export interface Joining {
  readonly roles: readonly string[];
  readonly organisation?: string;
  /** One for each line of what the deployment demands. */
  readonly credentials?: boolean;
}

/** Enrolled by one officer, confirmed by the other; each role proposed and confirmed likewise. */
export async function enrol(stage: Stage, part: string, { roles, organisation = house, credentials }: Joining) {
  const cast = castOf(stage);
  const { id, email } = await cast.join(part);
  await cast.command('officer', `/people/${id}/enrol`, { name: `Rehearsing ${part}`, email, organisation });
  const suspended = await cast.ask(part, { door: 'public', path: '/data-use-register' });
  assert.equal(suspended.status, 403, `${part} is suspended until another officer confirms who they are`);
  const lift = { suspension: 'suspension-1', evidence: 'identity checked in a video call' };
  const own = await cast.ask('officer', { door: 'public', path: `/people/${id}/lift-suspension`, body: lift });
  assert.deepEqual([own.status, rulesOf(own)], [409, ['enroller']], 'one officer alone lets nobody in');
  await cast.command('second-officer', `/people/${id}/lift-suspension`, lift);
  for (const role of roles) {
    const expires = inDays(300);
    await cast.command('officer', `/people/${id}/propose-role`, { role, expires });
    await cast.command('second-officer', `/people/${id}/confirm-role`, { role, expires });
  }
  if (credentials) for (const demand of stage.deployment.access.demands) await credential(stage, part, demand);
  return id;
}

export type Demand = Stage['deployment']['access']['demands'][number];

/** A credential that meets a demand. @returns the person as the register has them then. */
export function credential(stage: Stage, part: string, { kind: type, schemes }: Demand, expires = inDays(300)) {
  const cast = castOf(stage);
  return cast.command('officer', `/people/${cast.identity(part).id}/record-credential`, {
    type,
    scheme: schemes[0] ?? `rehearsed-${type}`,
    number: `R-${Date.now()}`,
    evidence: 'https://example.nhs.uk/evidence/1',
    from: inDays(-1),
    expires,
  });
}
