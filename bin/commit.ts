import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** Commit of the blueprint that made an output; `+changes` where tracked files differ from it, `unknown` outside git. */
export function commit(): string {
  try {
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changes');
  } catch {
    return 'unknown';
  }
}

export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
