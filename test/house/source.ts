import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** Every file git tracks or would track, so that a test sees what a clone would hold. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

export const text = (file: string): string => readFileSync(join(root, file), 'utf8');

export const product: readonly string[] = files.filter((file) =>
  /^(bin|rehearsal|lib|constructs|lambdas|policies)\/.*\.ts$/.test(file),
);
