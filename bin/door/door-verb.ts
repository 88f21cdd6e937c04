import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Io, Verb } from '../verbs/verb.ts';
import { explained, stopOf } from './failures.ts';
import { isSafe } from './sessions.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

export interface DoorVerb {
  readonly name: string;
  /** Made when it is asked for: tables of routes are read for it. */
  usage(): string;
  /** @returns the exit status. @throws what `stopOf` knows. */
  run(args: readonly string[], io: Io, world: World): Promise<number>;
}

/** A command that speaks to a door. Whatever ends it early is said in one form: to people on standard error, with --json on standard output. */
export const doorVerb = ({ name, usage, run }: DoorVerb, world: () => World): Verb => ({
  get usage() {
    return usage();
  },
  async run(args, io) {
    try {
      refuseListeners(world());
      return await run(args, io, world());
    } catch (error) {
      const stop = stopOf(error);
      if (args.includes('--json')) io.stdout(`${JSON.stringify(refusedAs(stop), undefined, 2)}\n`);
      else io.stderr(`${explained(name, stop)}${stop.why === 'usage' ? `\ntre ${name} --help tells more` : ''}\n`);
      return stop.why === 'usage' ? 2 : 1;
    }
  },
});

/** What the environment may set and who would then listen: a token, a code or a new password would go to anybody who stands in between. @throws Stop */
function refuseListeners({ env }: World): void {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new Stop(
      'usage',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 trusts every certificate; unset it, or name a root with NODE_EXTRA_CA_CERTS',
    );
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER']) {
    const given = env[name];
    if (given && !isSafe(given))
      throw new Stop('usage', `${name} must be an https address (http on this machine alone), or unset`);
  }
}

/** With --json, in place of an answer. */
const refusedAs = ({ why, message, details }: Stop): object => ({ stopped: { why, message, ...details } });

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options of a command line that has no words left. @throws Stop */
export function optionsIn<Wanted extends Options>(args: readonly string[], options: Wanted) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Stop('usage', error instanceof Error ? error.message : String(error));
  }
}

/** Of every command that speaks to a door. */
export const commonOptions = { door: { type: 'string' }, json: { type: 'boolean' } } as const satisfies Options;

export const print = (io: Io, value: object): void => io.stdout(`${JSON.stringify(value, undefined, 2)}\n`);
