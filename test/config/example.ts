import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from '../../lib/config/deployment.ts';
import { parseDeployment, type Read } from '../../lib/config/read.ts';

export const asOf = '2026-11-24';

export const knownControls: ReadonlySet<string> = new Set(['1.1.01', '1.2.04', '1.7.03', 'G5', 'TRE-X08', 'TRE-X09']);

const text = (name: string): string => readFileSync(join(__dirname, '..', '..', 'deployments', `${name}.yaml`), 'utf8');

/** The small example; every mutation starts from it. */
export const small = text('greater-manchester');
export const large = text('thames-valley');

export type Edit = readonly [from: string | RegExp, to: string];

/** The small example with some of its text replaced; a replacement that finds nothing is a mistake of the test. */
export const edited = (...edits: readonly Edit[]): string =>
  edits.reduce((yaml, [from, to]) => {
    const result = yaml.replace(from, () => to);
    if (result === yaml) throw new Error(`nothing to replace: ${from}`);
    return result;
  }, small);

export const read = (yaml: string, options = { knownControls, asOf }): Read => parseDeployment(yaml, 'a.yaml', options);

export const problemsOf = (yaml: string) => {
  const result = read(yaml);
  return result.ok ? [] : result.problems;
};

export function accepted(yaml: string): Deployment {
  const result = read(yaml);
  if (!result.ok) throw new Error(result.problems.map(({ path, rule }) => `${path} ${rule}`).join('\n'));
  return result.deployment;
}

/** Line, counted from 1, on which a text first stands. */
export const lineOf = (yaml: string, part: string): number => yaml.slice(0, yaml.indexOf(part)).split('\n').length;

export const folder = (): string => mkdtempSync(join(tmpdir(), 'tre-config-'));

export function fileWith(content: string | Uint8Array): string {
  const file = join(folder(), 'deployment.yaml');
  writeFileSync(file, content);
  return file;
}
