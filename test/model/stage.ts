import type { DoorResponse } from '../../lambdas/safe-people/door-response.ts';
import type { Signed } from '../../lambdas/safe-people/token-signature.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import { clientsOf, plainly, plainlySigned, type Showing, type Token } from './door.ts';
import { functionsOf } from './functions.ts';
import { type Errand, type Life, lifeOf, type Mishap } from './mishaps.ts';
import { neighboursOf, type Surroundings, surroundingsOf } from './neighbours.ts';
import { type Memory, oracleOf } from './oracle.ts';
import { type Table, tableOf } from './table.ts';

/** Where a sequence begins. */
export interface Beginning {
  readonly register: Table;
  readonly memory: Memory;
  readonly now: number;
}

export interface Asked {
  readonly door: Door;
  /** Method and template of the path. */
  readonly resource: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface Got {
  readonly asked: Asked;
  readonly token: Token;
  readonly life: Life;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How tokens are written and read: by a word instead of a signature, or by RSA. */
export interface Signing {
  written(claims: object, forged: boolean): string;
  signed(token: string): Promise<Signed>;
}
export const byWord: Signing = { written: plainly, signed: plainlySigned };

/** The whole of it: doors, functions, neighbours and the oracle that watches. `serve` carries out an errand of somebody else. */
export function stageOf(beginning: Beginning, serve: (errand: Errand) => Promise<void>, signing: Signing = byWord) {
  const tables = { register: beginning.register.fork(), queries: tableOf() };
  const world: Surroundings = surroundingsOf(tables, beginning.now, beginning.memory.world.table);
  const oracle = oracleOf(beginning.memory);
  const clients = clientsOf(world, signing.written);

  const pass = (milliseconds: number): void => {
    world.now += milliseconds;
    oracle.pass(new Date(world.now).toISOString());
  };
  const neighbours = neighboursOf(world, oracle, {
    meanwhile: serve,
    pass: ({ c }) => pass([1, 40, 900, 20_000, 400_000][c % 5] ?? 1),
  });
  const lives: Life[] = [];
  const live = (mishaps: readonly Mishap[], caller?: Life['caller']) => {
    const life = lifeOf(caller, mishaps, oracle.moment());
    lives.push(life);
    return { life, functions: functionsOf(neighbours, life) };
  };

  /** @returns nothing where there was no answer: then nobody knows. */
  async function send(asked: Asked, token: Token, mishaps: readonly Mishap[]): Promise<Got | undefined> {
    const { door, resource, path, query = {}, body } = asked;
    const [method = '', template = ''] = resource.split(' ');
    const route = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
    const { life, functions } = live(mishaps, token);
    const methodArn = ['arn', 'aws', 'execute-api', 'eu-west-2', '111122223333', `api1/v1/${method}${route}`].join(':');
    const got = (status: number, answer: Got['body']): Got | undefined =>
      life.dead ? undefined : { asked, token, life, status, body: answer };
    const none = {};
    let context: object;
    try {
      const authorise = functions.authorise(door, signing.signed);
      const policy = await authorise({ type: 'TOKEN', authorizationToken: `Bearer ${token.text}`, methodArn });
      if (policy.policyDocument.Statement[0].Effect !== 'Allow') return got(403, none);
      context = policy.context;
    } catch (error) {
      if (error instanceof Error && error.message === 'Unauthorized') return got(401, none);
      throw error;
    }
    const answer: DoorResponse = await functions.behind(
      door,
      resource,
    )({
      resource: template,
      httpMethod: method,
      pathParameters: Object.keys(path).length === 0 ? null : path,
      multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value]])),
      multiValueHeaders: { 'Content-Type': ['application/json'] },
      body: body === undefined ? null : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { requestId: 'request-1', authorizer: context },
    });
    return got(answer.statusCode, JSON.parse(answer.body));
  }

  return {
    world,
    oracle,
    neighbours,
    pass,
    live,
    send,
    /** A function that answered early, for one of two reads had failed, may still have somebody else served during the other. */
    quiet: async () => {
      for (const life of lives) await life.busy;
    },
    show: (person: string, door: Door, showing: Showing) => clients.show(person, door, showing),
    ending: (): Beginning => ({ register: tables.register, memory: oracle.memory(), now: world.now }),
  };
}

export type Stage = ReturnType<typeof stageOf>;
