import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marker } from '../../rehearsal/synthetic-people/write-people.ts';
import { measure, root } from './process.ts';

/** What the generator of synthetic people does in a second of CPU, each format in a process of its own; what it wrote is removed. */
export function syntheticPeople(persons: number): void {
  const generator = join(root, 'rehearsal', 'synthetic-people', 'main.ts');
  const example = join(root, 'deployments', 'greater-manchester.yaml');
  const scratch = mkdtempSync(join(tmpdir(), 'tre-bench-people-'));
  const options = ['--persons', String(persons)];
  try {
    for (const format of ['parquet', 'csv']) {
      const out = join(scratch, format);
      const command = ['--import', 'tsx', generator, example, '--out', out, '--format', format, ...options];
      const { seconds, cpu, peak } = measure('node', ...command);
      if (!existsSync(join(out, marker))) throw new Error(`the generator did not finish ${format}`);
      rmSync(out, { recursive: true });
      const each = (unit: number) => Math.round(persons / unit).toLocaleString('en-GB');
      const perCpu = cpu === 0 ? '' : `, ${each(cpu)} a second of CPU`;
      console.log(
        `${persons.toLocaleString('en-GB')} synthetic people as ${format}: ${each(seconds)} a second${perCpu}, peak ${peak.toFixed(0)} MB (target: constant in the number of people)`,
      );
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
