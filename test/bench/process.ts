import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** One run of a whole process. */
export interface Figure {
  readonly seconds: number;
  /** User and system, of all its processes; 0 where /usr/bin/time is missing. */
  readonly cpu: number;
  /** Peak resident memory of the largest process, MB; 0 where /usr/bin/time is missing. */
  readonly peak: number;
}

const timed = existsSync('/usr/bin/time');

/** @throws when the command could not run; exit status 1 is a finding, not a failure. */
export function measure(command: string, ...args: string[]): Figure {
  const begun = process.hrtime.bigint();
  const [program, parameters] = timed
    ? ['/usr/bin/time', ['-f', 'peak=%M user=%U system=%S', command, ...args]]
    : [command, args];
  const { stderr, status, error } = spawnSync(program, parameters, { cwd: root, encoding: 'utf8' });
  if (error || status === null || status > 1) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error ?? stderr}`);
  }
  const of = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1] ?? 0);
  return {
    seconds: Number(process.hrtime.bigint() - begun) / 1e9,
    cpu: of('user') + of('system'),
    peak: of('peak') / 1024,
  };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
