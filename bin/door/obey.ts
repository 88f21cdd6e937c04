import type { ParseArgsConfig } from 'node:util';
import type { Route } from '../../lambdas/safe-people/contract.ts';
import type { Io } from '../verbs/verb.ts';
import { bodyOf } from './body.ts';
import { bodyOptions } from './body-options.ts';
import { type Answered, type Caller, callerOf } from './call.ts';
import { commonOptions, optionsIn, print } from './door-verb.ts';
import type { Chosen } from './routes-as-commands.ts';
import { sessionFor } from './sessions.ts';
import { shown } from './shown.ts';
import type { World } from './world.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Carries out one command of a table of routes. Nothing is sent before its whole body is right. */
export async function obey({ route, path, rest }: Chosen, io: Io, world: World): Promise<number> {
  const fields = bodyOptions(route.asks);
  const options: Options = {
    ...commonOptions,
    ...(route.asks === undefined ? {} : { file: { type: 'string' } }),
    ...Object.fromEntries(
      fields.map(({ name, kind }) => [
        name,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'texts' },
      ]),
    ),
  };
  const { door, json, file, ...given } = optionsIn(rest, options);
  const id = fields.some(({ field }) => field === 'commandId') && given['command-id'] === undefined;
  const body =
    route.asks === undefined
      ? undefined
      : bodyOf(route.asks, fields, given, text(file), id ? { commandId: world.id() } : {});
  const caller = callerOf(sessionFor('public', text(door), world), world);
  const answer = await whole(caller, route, { path, ...(body === undefined ? {} : { body }) });
  if (json) print(io, answer);
  else io.stdout(shown(route.answers, answer));
  return 0;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Answers that come in pages are one to whoever asks. */
export async function whole(
  caller: Caller,
  route: Route,
  sent: {
    readonly path: Readonly<Record<string, string>>;
    readonly body?: Answered;
    readonly query?: Readonly<Record<string, string>>;
  },
): Promise<Answered> {
  const [list] = Object.entries(route.answers).filter(([, field]) => field.list);
  const paged = list !== undefined && route.parameters.after?.in === 'query';
  let answer = await caller.call(route, sent);
  const rows = paged ? [...(answer[list[0]] as readonly unknown[])] : [];
  while (paged && typeof answer.next === 'string') {
    answer = await caller.call(route, { ...sent, query: { ...sent.query, after: answer.next } });
    rows.push(...(answer[list[0]] as readonly unknown[]));
  }
  return paged ? { [list[0]]: rows } : answer;
}
