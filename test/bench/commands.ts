import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, measure, median, root } from './process.ts';

/** The commands a platform team waits for, as medians of interleaved runs, compared by ratio within one run. */
export function commands(rounds: number): void {
  const example = join(root, 'deployments', 'thames-valley.yaml');
  const scratch = mkdtempSync(join(tmpdir(), 'tre-bench-'));
  const subjects: Readonly<Record<string, () => Figure>> = {
    'cdk synth -q, one deployment, built-in validation on': () =>
      measure('npx', '--no', 'cdk', 'synth', '-q', '-o', join(scratch, 'cdk.out'), '-c', `deployment=${example}`),
    'tre evidence, the same deployment': () =>
      measure(join(root, 'bin', 'tre'), 'evidence', example, '--out', join(scratch, 'pack')),
    'tre validate, the same deployment': () => measure(join(root, 'bin', 'tre'), 'validate', example),
  };
  const figures = new Map<string, Figure[]>(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(subjects)) figures.get(name)?.push(run());
  }
  const of = (name: string) => figures.get(name) ?? [];
  const seconds = (name: string) => median(of(name).map((figure) => figure.seconds));
  for (const name of figures.keys()) {
    const peak = Math.max(...of(name).map((figure) => figure.peak));
    console.log(`${name}: median ${seconds(name).toFixed(1)} s of ${rounds}, peak ${peak.toFixed(0)} MB`);
  }
  const [synth = '', evidence = ''] = Object.keys(subjects);
  console.log(`ratio evidence / synth: ${(seconds(evidence) / seconds(synth)).toFixed(2)} (target <= 1.5)`);
  rmSync(scratch, { recursive: true });
}
