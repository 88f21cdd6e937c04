import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../bin/assembly.ts';
import { readOrExplain } from '../bin/deployment-file.ts';

/** The day every test speaks of. */
export const asOf = '2026-11-24';

export const testAssembly = join(__dirname, '..', 'build', 'test-assembly');

/** Synthesises each example once; tests read the JSON. Findings do not stop it: the tests about rules name them better. */
export default function setUp(): void {
  rmSync(testAssembly, { recursive: true, force: true });
  for (const name of ['thames-valley', 'greater-manchester']) {
    const deployment = readOrExplain(join(__dirname, '..', 'deployments', `${name}.yaml`), asOf);
    assemble({
      deployment,
      asOf,
      outdir: join(testAssembly, deployment.id),
      validateTemplates: false,
      failOnFindings: false,
    });
  }
}
