import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './running-process.ts';

export type Readiness =
  | { readonly ready: true; readonly python: string; readonly program: (name: string) => string }
  /** `skipped`: this machine cannot. `failed`: somebody must look, for a hash did not match. */
  | { readonly ready: false; readonly outcome: 'skipped' | 'failed'; readonly because: string };

const skipped = (because: string): Readiness => ({ ready: false, outcome: 'skipped', because });

/** Whether a failed installation is tampering or a stale pin, which nobody may pass over, or only a registry out of reach. */
export const isMismatch = (pipOutput: string): boolean =>
  /DO NOT MATCH THE HASHES|require-hashes mode/i.test(pipOutput);

/** A Python environment with exactly the packages of a requirements file, each checked against its hash. Made once. */
export async function virtualEnvironment(folder: string, requirements: string): Promise<Readiness> {
  const python = join(folder, 'bin', 'python');
  const program = (name: string) => join(folder, 'bin', name);
  const marker = join(folder, 'installed-requirements');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return { ready: true, python, program };

  const recent = 'import sys; sys.exit(sys.version_info < (3, 10))';
  const found = await runToEnd('python3', ['-c', recent], { seconds: 20 });
  if (found.status !== 0) return skipped('Python 3.10 or later is not installed as python3');
  const made = await runToEnd('python3', ['-m', 'venv', folder], { seconds: 120 });
  if (made.status !== 0) return skipped(`python3 -m venv failed (package python3-venv?): ${lastLine(made.output)}`);
  const installed = await runToEnd(
    python,
    ['-m', 'pip', 'install', '--retries', '1', '--timeout', '30', '--require-hashes', '-r', requirements],
    { seconds: 540 },
  );
  if (installed.status === 0) {
    writeFileSync(marker, hash);
    return { ready: true, python, program };
  }
  return isMismatch(installed.output)
    ? { ready: false, outcome: 'failed', because: `a package is not the one that was pinned:\n${installed.output}` }
    : skipped(`the packages could not be installed from PyPI: ${lastLine(installed.output)}`);
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';
